/** I/O backend for every system: plain NIO, one packet a call. Threads as in {@code media.io}. */
@NullMarked
package cascade.gateway.media.io.nio;

import org.jspecify.annotations.NullMarked;
