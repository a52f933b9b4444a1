/**
 * Meters that operators watch: every one of the gateway by its Prometheus name.
 *
 * <p>{@link cascade.monitoring.Meters} owns the registry and hands out one class per area; {@link
 * cascade.monitoring.MeterName} is the catalogue: name, labels, help, and what a rise means. Nothing here knows a type
 * of the gateway. Label values are the names of configured domains and networks or constants of the code, never an id of
 * a channel or call, so the number of series is bounded by the configuration.
 *
 * <p>Called from the control loop and the media sampler, read by whichever thread scrapes: every method may be called
 * from any thread and none blocks.
 */
@NullMarked
package cascade.monitoring;

import org.jspecify.annotations.NullMarked;
