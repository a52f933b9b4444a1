package cascade.gateway.bench.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Loop of all peers: their sockets and timers, on the thread that calls {@link #runUntil}. */
public final class PeerLoop implements AutoCloseable {

    private static final int BURST = 64;
    private static final int ROOM = 4 << 20;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** So long the loop sleeps at most, so that ends are seen. */
    private static final long LONGEST_MILLIS = 20;

    /** Socket's owner. */
    @FunctionalInterface
    public interface Receiver {
        void onMessage(ReceivedMessage message);
    }

    private record Due(long nanos, Runnable task) {}

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(65_536);
    private final ReceivedMessage message = new ReceivedMessage();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));

    /** Shared by all peers, each of which finishes what it begins. */
    public final MessageWriter writer = new MessageWriter();

    private final Random random = new Random(1);
    private double loss;
    private long received;
    private long sent;

    public PeerLoop() throws IOException {
        selector = Selector.open();
    }

    /** A UDP socket whose datagrams go to that receiver. */
    public DatagramChannel open(InetSocketAddress address, Receiver receiver) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
        channel.configureBlocking(false);
        channel.bind(address);
        channel.register(selector, SelectionKey.OP_READ, receiver);
        return channel;
    }

    /** A TCP connection from that address; blocks until it is there. */
    TcpLink connect(InetSocketAddress from, InetSocketAddress to, Receiver receiver) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(from.getAddress(), 0));
        channel.connect(to);
        return link(channel, receiver);
    }

    /** Takes TCP connections at that address. */
    void listen(InetSocketAddress address, Receiver receiver, Consumer<TcpLink> accepted) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(address);
        server.configureBlocking(false);
        Runnable accept = () -> {
            try {
                accepted.accept(link(server.accept(), receiver));
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        };
        server.register(selector, SelectionKey.OP_ACCEPT, accept);
    }

    private TcpLink link(SocketChannel channel, Receiver receiver) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        var link = new TcpLink(channel, key, receiver);
        key.attach((Runnable) link::onReady);
        return link;
    }

    /** For TCP connections of media: keys with a {@link Runnable} attached run it. */
    Selector selector() {
        return selector;
    }

    /** What the kernel does not take is lost, as on a network. */
    public void send(DatagramChannel channel, InetSocketAddress to, byte[] datagram) {
        if (isLost()) {
            return;
        }
        out.clear().put(datagram).flip();
        try {
            channel.send(out, to);
            sent++;
        } catch (IOException refused) {
            throw new IllegalStateException("sending to " + to, refused);
        }
    }

    public void after(Duration delay, Runnable task) {
        at(System.nanoTime() + delay.toNanos(), task);
    }

    /** @param nanos as of {@link System#nanoTime} */
    public void at(long nanos, Runnable task) {
        timers.add(new Due(nanos, task));
    }

    /** @return whether the condition came true in time */
    public boolean runUntil(BooleanSupplier condition, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - end > 0) {
                return false;
            }
            fire(now);
            selector.select(this::read, untilNext());
        }
        return true;
    }

    public void runFor(Duration time) throws IOException {
        runUntil(() -> false, time);
    }

    private void fire(long now) {
        while (!timers.isEmpty() && timers.peek().nanos - now <= 0) {
            timers.poll().task.run();
        }
    }

    private long untilNext() {
        if (timers.isEmpty()) {
            return LONGEST_MILLIS;
        }
        return Math.clamp((timers.peek().nanos - System.nanoTime()) / NANOS_PER_MILLI, 1, LONGEST_MILLIS);
    }

    private void read(SelectionKey key) {
        if (key.attachment() instanceof Runnable ofTcp) {
            ofTcp.run();
            return;
        }
        DatagramChannel channel = (DatagramChannel) key.channel();
        Receiver receiver = (Receiver) key.attachment();
        try {
            for (int i = 0; i < BURST && channel.receive(in.clear()) != null; i++) {
                if (isLost()) {
                    continue;
                }
                received++;
                message.atNanos = System.nanoTime();
                message.read(in.flip());
                receiver.onMessage(message);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** From now on that share of all datagrams is lost, in both directions. */
    public void lose(double share) {
        loss = share;
    }

    private boolean isLost() {
        return loss > 0 && random.nextDouble() < loss;
    }

    /** Datagrams in both directions. */
    public long datagrams() {
        return received + sent;
    }

    /** Closes all sockets; once more does nothing, since those who share a loop close it each. */
    @Override
    public void close() throws IOException {
        if (!selector.isOpen()) {
            return;
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
