package cascade.gateway.media.rtp;

/**
 * Reception statistics of one RTP source at one receiver: loss, reordering, duplicates, and jitter in timestamp units.
 *
 * <p><a href="https://datatracker.ietf.org/doc/html/rfc3550#appendix-A.1">RFC 3550 appendices A.1</a>, A.3 and A.8,
 * with a window behind the highest sequence number so that a late packet and a second copy are told apart, and a copy
 * does not hide a loss. A new SSRC or a jump of the sequence starts a new run; what the runs before it lost stays
 * counted.
 *
 * <p>Plain fields, one thread; nothing is allocated a packet.
 */
public final class ReceptionStats {

    private static final int SEQUENCES = 1 << 16;
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NONE = -1;
    /** A clock that was set anew, and no way that became longer. */
    private static final long MAX_TRANSIT_STEP_SECONDS = 10;

    private int clockRateHz;

    private boolean started;
    /** Extended by its cycles, as is every sequence number kept here. */
    private long highest;

    private long base;
    private long uniqueInRun;
    private long lostInFormerRuns;
    /** Bit i of the pair: {@code highest - i} has been received. */
    private long window;

    private long windowBefore;
    private int jumpExpected = NONE;

    /** As appendix A.1 counts: copies are in, strays are not. */
    private long receivedInRun;

    private long reordered;
    private long duplicates;

    private int transit;
    private boolean transitKnown;
    /** Sixteen times the jitter, as in appendix A.8. */
    private long jitter16;

    private long expectedAtReport;
    private long receivedAtReport;

    public ReceptionStats(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    public void clockRateHz(int rate) {
        clockRateHz = rate;
        transitKnown = false;
    }

    /** The source starts anew: another SSRC, another sequence. */
    public void restart() {
        if (started) {
            lostInFormerRuns = lost();
            started = false;
        }
        jumpExpected = NONE;
        transitKnown = false;
        jitter16 = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
    }

    /** As new: another source altogether. */
    public void reset() {
        restart();
        highest = 0;
        lostInFormerRuns = 0;
        reordered = 0;
        duplicates = 0;
    }

    public void onPacket(int sequence, int timestamp, long arrivalNanos) {
        if (!started) {
            startRun(sequence);
        } else {
            place(sequence);
        }
        measureJitter(timestamp, arrivalNanos);
    }

    private void startRun(int sequence) {
        started = true;
        base = sequence;
        highest = sequence;
        window = 1;
        windowBefore = 0;
        uniqueInRun = 1;
        receivedInRun = 1;
        jumpExpected = NONE;
    }

    private void place(int sequence) {
        int ahead = (sequence - (int) highest) & (SEQUENCES - 1);
        if (ahead == 0) {
            duplicates++;
            receivedInRun++;
        } else if (ahead < MAX_DROPOUT) {
            advance(ahead);
        } else if (ahead < SEQUENCES - MAX_MISORDER) {
            jump(sequence);
        } else {
            placeBehind(SEQUENCES - ahead);
        }
    }

    private void advance(int by) {
        if (by < Long.SIZE) {
            windowBefore = windowBefore << by | window >>> (Long.SIZE - by);
            window = window << by | 1;
        } else {
            windowBefore = by < 2 * Long.SIZE ? window << (by - Long.SIZE) : 0;
            window = 1;
        }
        highest += by;
        uniqueInRun++;
        receivedInRun++;
        jumpExpected = NONE;
    }

    private void placeBehind(int by) {
        if (highest - by < base) {
            // sent before the first one that came: the run starts earlier than was thought
            base = highest - by;
        }
        receivedInRun++;
        long bit = 1L << by;
        long seen = by < Long.SIZE ? window & bit : windowBefore & bit;
        if (seen != 0) {
            duplicates++;
            return;
        }
        if (by < Long.SIZE) {
            window |= bit;
        } else {
            windowBefore |= bit;
        }
        reordered++;
        uniqueInRun++;
    }

    /** One stray number is ignored; two in a row are a source that starts again (appendix A.1). */
    private void jump(int sequence) {
        if (sequence != jumpExpected) {
            jumpExpected = (sequence + 1) & (SEQUENCES - 1);
            return;
        }
        restart();
        // the packet before this one was the new run's first
        startRun((sequence - 1) & (SEQUENCES - 1));
        advance(1);
    }

    private void measureJitter(int timestamp, long arrivalNanos) {
        int arrival = (int) (arrivalNanos / NANOS_PER_MICRO * clockRateHz / MICROS_PER_SECOND);
        int now = arrival - timestamp;
        if (transitKnown) {
            // both wrap, their difference does not: it is taken as the shorter way round
            long difference = Math.abs((long) (now - transit));
            if (difference <= MAX_TRANSIT_STEP_SECONDS * clockRateHz) {
                jitter16 += difference - ((jitter16 + 8) >> 4);
            }
        }
        transit = now;
        transitKnown = true;
    }

    /** Packets that never came, over all runs; a late one takes its loss back. */
    public long lost() {
        return lostInFormerRuns + (started ? expected() - uniqueInRun : 0);
    }

    private long expected() {
        return highest - base + 1;
    }

    public long reordered() {
        return reordered;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Extended by its cycles. */
    public long highestSequence() {
        return highest;
    }

    /** In timestamp units. */
    public int jitter() {
        return (int) (jitter16 >> 4);
    }

    public long jitterNanos() {
        return jitter() * 1_000_000_000L / clockRateHz;
    }

    /** The loss in this run as report blocks count it: copies count as received, so it may be negative. */
    public long lostForReport() {
        return started ? expected() - receivedInRun : 0;
    }

    /** The fraction lost since the last call, in 256ths (appendix A.3). */
    public int takeFractionLost() {
        long expected = started ? expected() : 0;
        long expectedSince = expected - expectedAtReport;
        long lostSince = expectedSince - (receivedInRun - receivedAtReport);
        expectedAtReport = expected;
        receivedAtReport = receivedInRun;
        return expectedSince <= 0 || lostSince <= 0 ? 0 : (int) Math.min(255, (lostSince << Byte.SIZE) / expectedSince);
    }
}
