/**
 * Stream of a source and its viewers on one media loop: source check, SSRC selection (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-8">RFC 3550 section 8</a>), RTCP relayed or terminated,
 * fan-out, and the events that control hears.
 */
@NullMarked
package cascade.gateway.media.relay.stream;

import org.jspecify.annotations.NullMarked;
