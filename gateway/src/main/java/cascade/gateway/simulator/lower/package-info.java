/**
 * Simulated lower platform (模拟下级平台): registers, keeps alive, answers queries and subscriptions, sends real video.
 *
 * <p>{@link cascade.gateway.simulator.lower.SimulatedLower} is the way in. Everything else runs on the platform's event
 * loop, but for the media, which a {@link cascade.gateway.simulator.rtp.MediaLoop} sends. GB/T 28181-2016 9.1, 9.2, 9.5,
 * 9.6, 9.11.
 */
@NullMarked
package cascade.gateway.simulator.lower;

import org.jspecify.annotations.NullMarked;
