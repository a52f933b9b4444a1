package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import java.nio.ByteBuffer;

/** Batch of packets that leave together, one behind the other in one buffer that is filled again and again. One thread. */
final class HepBatch {

    /** Bounds, with its bytes, what one write may take. */
    static final int MOST_PACKETS = 256;

    private static final int BYTES = 4 * HepPacket.ROOM;

    /** On the heap: many small values cost more to write beyond it than the one copy when they leave. */
    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES);

    private final int[] ends = new int[MOST_PACKETS];
    private int size;

    /** Whether any packet finds room. */
    boolean hasRoom() {
        return size < MOST_PACKETS && bytes.remaining() >= HepPacket.ROOM;
    }

    /** Adds a packet to a batch that has room; false where it would fit no datagram. */
    boolean add(HepEvent event, HepConfig config) {
        if (!HepPacket.put(event, config, bytes)) {
            return false;
        }
        ends[size++] = bytes.position();
        return true;
    }

    int size() {
        return size;
    }

    /** All packets. */
    ByteBuffer bytes() {
        return bytes.duplicate().flip();
    }

    /** Where a packet ends in them, and the next begins. */
    int end(int packet) {
        return ends[packet];
    }

    void clear() {
        bytes.clear();
        size = 0;
    }
}
