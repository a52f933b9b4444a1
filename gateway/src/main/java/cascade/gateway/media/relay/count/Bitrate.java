package cascade.gateway.media.relay.count;

import java.util.concurrent.TimeUnit;

/** Bit rate, in bits a second over the last second, sampled by the loop's check. Loop thread. */
public final class Bitrate {

    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long bytesAtSample;
    private long sampledNanos;
    private long bps;

    public Bitrate(long nowNanos) {
        sampledNanos = nowNanos;
    }

    public void sample(long bytes, long nowNanos) {
        long elapsed = nowNanos - sampledNanos;
        if (elapsed >= SAMPLE_NANOS) {
            bps = Math.round((bytes - bytesAtSample) * 8e9 / elapsed);
            bytesAtSample = bytes;
            sampledNanos = nowNanos;
        }
    }

    public long bps() {
        return bps;
    }
}
