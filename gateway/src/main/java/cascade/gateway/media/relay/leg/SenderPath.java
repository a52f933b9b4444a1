package cascade.gateway.media.relay.leg;

import cascade.gateway.media.TcpFraming;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Path back to a sender of RTP, by which RTCP about its packets goes. Loop thread. */
public interface SenderPath {

    /** The sender has been confirmed at that address, or has moved there. UDP only. */
    void onConfirmed(InetSocketAddress from);

    /** An RTCP datagram to the sender: the buffer from 0 to its limit. */
    void sendRtcp(ByteBuffer packet, InetSocketAddress to);

    /** Packets may come: a connection stands, or none is needed. */
    boolean isConnected();

    /** Framing of what comes by a connection, where its first packet has told it; datagrams have none. */
    default Optional<TcpFraming> framing() {
        return Optional.empty();
    }
}
