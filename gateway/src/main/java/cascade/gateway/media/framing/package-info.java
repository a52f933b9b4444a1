/**
 * Packets on a byte stream: RFC 4571 and the {@code $} framing of RTSP, taken apart and put together. No sockets, no
 * threads: an object belongs to one connection, and that to one loop. A frame in the steady state allocates nothing.
 */
@NullMarked
package cascade.gateway.media.framing;

import org.jspecify.annotations.NullMarked;
