package cascade.gateway.bench.survival;

import cascade.gateway.bench.load.Receiver;
import cascade.gateway.bench.peer.TcpMedia;
import cascade.gateway.gb.sdp.MediaTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Receivers of all streams at an upper platform, on a thread of their own: what came, and the longest pause. Any thread. */
final class Screens implements Receiver, AutoCloseable {

    private static final int ROOM = 1 << 20;
    private static final int LOOK_MILLIS = 20;

    private final Selector selector = Selector.open();
    private final List<Screen> screens = new ArrayList<>();
    private final int firstPort;
    private final IntFunction<MediaTransport> transports;
    private final Map<Integer, TcpMedia> connections = new HashMap<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(65_536);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * On every second port of the address from {@code firstPort} on.
     *
     * @param transports of the streams, by their numbers from 0 on
     */
    Screens(InetAddress address, int firstPort, int count, IntFunction<MediaTransport> transports) throws IOException {
        this.firstPort = firstPort;
        this.transports = transports;
        for (int i = 0; i < count; i++) {
            open(new InetSocketAddress(address, firstPort + 2 * i), transports.apply(i));
        }
        thread = Thread.ofPlatform().name("screens").daemon().start(this::run);
    }

    private void open(InetSocketAddress address, MediaTransport transport) throws IOException {
        Screen screen = new Screen();
        screens.add(screen);
        if (!transport.isTcp()) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
            channel.configureBlocking(false);
            channel.bind(address);
            channel.register(selector, SelectionKey.OP_READ, (Runnable) () -> receive(channel, screen));
            return;
        }
        var connection = new TcpMedia(selector, address, screen::onPacket);
        connections.put(address.getPort(), connection);
        if (transport == MediaTransport.TCP_PASSIVE) {
            connection.listen();
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::onReady, LOOK_MILLIS);
                connect();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private synchronized void onReady(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    private synchronized void connect() {
        connections.values().forEach(TcpMedia::check);
    }

    private void receive(DatagramChannel channel, Screen screen) {
        try {
            while (channel.receive(packet.clear()) != null) {
                screen.onPacket(packet.flip());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public MediaTransport transport(int port) {
        return transports.apply((port - firstPort) / 2);
    }

    @Override
    public synchronized void connect(int port, InetSocketAddress gateway) {
        connections.get(port).connectTo(gateway);
    }

    /** From now on packets, pauses and losses are counted anew; a pause that began before counts whole. */
    synchronized void mark() {
        screens.forEach(Screen::mark);
    }

    private Stream<Screen> those() {
        return screens.stream().filter(Screen::flows);
    }

    /** Streams that have come since the last mark. */
    synchronized int flowing() {
        return (int) those().count();
    }

    /** When the first packet of each stream came that has come since the last mark, as of {@link System#nanoTime}. */
    synchronized List<Long> arrivals() {
        return those().map(Screen::firstNanos).toList();
    }

    /** Packets of each stream since the last mark that are missing between others. */
    synchronized List<Integer> lost() {
        return screens.stream().map(Screen::lost).toList();
    }

    /** The longest pause of each stream that came since the last mark, in nanoseconds. */
    synchronized List<Long> pauses() {
        return those().map(Screen::longestNanos).toList();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
