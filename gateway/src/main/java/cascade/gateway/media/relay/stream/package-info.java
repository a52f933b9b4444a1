/**
 * Stream of a source and its viewers on one media loop: source check, SSRC selection (RFC 3550 section 8), RTCP
 * relayed or terminated, fan-out, and the events that control hears.
 */
@NullMarked
package cascade.gateway.media.relay.stream;

import org.jspecify.annotations.NullMarked;
