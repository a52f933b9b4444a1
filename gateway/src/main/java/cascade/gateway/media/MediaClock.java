package cascade.gateway.media;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Clock of the media plane: monotonic time in nanoseconds, and wall time. */
public record MediaClock(LongSupplier nanos, InstantSource wall) {

    public static MediaClock system() {
        return new MediaClock(System::nanoTime, InstantSource.system());
    }

    public long nanoTime() {
        return nanos.getAsLong();
    }

    /** The wall time of a moment that {@link #nanoTime} gave. */
    public Instant instantOf(long nanoTime) {
        return wall.instant().minusNanos(nanoTime() - nanoTime);
    }

    /** This clock as it stands at one moment, for a snapshot whose times are to agree with each other. */
    public MediaClock stopped() {
        long nanosNow = nanoTime();
        Instant wallNow = wall.instant();
        return new MediaClock(() -> nanosNow, () -> wallNow);
    }
}
