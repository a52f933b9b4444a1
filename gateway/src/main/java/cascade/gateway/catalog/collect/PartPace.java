package cascade.gateway.catalog.collect;

import cascade.config.gateway.SipConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Pace of the answers to the parts of one lower's catalog over UDP. A lower that sends as fast as it is answered would soon
 * be beyond {@code source-rate}, where its parts are dropped and come again half a second later: its answers are withheld
 * so long that it stays below. Half a second's worth is answered at once, and no answer is held for longer than half of T1,
 * so that nothing is repeated for it. Control loop only.
 */
final class PartPace {

    /** Of source-rate; the rest is for all else that the lower sends. */
    private static final double SHARE = 0.75;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long AHEAD_NANOS = NANOS_PER_SECOND / 2;

    private final Supplier<SipConfig> config;
    private final LongSupplier nanoTime;
    private long paidUntilNanos;

    /** @param nanoTime a clock that only goes forward */
    PartPace(Supplier<SipConfig> config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.paidUntilNanos = nanoTime.getAsLong() - AHEAD_NANOS;
    }

    /** Time for which the answer to a part that came now is withheld. */
    Duration next() {
        long now = nanoTime.getAsLong();
        SipConfig sip = config.get();
        long cost = (long) (NANOS_PER_SECOND / (sip.sourceRate() * SHARE));
        paidUntilNanos = Math.max(paidUntilNanos, now - AHEAD_NANOS) + cost;
        Duration early = Duration.ofNanos(Math.max(0, paidUntilNanos - now));
        Duration longest = sip.t1().dividedBy(2);
        return early.compareTo(longest) < 0 ? early : longest;
    }
}
