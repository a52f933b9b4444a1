package cascade.gateway.sip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many messages a second each configured peer, and all strangers together, may cost us: token buckets that hold one
 * second's worth. The number of buckets is bounded by the configuration. Control loop only.
 */
final class SourceBudget {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int knownRate;
    private final int unknownRate;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> known = new HashMap<>();
    private final Bucket strangers;

    /** @param knownRate messages a second for one configured peer; @param unknownRate for all strangers together */
    SourceBudget(int knownRate, int unknownRate, LongSupplier nanoTime) {
        this.knownRate = knownRate;
        this.unknownRate = unknownRate;
        this.nanoTime = nanoTime;
        this.strangers = new Bucket(unknownRate, nanoTime.getAsLong());
    }

    boolean admits(Optional<String> domain) {
        long now = nanoTime.getAsLong();
        return domain.isPresent()
                ? known.computeIfAbsent(domain.get(), name -> new Bucket(knownRate, now))
                        .take(knownRate, now)
                : strangers.take(unknownRate, now);
    }

    private static final class Bucket {
        private double tokens;
        private long filledNanos;

        Bucket(int rate, long now) {
            this.tokens = rate;
            this.filledNanos = now;
        }

        boolean take(int rate, long now) {
            tokens = Math.min(rate, tokens + (now - filledNanos) / NANOS_PER_SECOND * rate);
            filledNanos = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
