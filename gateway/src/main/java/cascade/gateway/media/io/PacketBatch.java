package cascade.gateway.media.io;

import java.nio.ByteBuffer;

/**
 * Batch of packets of one stream that leave together from where they were received: places in one memory. Plain fields;
 * a loop has one, which it fills and sends again and again.
 */
public final class PacketBatch {

    /** As many as the kernel cuts of one piece (UDP_MAX_SEGMENTS of its older versions). */
    public static final int MAX_PACKETS = 64;

    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final int[] offsets = new int[MAX_PACKETS];
    private final int[] lengths = new int[MAX_PACKETS];
    private ByteBuffer memory = NOWHERE;
    private int count;

    /** All packets of a batch must be in the same memory. */
    public void add(ByteBuffer where, int offset, int length) {
        memory = where;
        offsets[count] = offset;
        lengths[count] = length;
        count++;
    }

    public boolean isFull() {
        return count == MAX_PACKETS;
    }

    public void clear() {
        count = 0;
    }

    public ByteBuffer memory() {
        return memory;
    }

    public int count() {
        return count;
    }

    public int offset(int packet) {
        return offsets[packet];
    }

    public int length(int packet) {
        return lengths[packet];
    }
}
