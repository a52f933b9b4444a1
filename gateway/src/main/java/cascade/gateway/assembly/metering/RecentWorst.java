package cascade.gateway.assembly.metering;

import java.time.Duration;

/**
 * The worst of a figure over the last one to two windows, so that a scrape every few seconds misses no spike. Written by one
 * thread, read by any.
 */
final class RecentWorst {

    private final long windowNanos;
    private long windowEndNanos;
    private volatile Duration worst = Duration.ZERO;
    private volatile Duration worstBefore = Duration.ZERO;

    RecentWorst(Duration window, long nowNanos) {
        this.windowNanos = window.toNanos();
        this.windowEndNanos = nowNanos + windowNanos;
    }

    void note(Duration figure, long nowNanos) {
        if (nowNanos - windowEndNanos >= 0) {
            worstBefore = worst;
            worst = Duration.ZERO;
            windowEndNanos = nowNanos + windowNanos;
        }
        if (figure.compareTo(worst) > 0) {
            worst = figure;
        }
    }

    Duration worst() {
        return worst.compareTo(worstBefore) > 0 ? worst : worstBefore;
    }
}
