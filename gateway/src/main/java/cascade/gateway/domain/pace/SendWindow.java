package cascade.gateway.domain.pace;

import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Send window towards one peer: so many messages may wait for their final answers. One whose answer is late by what is
 * usual for the peer has been lost, it or its answer, and comes again after T1: it leaves its place to the next message
 * and takes one of a larger number of late ones, so that a network that loses one message in a hundred does not stop the
 * other ninety-nine. Answers in time pay for late places: a peer that is slow, or gone, earns none, and gets no more than
 * the window at a time, since what is late there was not lost.
 *
 * <p>Whoever sends asks {@link #hasRoom}, {@link #open}s a place for each message and closes it with what became of it.
 * GB/T 28181-2016 annex N. Control loop only.
 */
public final class SendWindow {

    /** Answers in time that a late place costs: loss is told from slowness up to one message in five. */
    private static final int PRICE = 4;

    /** Answers in time that are remembered, for each message of the window. */
    private static final int SAVINGS = 8;

    private final Supplier<WindowLimits> limits;
    private final LongSupplier nanoTime;
    private final Timer lateness;
    private final Runnable onRoom;
    private final AnswerTime answerTime = new AnswerTime();

    /** The oldest first. */
    private final SequencedSet<Place> prompt = new LinkedHashSet<>();

    private int late;

    /** Answers in time that have paid for no late place yet. */
    private int credit;

    /**
     * @param limits in force, asked each time
     * @param nanoTime a clock that only goes forward
     * @param onRoom told when an answer that is late makes room for a message; not when an answer does, which the sender
     *     hears of itself
     */
    public SendWindow(Supplier<WindowLimits> limits, LongSupplier nanoTime, Timer lateness, Runnable onRoom) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.lateness = lateness;
        this.onRoom = onRoom;
        this.credit = SAVINGS * limits.get().prompt();
    }

    /** Message that waits for its final answer. */
    public final class Place {

        private final long sentNanos = nanoTime.getAsLong();
        private boolean isLate;
        private boolean isClosed;

        private Place() {}

        /** Its final answer came, whatever it says. */
        public void answered() {
            if (close()) {
                long tookNanos = nanoTime.getAsLong() - sentNanos;
                if (tookNanos < retransmissionNanos()) {
                    answerTime.measured(tookNanos);
                    credit = Math.min(credit + 1, SAVINGS * limits.get().prompt());
                }
            }
        }

        /** It has no answer, and nobody waits for one any more. */
        public void abandoned() {
            close();
        }

        private boolean close() {
            boolean first = !isClosed;
            isClosed = true;
            if (first && isLate) {
                late--;
            } else if (first) {
                prompt.remove(this);
            }
            return first;
        }
    }

    /** Whether a message may be sent now. */
    public boolean hasRoom() {
        return prompt.size() < limits.get().prompt();
    }

    /** How many wait for their answers, late ones included. */
    public int outstanding() {
        return prompt.size() + late;
    }

    /** A message is sent now; only while {@link #hasRoom}. */
    public Place open() {
        if (!hasRoom()) {
            throw new IllegalStateException(outstanding() + " messages wait for answers (expected: hasRoom)");
        }
        Place place = new Place();
        prompt.add(place);
        if (!hasRoom()) {
            watchOldest();
        }
        return place;
    }

    private void watchOldest() {
        if (!lateness.isRunning() && mayBecomeLate()) {
            lateness.start(Duration.ofNanos(Math.max(1, leftNanos())), this::onLate);
        }
    }

    private boolean mayBecomeLate() {
        return !prompt.isEmpty() && credit >= PRICE && late < limits.get().late();
    }

    /** Until the answer to the oldest one is late. */
    private long leftNanos() {
        return prompt.getFirst().sentNanos + answerTime.lateAfterNanos(retransmissionNanos()) - nanoTime.getAsLong();
    }

    private long retransmissionNanos() {
        return limits.get().retransmission().toNanos();
    }

    private void onLate() {
        if (hasRoom()) {
            return; // nobody waits for it; the next message that fills the window does
        }
        while (mayBecomeLate() && leftNanos() <= 0) {
            prompt.removeFirst().isLate = true;
            late++;
            credit -= PRICE;
        }
        if (hasRoom()) {
            onRoom.run();
        } else {
            watchOldest();
        }
    }

    /** Nobody sends any more. */
    public void close() {
        lateness.stop();
    }
}
