package cascade.gateway.media;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The two times that media needs: one that only goes forward, and the wall's. */
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
}
