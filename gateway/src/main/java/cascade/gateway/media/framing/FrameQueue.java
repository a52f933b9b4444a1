package cascade.gateway.media.framing;

import java.nio.ByteBuffer;

/**
 * Queue of whole frames that wait to be written, the oldest first, in a ring buffer. Its memory is taken from the
 * budget when the first frame comes, and grows up to the bound; a ring beyond the least is given back when the last
 * frame leaves, any ring by {@link #clear}.
 *
 * <pre>
 *   each:  | frame's bytes, 4, with the top bit for RTCP | frame |
 * </pre>
 */
public final class FrameQueue {

    private static final int LEAST_BYTES = 16 << 10;
    private static final int SIZE_BYTES = 4;
    private static final int RTCP_BIT = 1 << 31;
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private final ByteBudget budget;
    private byte[] ring = NOTHING;
    private int first;
    private int used;
    private int frames;

    /** @param maxBytes at least one frame */
    public FrameQueue(int maxBytes, ByteBudget budget) {
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    public boolean isEmpty() {
        return frames == 0;
    }

    public int frames() {
        return frames;
    }

    /** Of the frames alone. */
    public int bytes() {
        return used - frames * SIZE_BYTES;
    }

    /**
     * Adds the buffer's remaining bytes as one frame. False, and nothing read, when the oldest must go first; of an empty
     * queue, when the budget has no room for this frame.
     */
    public boolean offer(ByteBuffer frame, boolean rtcp) {
        int bytes = frame.remaining();
        if (!makeRoom(used + SIZE_BYTES + bytes)) {
            return false;
        }
        int at = wrapped(first + used);
        int size = rtcp ? bytes | RTCP_BIT : bytes;
        for (int i = 0; i < SIZE_BYTES; i++) {
            ring[wrapped(at + i)] = (byte) (size >>> (Byte.SIZE * i));
        }
        at = wrapped(at + SIZE_BYTES);
        int untilEnd = Math.min(bytes, ring.length - at);
        frame.get(ring, at, untilEnd);
        frame.get(ring, 0, bytes - untilEnd);
        used += SIZE_BYTES + bytes;
        frames++;
        return true;
    }

    public int firstBytes() {
        return size(first) & ~RTCP_BIT;
    }

    public boolean isFirstRtcp() {
        return (size(first) & RTCP_BIT) != 0;
    }

    public void removeFirst() {
        int bytes = SIZE_BYTES + firstBytes();
        first = wrapped(first + bytes);
        used -= bytes;
        frames--;
        if (frames == 0 && ring.length > LEAST_BYTES) {
            leaveRing();
        }
    }

    /** Copies whole frames, from the first, as long as they fit; all of them stay. */
    public void copyTo(ByteBuffer to) {
        int at = first;
        for (int i = 0; i < frames; i++) {
            int bytes = size(at) & ~RTCP_BIT;
            if (bytes > to.remaining()) {
                return;
            }
            at = wrapped(at + SIZE_BYTES);
            int untilEnd = Math.min(bytes, ring.length - at);
            to.put(ring, at, untilEnd).put(ring, 0, bytes - untilEnd);
            at = wrapped(at + bytes);
        }
    }

    public void clear() {
        used = 0;
        frames = 0;
        leaveRing();
    }

    private void leaveRing() {
        budget.giveBack(ring.length);
        ring = NOTHING;
        first = 0;
    }

    private int size(int at) {
        int size = 0;
        for (int i = 0; i < SIZE_BYTES; i++) {
            size |= (ring[wrapped(at + i)] & 0xFF) << (Byte.SIZE * i);
        }
        return size;
    }

    private int wrapped(int index) {
        return index < ring.length ? index : index - ring.length;
    }

    private boolean makeRoom(int bytes) {
        if (bytes <= ring.length) {
            return true;
        }
        int length = Math.min(maxBytes, Math.max(LEAST_BYTES, 2 * Integer.highestOneBit(bytes)));
        if (bytes > maxBytes || !budget.take(length - ring.length)) {
            return false;
        }
        byte[] larger = new byte[length];
        int untilEnd = Math.min(used, ring.length - first);
        System.arraycopy(ring, first, larger, 0, untilEnd);
        System.arraycopy(ring, 0, larger, untilEnd, used - untilEnd);
        ring = larger;
        first = 0;
        return true;
    }
}
