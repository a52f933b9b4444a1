package cascade.gateway.catalog.collect;

import cascade.config.gateway.CatalogConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Rhythm of the parts of one catalog answer, by which the next one is missed: after three times the longest pause so far.
 * A sender with transactions repeats a lost part by itself 0.5, 1.5 and 3.5 s after it (RFC 3261 section 17.1.2.2), so
 * nothing is missed before {@code part-timeout}; nor later than {@code query-timeout}, which the first part has. Control
 * loop only.
 */
final class PartRhythm {

    private static final int PAUSES = 3;

    private final Supplier<CatalogConfig> config;
    private final LongSupplier nanoTime;
    private boolean begun;
    private long lastNanos;
    private Duration longestPause = Duration.ZERO;

    /** @param nanoTime a clock that only goes forward */
    PartRhythm(Supplier<CatalogConfig> config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** The catalog is asked for. */
    void onAsked() {
        begun = false;
        longestPause = Duration.ZERO;
    }

    void onPart() {
        long now = nanoTime.getAsLong();
        if (begun) {
            Duration pause = Duration.ofNanos(now - lastNanos);
            longestPause = longer(longestPause, pause);
        }
        begun = true;
        lastNanos = now;
    }

    /** Wait for the next part. */
    Duration patience() {
        CatalogConfig settings = config.get();
        Duration longest = settings.queryTimeout();
        if (!begun) {
            return longest;
        }
        Duration usual = longer(settings.partTimeout(), longestPause.multipliedBy(PAUSES));
        return usual.compareTo(longest) < 0 ? usual : longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
