package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The last two senders to one socket, so that a packet of theirs needs no new address object: the source's, and a
 * stranger's who sends between. Loop thread.
 */
final class Senders {

    private Known last = new Known();
    private Known before = new Known();

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
        if (!last.is(from)) {
            Known other = before;
            before = last;
            last = other;
        }
        InetSocketAddress known = last.address;
        return known != null && last.is(from) ? known : last.learn(from);
    }
}
