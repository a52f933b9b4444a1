package cascade.gateway.media.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Reads one socket of a loop, a burst at a time. While it is held, packets wait in the kernel's buffer. Loop thread.
 */
final class SocketReader {

    /** Packets read from one socket before the others have their turn. */
    private static final int BURST = 64;

    private final UdpSocket socket;
    private final DatagramHandler handler;
    /** Lent by the loop: one packet is under way at a time. */
    private final ByteBuffer packet;

    private final SelectionKey key;

    private boolean held;
    private boolean waiting;
    private long waitingSinceNanos;

    SocketReader(UdpSocket socket, DatagramHandler handler, ByteBuffer packet, Selector selector) throws IOException {
        this.socket = socket;
        this.handler = handler;
        this.packet = packet;
        this.key = socket.channel().register(selector, SelectionKey.OP_READ, this);
    }

    void onReady(long nowNanos) throws IOException {
        if (held) {
            waiting = true;
            waitingSinceNanos = nowNanos;
            key.interestOps(0);
            return;
        }
        for (int i = 0; i < BURST; i++) {
            @Nullable InetSocketAddress from = socket.receive(packet);
            if (from == null) {
                return;
            }
            handler.onDatagram(packet, from, nowNanos);
        }
    }

    void hold() {
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    /** True when at least one packet has come since {@link #hold}. */
    boolean isWaiting() {
        return waiting;
    }

    long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    /** Reads from now on, first of all what has waited. */
    void release() {
        held = false;
        waiting = false;
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
