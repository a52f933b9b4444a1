package cascade.gateway.bench.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * TCP connection of one stream at a platform, its packets framed by <a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC
 * 4571</a>. When it ends the platform takes the next one that comes, or connects again, as its role is. The selector's thread; the
 * selector's keys have a {@link Runnable} attached.
 */
public final class TcpMedia {

    private static final int LENGTH_BYTES = 2;
    private static final int LONGEST = 0xFFFF;
    /** Of an RTCP packet. */
    private static final int SHORTEST = 8;

    private static final int VERSION_BITS = 0xC0;
    private static final int VERSION_2 = 0x80;
    private static final long RETRY_NANOS = 100_000_000;

    private final Selector selector;
    private final InetSocketAddress local;
    private final Consumer<ByteBuffer> packets;
    private final ByteBuffer in = ByteBuffer.allocate(LENGTH_BYTES + LONGEST);
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private Optional<ServerSocketChannel> listener = Optional.empty();
    private Optional<InetSocketAddress> remote = Optional.empty();
    private @Nullable SocketChannel channel;
    private long attemptNanos;

    /**
     * Neither listens nor connects yet.
     *
     * @param packets gets each packet that comes, as long as it does not return
     */
    public TcpMedia(Selector selector, InetSocketAddress local, Consumer<ByteBuffer> packets) {
        this.selector = selector;
        this.local = local;
        this.packets = packets;
    }

    /** From now on the gateway may connect; the last connection counts. */
    public void listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        listener = Optional.of(server);
        server.bind(local);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, (Runnable) () -> accept(server));
    }

    /** Where it listens. */
    public int port() {
        return listener.orElseThrow().socket().getLocalPort();
    }

    /** From its next {@link #check} on it connects there, from a port of its own; any thread that excludes that of the selector. */
    public void connectTo(InetSocketAddress gateway) {
        remote = Optional.of(gateway);
    }

    /** Connects where there is no connection but should be one; does not block. */
    public void check() {
        long now = System.nanoTime();
        if (remote.isPresent() && channel == null && now - attemptNanos >= RETRY_NANOS) {
            attemptNanos = now;
            connect(remote.get());
        }
    }

    private void connect(InetSocketAddress to) {
        try {
            SocketChannel made = SocketChannel.open();
            channel = made;
            made.bind(new InetSocketAddress(local.getAddress(), 0));
            made.configureBlocking(false);
            watch(made, made.connect(to) ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        } catch (IOException refused) {
            drop();
        }
    }

    private void accept(ServerSocketChannel server) {
        try {
            SocketChannel accepted = server.accept();
            if (accepted != null) {
                drop();
                channel = accepted;
                accepted.configureBlocking(false);
                watch(accepted, SelectionKey.OP_READ);
            }
        } catch (IOException broke) {
            drop();
        }
    }

    private void watch(SocketChannel made, int operations) throws IOException {
        SelectionKey key = made.register(selector, operations);
        key.attach((Runnable) () -> onReady(made, key));
    }

    private void onReady(SocketChannel ready, SelectionKey key) {
        if (!ready.equals(channel)) {
            return;
        }
        try {
            if (key.isConnectable() && ready.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isWritable()) {
                write(ready);
            }
            if (key.isReadable()) {
                read(ready);
            }
        } catch (IOException | CancelledKeyException ended) {
            drop();
        }
    }

    private void read(SocketChannel from) throws IOException {
        if (from.read(in) < 0) {
            drop();
            return;
        }
        in.flip();
        while (in.remaining() >= LENGTH_BYTES && in.remaining() - LENGTH_BYTES >= length()) {
            int length = length();
            int start = in.position() + LENGTH_BYTES;
            if (length < SHORTEST || (in.get(start) & VERSION_BITS) != VERSION_2) {
                throw new IOException("out of step");
            }
            packets.accept(in.slice(start, length));
            in.position(start + length);
        }
        in.compact();
    }

    private int length() {
        return Short.toUnsignedInt(in.getShort(in.position()));
    }

    /** What the gateway does not take yet waits; without a connection it is lost, and with one that breaks. */
    public void send(byte[] packet) {
        SocketChannel standing = channel;
        if (standing == null || !standing.isConnected()) {
            return;
        }
        out.add(ByteBuffer.allocate(LENGTH_BYTES + packet.length)
                .putShort((short) packet.length)
                .put(packet)
                .flip());
        try {
            write(standing);
        } catch (IOException ended) {
            drop();
        }
    }

    private void write(SocketChannel to) throws IOException {
        while (!out.isEmpty()) {
            to.write(out.element());
            if (out.element().hasRemaining()) {
                break;
            }
            out.remove();
        }
        to.keyFor(selector)
                .interestOps(out.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void drop() {
        SocketChannel gone = channel;
        channel = null;
        in.clear();
        out.clear();
        if (gone != null) {
            end(gone);
        }
    }

    /** For good. */
    public void close() {
        remote = Optional.empty();
        drop();
        listener.ifPresent(TcpMedia::end);
    }

    private static void end(Channel gone) {
        try {
            gone.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
