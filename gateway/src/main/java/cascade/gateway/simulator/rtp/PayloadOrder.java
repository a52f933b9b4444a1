package cascade.gateway.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * Reordering buffer for RTP payloads: puts them back into the order in which they were sent. A packet that came early
 * waits for those before it, up to a bound; what has not come by then is a gap. Used by one thread; copies only what is
 * out of order.
 */
final class PayloadOrder {

    /** Longer than any reordering of a network worth playing from. */
    static final int MAX_WAITING = 64;

    private static final int NONE = -1;

    /** Gets the payloads in order. */
    interface Sink {
        void append(ByteBuffer from, int offset, int bytes);
    }

    private final Sink sink;
    private final TreeMap<Integer, ByteBuffer> waiting = new TreeMap<>();
    /** Counts on beyond 16 bits, so that the keys of what waits are in order. */
    private int next = NONE;

    PayloadOrder(Sink sink) {
        this.sink = sink;
    }

    void accept(int sequence, ByteBuffer packet, int offset, int bytes) {
        if (next == NONE) {
            next = sequence;
        }
        int ahead = (short) (sequence - next);
        if (ahead == 0) {
            sink.append(packet, offset, bytes);
            next = next + 1;
            passOn();
        } else if (ahead > 0) {
            hold(next + ahead, packet, offset, bytes);
        }
        // behind: a duplicate, or so late that its gap has been passed
    }

    private void hold(int extended, ByteBuffer packet, int offset, int bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes);
        copy.put(0, packet, offset, bytes);
        waiting.putIfAbsent(extended, copy);
        if (waiting.size() > MAX_WAITING) {
            next = waiting.firstKey();
            passOn();
        }
    }

    private void passOn() {
        for (ByteBuffer held = waiting.remove(next); held != null; held = waiting.remove(next)) {
            sink.append(held, 0, held.capacity());
            next = next + 1;
        }
    }

    /** Passes on what waits, whatever is missing between: nothing more will come. */
    void finish() {
        waiting.values().forEach(held -> sink.append(held, 0, held.capacity()));
        waiting.clear();
    }

    /** The next packet is the first of another run of numbers. */
    void restart() {
        finish();
        next = NONE;
    }
}
