/**
 * RTP and RTCP over one TCP connection of a leg: framing (RFC 4571), setup passive or active (RFC 4145), and what
 * waits for a slow reader.
 */
@NullMarked
package cascade.gateway.media.relay.tcp;

import org.jspecify.annotations.NullMarked;
