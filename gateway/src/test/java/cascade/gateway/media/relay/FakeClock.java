package cascade.gateway.media.relay;

import cascade.gateway.media.MediaClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
public final class FakeClock {

    private static final Instant EPOCH = Instant.parse("2026-11-20T08:00:00Z");

    // not from zero: a moment is no duration
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    public MediaClock media() {
        return new MediaClock(nanos::get, () -> EPOCH.plusNanos(nanos.get()));
    }

    public long nanoTime() {
        return nanos.get();
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
