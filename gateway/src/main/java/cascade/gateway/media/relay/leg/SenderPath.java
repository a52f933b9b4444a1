package cascade.gateway.media.relay.leg;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Path back to a sender of RTP, by which RTCP about its packets goes. Loop thread. */
public interface SenderPath {

    /** The sender has been confirmed at that address, or has moved there. UDP only. */
    void onConfirmed(InetSocketAddress from);

    /** An RTCP datagram to the sender: the buffer from 0 to its limit. */
    void sendRtcp(ByteBuffer packet, InetSocketAddress to);

    /** Packets may come: a connection stands, or none is needed. */
    boolean isConnected();
}
