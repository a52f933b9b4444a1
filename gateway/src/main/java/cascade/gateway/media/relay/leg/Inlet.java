package cascade.gateway.media.relay.leg;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Inlet of a source leg: the UDP port pair, or the one TCP connection, that its packets come in by. While it is held,
 * they wait in the kernel. Loop thread.
 */
public interface Inlet extends Closeable, SenderPath {

    /** Takes RTP, and RTCP where both come the same way, and what happens to a connection. UDP tells packets only. */
    interface Handler extends DatagramHandler {

        /** What came where only RTCP comes. */
        void onRtcp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos);

        /** What comes from now on comes by this connection. */
        void onConnected(InetSocketAddress peer);

        /** A connection was refused, and closed at once. */
        void onForeignConnection(InetSocketAddress from);

        /** Whether a packet like this can come from the source; its fixed header is there. */
        boolean mayFollow(ByteBuffer memory, int offset, int length);

        /** Whether this must be a packet of the source; its fixed header is there. */
        boolean mayStart(ByteBuffer memory, int offset);

        /** There is no connection, and there will be none. False: tell it again later. */
        boolean onLost(InetSocketAddress remote, String detail);
    }

    /** Refuses an answer by which the source's packets could not be told from another leg's. */
    void requireDistinct(SourceAnswer answer);

    /** Who may send; again with a new answer. */
    void expect(SourceAnswer answer);

    /** A viewer has been started: where we connect, it is time to. */
    void onViewerStarted();

    boolean isHeld();

    /** True when at least one packet has come while it is held. */
    boolean isWaiting();

    long waitingSinceNanos();

    /** Lets packets in from now on, first of all those that have waited. */
    void release();

    /**
     * Sends RTP to the source, in a session whose media goes both ways.
     *
     * @param to over UDP; a connection has one end only
     * @param sent counts it
     */
    void sendRtp(PacketBatch batch, InetSocketAddress to, LegCounters sent);

    /** Periodic checks, once each check interval. */
    void check(long nowNanos);
}
