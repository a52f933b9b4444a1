/**
 * Timers, back-off and rate limits of log lines of the control plane; the one place that asks Vert.x for a timer.
 *
 * <p>A feature takes a {@link cascade.gateway.time.Timers} and makes its {@link cascade.gateway.time.Timer}s of it; in
 * tests {@code FakeTime} stands in, and time passes when the test says so. Moments are nanoseconds of a clock that only
 * goes forward, times of day come from an {@link java.time.InstantSource}.
 */
@NullMarked
package cascade.gateway.time;

import org.jspecify.annotations.NullMarked;
