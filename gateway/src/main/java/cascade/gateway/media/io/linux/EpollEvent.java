package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct epoll_event}, alone or in an array. It is packed on x86-64 only.
 *
 * <pre>
 *   x86-64     0 events   4 data (8 bytes)              12 bytes
 *   aarch64    0 events   4 -      8 data (8 bytes)     16 bytes
 * </pre>
 */
public final class EpollEvent {

    private static final boolean PACKED = Architecture.IS_X86_64;
    private static final int DATA = PACKED ? 4 : 8;

    public static final int BYTES = DATA + Long.BYTES;

    private EpollEvent() {}

    public static void set(MemorySegment events, int index, int wanted, long data) {
        events.set(JAVA_INT, (long) index * BYTES, wanted);
        events.set(JAVA_LONG_UNALIGNED, (long) index * BYTES + DATA, data);
    }

    public static int events(MemorySegment events, int index) {
        return events.get(JAVA_INT, (long) index * BYTES);
    }

    public static long data(MemorySegment events, int index) {
        return events.get(JAVA_LONG_UNALIGNED, (long) index * BYTES + DATA);
    }
}
