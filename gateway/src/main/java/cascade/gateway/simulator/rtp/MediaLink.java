package cascade.gateway.simulator.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Transport of one stream's RTP and RTCP: a pair of UDP ports, or one TCP connection. Its {@link RtpLoop}'s thread, but
 * for {@link #rtpPort}.
 */
public sealed interface MediaLink permits UdpLink, TcpMediaLink {

    /** Whom the link tells what happens. */
    interface Ear {

        /** Packets can leave now: at once over UDP, and over TCP whenever a connection has come to stand. */
        void onReady() throws IOException;

        /** They cannot any more, until {@link #onReady} comes again. */
        void onLost();

        /** A packet from its buffer's start to its limit, valid during the call. */
        void onRtp(ByteBuffer packet, long nowNanos);

        void onRtcp(ByteBuffer packet, long nowNanos);
    }

    /** What our SDP names. */
    int rtpPort();

    /** Where the other side's SDP wants the RTP, or sends it from. A link that connects does so from now on. */
    void peer(InetSocketAddress rtp) throws IOException;

    /** Hears, and over TCP connects or accepts, from now on. */
    void open(Ear ear) throws IOException;

    /** @return false where it did not leave */
    boolean sendRtp(ByteBuffer packet);

    /** @return false where it did not leave */
    boolean sendRtcp(ByteBuffer packet);

    /** Hands over what has arrived already, though nobody has looked at it yet. */
    void drain() throws IOException;

    /** Idempotent; also before {@link #open}. */
    void close() throws IOException;
}
