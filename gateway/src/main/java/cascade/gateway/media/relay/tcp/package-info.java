/**
 * RTP and RTCP over one TCP connection of a leg: framing (<a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC
 * 4571</a>), setup passive or active (<a href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>), and what
 * waits for a slow reader.
 */
@NullMarked
package cascade.gateway.media.relay.tcp;

import org.jspecify.annotations.NullMarked;
