/**
 * Packets on a byte stream: <a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a> and the {@code $}
 * framing of RTSP, taken apart and put together. No sockets, no threads: an object belongs to one connection, and that
 * to one loop. A frame in the steady state allocates nothing.
 */
@NullMarked
package cascade.gateway.media.framing;

import org.jspecify.annotations.NullMarked;
