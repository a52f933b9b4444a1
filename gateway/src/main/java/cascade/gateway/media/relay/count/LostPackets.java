package cascade.gateway.media.relay.count;

import java.util.concurrent.TimeUnit;

/**
 * Packet loss (<a href="https://datatracker.ietf.org/doc/html/rfc3550#appendix-A.3">RFC 3550 appendix A.3</a>) as a
 * counter that never goes back. A number that is missing now may only be late; what is still missing a second later is
 * lost. Loop thread.
 */
public final class LostPackets {

    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long missingAtSample;
    private long sampledNanos;
    private long sure;

    public void sample(long missing, long nowNanos) {
        if (nowNanos - sampledNanos >= SAMPLE_NANOS) {
            sure = Math.max(sure, Math.min(missing, missingAtSample));
            missingAtSample = missing;
            sampledNanos = nowNanos;
        }
    }

    public long sure() {
        return sure;
    }

    /** The stream has ended: nothing can come late any more. */
    public long last(long missing) {
        sure = Math.max(sure, missing);
        return sure;
    }
}
