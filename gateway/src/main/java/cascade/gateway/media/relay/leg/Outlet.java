package cascade.gateway.media.relay.leg;

import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.PacketBatch;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Outlet of a viewer leg: the UDP port pair, or the one TCP connection, that its packets leave by and its RTCP comes in
 * by. Counts what it sent. Loop thread.
 */
public interface Outlet extends Closeable {

    /** Takes RTCP that a viewer sends, its RTP, and what happens to its connection. UDP tells packets only. */
    interface Handler extends DatagramHandler {

        /** RTP of the viewer; a session that goes one way expects none. */
        void onRtp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos);

        /** Of RTP nothing more is at hand: what was put aside must leave now. */
        void onRtpBurstEnd();

        /** Packets reach it from now on. */
        void onConnected();

        /** There is no connection, and there will be none. False: tell it again later. */
        boolean onLost(InetSocketAddress remote, String detail);
    }

    /** The viewer is to have packets from now on: where we connect, it is time to. */
    void start(long nowNanos);

    void send(PacketBatch batch);

    /** An RTCP datagram: the buffer from 0 to its limit. */
    void sendRtcp(ByteBuffer packet, InetSocketAddress to);

    /** False where a packet of any length will do. */
    boolean sendsDatagrams();

    /** Packets reach the viewer: a connection stands, or none is needed. */
    boolean isConnected();

    InetSocketAddress remote();

    /** Another remote end; one that cannot be is refused, and nothing has changed then. */
    void moveTo(ViewerSpec moved, long nowNanos);

    /** What the kernel did not take yet. */
    int queuedBytes();

    /** Periodic checks, once each check interval. */
    void check(long nowNanos);
}
