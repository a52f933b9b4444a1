package cascade.gateway.assembly.metering;

import java.util.concurrent.TimeUnit;

/** Bandwidth of a counter of bytes: bits per second between its last two samples. Sampled on the control loop. */
final class SentBandwidth {

    private long bytes;
    private long sampledNanos;
    /** Read by whoever scrapes, too. */
    private volatile long bps;

    SentBandwidth(long nowNanos) {
        sampledNanos = nowNanos;
    }

    /** @param total bytes since ever; fewer than before where somebody who is gone is no longer counted */
    void sample(long total, long nowNanos) {
        long elapsed = nowNanos - sampledNanos;
        if (elapsed > 0) {
            bps = Math.round((double) Math.max(0, total - bytes) * Byte.SIZE * TimeUnit.SECONDS.toNanos(1) / elapsed);
            bytes = total;
            sampledNanos = nowNanos;
        }
    }

    long bps() {
        return bps;
    }
}
