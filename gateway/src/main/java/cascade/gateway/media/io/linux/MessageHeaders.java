package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Array of {@code struct mmsghdr}; each starts with the {@code struct msghdr} that the calls for one message take.
 *
 * <pre>
 *    0 name (address)      8 name bytes (4)
 *   16 iov (address)      24 iov count
 *   32 control (address)  40 control bytes
 *   48 flags (4)
 *   56 message bytes (4), when received by recvmmsg                                           64 bytes
 *
 *   struct iovec      0 data (address)   8 bytes                                              16 bytes
 *   struct cmsghdr    0 bytes, with the data   8 level (4)   12 type (4)   16 data            8-aligned
 * </pre>
 */
public final class MessageHeaders {

    public static final int BYTES = 64;
    public static final int VECTOR_BYTES = 16;
    public static final int CONTROL_HEADER_BYTES = 16;
    /** A control message with a number of up to 8 bytes. */
    public static final int CONTROL_BYTES = CONTROL_HEADER_BYTES + 8;

    private static final int NAME = 0;
    private static final int NAME_BYTES = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int MESSAGE_BYTES = 56;
    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;

    private final MemorySegment memory;
    private final long address;

    public MessageHeaders(Arena arena, int count) {
        this.memory = arena.allocate((long) count * BYTES, Long.BYTES);
        this.address = memory.address();
    }

    public long address(int index) {
        return address + at(index, 0);
    }

    private static long at(int index, int field) {
        return (long) index * BYTES + field;
    }

    public void name(int index, long name, int bytes) {
        memory.set(JAVA_LONG, at(index, NAME), name);
        memory.set(JAVA_INT, at(index, NAME_BYTES), bytes);
    }

    public void vectors(int index, long vectors, int count) {
        memory.set(JAVA_LONG, at(index, VECTORS), vectors);
        memory.set(JAVA_LONG, at(index, VECTOR_COUNT), count);
    }

    public void control(int index, long control, int bytes) {
        memory.set(JAVA_LONG, at(index, CONTROL), control);
        memory.set(JAVA_LONG, at(index, CONTROL_LENGTH), bytes);
    }

    public int nameBytes(int index) {
        return memory.get(JAVA_INT, at(index, NAME_BYTES));
    }

    public int controlBytes(int index) {
        return (int) memory.get(JAVA_LONG, at(index, CONTROL_LENGTH));
    }

    /** What the kernel says of a message that was received. */
    int flags(int index) {
        return memory.get(JAVA_INT, at(index, FLAGS));
    }

    public int messageBytes(int index) {
        return memory.get(JAVA_INT, at(index, MESSAGE_BYTES));
    }

    /** What the call for one message returned, where the call for many puts it. */
    public void messageBytes(int index, int bytes) {
        memory.set(JAVA_INT, at(index, MESSAGE_BYTES), bytes);
    }

    public static void vector(MemorySegment vectors, int index, long data, long bytes) {
        vectors.set(JAVA_LONG, (long) index * VECTOR_BYTES, data);
        vectors.set(JAVA_LONG, (long) index * VECTOR_BYTES + Long.BYTES, bytes);
    }

    /** The control message that cuts what is sent into packets of {@code segmentBytes}. */
    public static void writeSegmentSize(MemorySegment controls, long at, int segmentBytes) {
        controls.set(JAVA_LONG, at, CONTROL_HEADER_BYTES + Short.BYTES);
        controls.set(JAVA_INT, at + CONTROL_LEVEL, SocketOptions.SOL_UDP);
        controls.set(JAVA_INT, at + CONTROL_TYPE, SocketOptions.UDP_SEGMENT);
        controls.set(JAVA_SHORT, at + CONTROL_HEADER_BYTES, (short) segmentBytes);
    }

    /** Room for the control message with so many descriptors. */
    public static int rightsBytes(int count) {
        return CONTROL_HEADER_BYTES + (count * Integer.BYTES + Long.BYTES - 1 & -Long.BYTES);
    }

    /** The control message that passes descriptors on. */
    public static void writeRights(MemorySegment controls, int[] descriptors) {
        controls.set(JAVA_LONG, 0, CONTROL_HEADER_BYTES + (long) descriptors.length * Integer.BYTES);
        controls.set(JAVA_INT, CONTROL_LEVEL, SocketOptions.SOL_SOCKET);
        controls.set(JAVA_INT, CONTROL_TYPE, SocketOptions.SCM_RIGHTS);
        MemorySegment.copy(descriptors, 0, controls, JAVA_INT, CONTROL_HEADER_BYTES, descriptors.length);
    }

    /** Descriptors that came, in their order; they are the caller's. */
    public static int[] rights(MemorySegment controls, int end) {
        int[] descriptors = {};
        int next = 0;
        while (end - next >= CONTROL_HEADER_BYTES) {
            int bytes = (int) controls.get(JAVA_LONG, next);
            if (controls.get(JAVA_INT, next + CONTROL_LEVEL) == SocketOptions.SOL_SOCKET
                    && controls.get(JAVA_INT, next + CONTROL_TYPE) == SocketOptions.SCM_RIGHTS) {
                int count = (bytes - CONTROL_HEADER_BYTES) / Integer.BYTES;
                int[] all = Arrays.copyOf(descriptors, descriptors.length + count);
                MemorySegment.copy(controls, JAVA_INT, next + CONTROL_HEADER_BYTES, all, descriptors.length, count);
                descriptors = all;
            }
            next += Math.max(CONTROL_HEADER_BYTES, bytes + Long.BYTES - 1 & -Long.BYTES);
        }
        return descriptors;
    }

    /** The number in the control message of that kind between {@code at} and {@code end}, or {@code otherwise}. */
    public static int number(MemorySegment controls, long at, long end, int level, int type, int otherwise) {
        long next = at;
        while (end - next >= CONTROL_HEADER_BYTES) {
            long bytes = controls.get(JAVA_LONG, next);
            if (controls.get(JAVA_INT, next + CONTROL_LEVEL) == level
                    && controls.get(JAVA_INT, next + CONTROL_TYPE) == type) {
                return controls.get(JAVA_INT, next + CONTROL_HEADER_BYTES);
            }
            next += Math.max(CONTROL_HEADER_BYTES, bytes + Long.BYTES - 1 & -Long.BYTES);
        }
        return otherwise;
    }
}
