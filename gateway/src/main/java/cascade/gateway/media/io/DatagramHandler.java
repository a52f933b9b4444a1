package cascade.gateway.media.io;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Handler of the datagrams of one socket, called on the loop's thread.
 *
 * <pre>
 *   onDatagram, onDatagram, ... onBurstEnd      all that was read in one go
 * </pre>
 */
@FunctionalInterface
public interface DatagramHandler {

    /** The datagram may be read and changed until {@link #onBurstEnd} has returned. */
    void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos);

    /** Nothing more is at hand: what was put aside must leave now. */
    default void onBurstEnd() {}

    /** As {@link SendCount#onUnreachable}, where a read is told it. */
    default void onUnreachable() {}

    /** The kernel had no room for so many packets since it was last asked. */
    default void onKernelDrops(int packets) {}
}
