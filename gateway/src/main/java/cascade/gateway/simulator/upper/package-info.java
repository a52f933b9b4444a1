/**
 * Simulated upper platform (模拟上级平台): takes registrations, fetches and subscribes to catalogs, plays channels and checks
 * what it receives.
 *
 * <p>{@link cascade.gateway.simulator.upper.SimulatedUpper} is the way in. Everything else runs on the platform's event
 * loop, but for the media, which a {@link cascade.gateway.simulator.rtp.MediaLoop} receives. GB/T 28181-2016 9.1, 9.2,
 * 9.5, 9.6, 9.11.
 */
@NullMarked
package cascade.gateway.simulator.upper;

import org.jspecify.annotations.NullMarked;
