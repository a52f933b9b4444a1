package cascade.gateway.testkit.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** RTP receivers of many calls on one thread: each notes what came to its port and whether a packet was missing. */
public final class MediaSinks implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final int RTP_VERSION = 2;

    /** What came to one port. Written by the receiving thread, read when that has ended. */
    public static final class Sink {
        private final int port;
        private final Set<Integer> ssrcs = new HashSet<>();
        private long packets;
        private long gaps;
        private int lastSequence;

        private Sink(int port) {
            this.port = port;
        }

        public int port() {
            return port;
        }

        public Set<Integer> ssrcs() {
            return ssrcs;
        }

        public long packets() {
            return packets;
        }

        /** Packets that did not follow the one before them. */
        public long gaps() {
            return gaps;
        }

        private void take(ByteBuffer packet) {
            if (packet.remaining() < 12 || (packet.get(0) & 0xFF) >> 6 != RTP_VERSION) {
                gaps++;
                return;
            }
            int sequence = packet.getShort(2) & 0xFFFF;
            if (packets > 0 && sequence != ((lastSequence + 1) & 0xFFFF)) {
                gaps++;
            }
            lastSequence = sequence;
            packets++;
            ssrcs.add(packet.getInt(8));
        }
    }

    private final Selector selector;
    private final List<Sink> sinks;
    private final Thread receiver;

    /** Listens on every second port from {@code firstPort} on, as RTP does. */
    public MediaSinks(String host, int firstPort, int count) {
        try {
            selector = Selector.open();
            sinks = IntStream.range(0, count)
                    .mapToObj(i -> new Sink(firstPort + 2 * i))
                    .toList();
            for (Sink sink : sinks) {
                DatagramChannel channel = DatagramChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
                channel.bind(new InetSocketAddress(host, sink.port()));
                channel.register(selector, SelectionKey.OP_READ, sink);
            }
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        receiver = Thread.ofPlatform().name("media-sinks").start(this::receive);
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocateDirect(65_535);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(key -> drain(key, packet));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void drain(SelectionKey key, ByteBuffer packet) {
        try {
            while (((DatagramChannel) key.channel()).receive(packet.clear()) != null) {
                ((Sink) key.attachment()).take(packet.flip());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Receives no more; the counts stand from here on. */
    public List<Sink> stop() {
        close();
        return sinks;
    }

    @Override
    public void close() {
        if (!selector.isOpen()) {
            return;
        }
        receiver.interrupt();
        try {
            receiver.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (InterruptedException | IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
