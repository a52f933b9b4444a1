/**
 * How the relay reaches its sockets, whatever the operating system: one loop's {@link
 * cascade.gateway.media.io.Poller} and the {@link cascade.gateway.media.io.MediaSocket}s that it reads.
 *
 * <p>There are two gears behind it: {@code epoll}, on Linux system calls, and {@code nio}, wherever Java runs. What a
 * packet means (whose it is, where it goes, what is counted) is no matter of a gear. Sockets are bound on the control
 * context; from {@link cascade.gateway.media.io.Poller#read} on they belong to their loop's thread.
 */
@NullMarked
package cascade.gateway.media.io;

import org.jspecify.annotations.NullMarked;
