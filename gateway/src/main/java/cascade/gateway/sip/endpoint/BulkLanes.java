package cascade.gateway.sip.endpoint;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Lanes of received bulk messages, one for each peer: MESSAGE and NOTIFY, of which a catalog or a flood of notifications has
 * thousands, and the responses to ours. They are read as they come while the loop has time for them. What comes beyond that
 * waits for turns to come, so that everything urgent overtakes it, whichever socket it came through; the peers' lanes have
 * their turns one after the other, so that the few messages of one do not wait behind the thousands of another. Messages of
 * one peer never overtake each other here, and none is dropped: where too many wait, the oldest are read at once. Control
 * loop only.
 */
final class BulkLanes {

    /** Of each turn of the loop: what is urgent waits at most so long, and for the one message that ends it. */
    static final long SLICE_NANOS = 4_000_000;

    private final LongSupplier nanoTime;
    private final Consumer<Runnable> nextTurn;
    private final IntSupplier mostBytes;

    /** Of peers that have messages waiting; the first is next. */
    private final SequencedMap<String, Queue<Waiting>> lanes = new LinkedHashMap<>();

    private final AtomicLong waitingBytes = new AtomicLong();
    private long sliceNanos;
    private long spentNanos;
    private boolean turnIsSet;

    private record Waiting(int bytes, Runnable reading) {}

    /**
     * @param nanoTime a clock that only goes forward
     * @param nextTurn runs something in the loop's next turn, after it has looked at its sockets
     * @param mostBytes of messages that may wait, of all peers together
     */
    BulkLanes(LongSupplier nanoTime, Consumer<Runnable> nextTurn, IntSupplier mostBytes) {
        this.nanoTime = nanoTime;
        this.nextTurn = nextTurn;
        this.mostBytes = mostBytes;
        this.sliceNanos = nanoTime.getAsLong();
    }

    /** Of all peers together. Any thread. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** @param reading done now or in a later turn, throws nothing */
    void take(String peer, int bytes, Runnable reading) {
        if (lanes.isEmpty() && hasTime()) {
            read(reading);
            return;
        }
        lanes.computeIfAbsent(peer, first -> new ArrayDeque<>()).add(new Waiting(bytes, reading));
        waitingBytes.addAndGet(bytes);
        while (waitingBytes.get() > mostBytes.getAsInt() && !lanes.isEmpty()) {
            readNext();
        }
        setTurn();
    }

    private void setTurn() {
        if (!turnIsSet && !lanes.isEmpty()) {
            turnIsSet = true;
            nextTurn.accept(this::onTurn);
        }
    }

    /** Without a turn in between a slice lasts twice as long as may be spent of it, so that bulk has half of the loop. */
    private boolean hasTime() {
        long now = nanoTime.getAsLong();
        if (now - sliceNanos >= 2 * SLICE_NANOS) {
            beginSlice(now);
        }
        return spentNanos < SLICE_NANOS;
    }

    private void beginSlice(long now) {
        sliceNanos = now;
        spentNanos = 0;
    }

    private void onTurn() {
        turnIsSet = false;
        beginSlice(nanoTime.getAsLong());
        while (!lanes.isEmpty() && spentNanos < SLICE_NANOS) {
            readNext();
        }
        setTurn();
    }

    private void readNext() {
        Map.Entry<String, Queue<Waiting>> lane = lanes.pollFirstEntry();
        Waiting next = lane.getValue().remove();
        if (!lane.getValue().isEmpty()) {
            lanes.put(lane.getKey(), lane.getValue());
        }
        waitingBytes.addAndGet(-next.bytes());
        read(next.reading());
    }

    private void read(Runnable reading) {
        long start = nanoTime.getAsLong();
        reading.run();
        spentNanos += nanoTime.getAsLong() - start;
    }
}
