package cascade.gateway.media.relay;

import java.util.concurrent.TimeUnit;

/** Bits a second over the last second, sampled by the loop's check. Loop thread. */
final class Bitrate {

    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long bytesAtSample;
    private long sampledNanos;
    private long bps;

    Bitrate(long nowNanos) {
        sampledNanos = nowNanos;
    }

    void sample(long bytes, long nowNanos) {
        long elapsed = nowNanos - sampledNanos;
        if (elapsed >= SAMPLE_NANOS) {
            bps = Math.round((bytes - bytesAtSample) * 8e9 / elapsed);
            bytesAtSample = bytes;
            sampledNanos = nowNanos;
        }
    }

    long bps() {
        return bps;
    }
}
