package cascade.gateway.bench.survival;

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
import java.util.BitSet;
import java.util.List;

/** Receivers of all streams at an upper platform, on a thread of their own: what came, and the longest pause. Any thread. */
final class Screens implements AutoCloseable {

    private static final int ROOM = 1 << 20;
    private static final int SEQUENCE_AT = 2;
    private static final int LEAST_BYTES = 12;

    /** One stream since the last mark. */
    private static final class Screen {
        final BitSet seen = new BitSet();
        boolean flows;
        long lastNanos;
        int first;
        int highest;
        /** As of the mark. */
        int markHighest;

        int markSeen;
        int sinceMark;
        long firstNanos;
        long longestNanos;

        void onPacket(int sequence, long nowNanos) {
            if (!flows) {
                flows = true;
                first = sequence;
                highest = sequence;
            } else {
                longestNanos = Math.max(longestNanos, nowNanos - lastNanos);
            }
            int number = highest + (short) (sequence - highest);
            highest = Math.max(highest, number);
            if (number >= first) {
                seen.set(number - first);
            }
            if (sinceMark++ == 0) {
                firstNanos = nowNanos;
            }
            lastNanos = nowNanos;
        }

        void mark() {
            markHighest = highest;
            markSeen = seen.cardinality();
            sinceMark = 0;
            longestNanos = 0;
        }

        int lost() {
            return highest - markHighest - (seen.cardinality() - markSeen);
        }
    }

    private final Selector selector = Selector.open();
    private final List<Screen> screens = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** On every second port of the address from {@code firstPort} on. */
    Screens(InetAddress address, int firstPort, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, firstPort + 2 * i));
            Screen screen = new Screen();
            screens.add(screen);
            channel.register(selector, SelectionKey.OP_READ, screen);
        }
        thread = Thread.ofPlatform().name("screens").daemon().start(this::run);
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(65_536);
        try {
            while (!closed) {
                selector.select(key -> read(key, packet), 20);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private synchronized void read(SelectionKey key, ByteBuffer packet) {
        Screen screen = (Screen) key.attachment();
        try {
            while (((DatagramChannel) key.channel()).receive(packet.clear()) != null) {
                if (packet.flip().remaining() >= LEAST_BYTES) {
                    screen.onPacket(packet.getShort(SEQUENCE_AT) & 0xFFFF, System.nanoTime());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From now on packets, pauses and losses are counted anew; a pause that began before counts whole. */
    synchronized void mark() {
        screens.forEach(Screen::mark);
    }

    /** Streams that have come since the last mark. */
    synchronized int flowing() {
        return (int) screens.stream().filter(screen -> screen.sinceMark > 0).count();
    }

    /** When the first packet of each stream came that has come since the last mark, as of {@link System#nanoTime}. */
    synchronized List<Long> arrivals() {
        return screens.stream()
                .filter(screen -> screen.sinceMark > 0)
                .map(screen -> screen.firstNanos)
                .toList();
    }

    /** Packets since the last mark that are missing between others, of all streams that came since. */
    synchronized int lost() {
        return screens.stream()
                .filter(screen -> screen.sinceMark > 0)
                .mapToInt(Screen::lost)
                .sum();
    }

    /** The longest pause of each stream that came since the last mark, in nanoseconds. */
    synchronized List<Long> pauses() {
        return screens.stream()
                .filter(screen -> screen.sinceMark > 0)
                .map(screen -> screen.longestNanos)
                .toList();
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
