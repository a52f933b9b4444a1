/**
 * RTP/RTCP port pairs: the pool with its quarantine, and the sockets that a leg holds on a pair.
 */
@NullMarked
package cascade.gateway.media.relay.port;

import org.jspecify.annotations.NullMarked;
