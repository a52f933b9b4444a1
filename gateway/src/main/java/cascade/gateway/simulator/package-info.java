/**
 * Simulated lower and upper platform (模拟下级/上级平台): for the demo, for end-to-end tests, and for operators' own trials
 * before a real peer is there.
 *
 * <p>They speak SIP, MANSCDP and RTP as real platforms do and know nothing of the gateway: they use {@code sip}, {@code
 * gb} and the RTP formats of {@code media}, none of its features. {@link
 * cascade.gateway.simulator.lower.SimulatedLower} and {@link cascade.gateway.simulator.upper.SimulatedUpper} are the ways
 * in; their public methods may be called from any thread, all signalling runs on a Vert.x event loop of each platform's
 * own ({@link cascade.gateway.simulator.PlatformLoop}), all media on a thread of its own.
 */
@NullMarked
package cascade.gateway.simulator;

import org.jspecify.annotations.NullMarked;
