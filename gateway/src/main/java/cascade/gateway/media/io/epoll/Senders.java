package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the latest sender addresses of one socket, so that a packet of theirs needs no new object: two of a leg's
 * own, the source's and a stranger's who sends between; of a shared one as many as have places in a table. Loop thread.
 */
final class Senders {

    /** A power of two. */
    private static final int PLACES = 4_096;

    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final @Nullable Known[] places;
    private Known last = new Known();
    private Known before = new Known();

    Senders(boolean many) {
        this.places = new @Nullable Known[many ? PLACES : 0];
    }

    /** An address as the kernel writes it: see {@link SocketAddresses}. */
    private static final class Known {
        private long start;
        private long high;
        private long low;
        private int scope;
        private @Nullable InetSocketAddress address;

        private boolean is(MemorySegment from) {
            return start == from.get(JAVA_LONG, 0)
                    && address != null
                    && (isInet(start)
                            || (high == from.get(JAVA_LONG, 8)
                                    && low == from.get(JAVA_LONG, 16)
                                    && scope == from.get(JAVA_INT, 24)));
        }

        private InetSocketAddress learn(MemorySegment from) {
            start = from.get(JAVA_LONG, 0);
            high = from.get(JAVA_LONG, 8);
            low = from.get(JAVA_LONG, 16);
            scope = from.get(JAVA_INT, 24);
            InetSocketAddress learned = SocketAddresses.read(from);
            address = learned;
            return learned;
        }

        /** Family, port and address are the first 8 bytes, and all. */
        private static boolean isInet(long start) {
            return (short) start == SocketOptions.AF_INET;
        }
    }

    InetSocketAddress of(MemorySegment from) {
        return places.length == 0 ? ofTwo(from) : ofMany(from);
    }

    private InetSocketAddress ofMany(MemorySegment from) {
        int place = place(from);
        @Nullable Known there = places[place];
        if (there == null) {
            there = new Known();
            places[place] = there;
        }
        InetSocketAddress known = there.address;
        return known != null && there.is(from) ? known : there.learn(from);
    }

    private static int place(MemorySegment from) {
        long start = from.get(JAVA_LONG, 0);
        long bits = Known.isInet(start)
                ? start
                : start ^ from.get(JAVA_LONG, 8) ^ Long.rotateLeft(from.get(JAVA_LONG, 16), 32);
        return (int) ((bits * MIX) >>> SHIFT);
    }

    private InetSocketAddress ofTwo(MemorySegment from) {
        if (!last.is(from)) {
            Known other = before;
            before = last;
            last = other;
        }
        InetSocketAddress known = last.address;
        return known != null && last.is(from) ? known : last.learn(from);
    }
}
