/**
 * I/O layer of the media plane, whatever the operating system: one loop's {@link cascade.gateway.media.io.Poller} and
 * the sockets that it reads.
 *
 * <pre>
 *   MediaSocket      a UDP port       read: DatagramHandler gets each packet, and the end of each burst
 *                                     sends one packet, or a PacketBatch: packets that leave together, from one memory
 *   TcpListener      a TCP port       accept: AcceptHandler gets each TcpConnection
 *   TcpConnection    accepted, made   watch: TcpHandler hears what it can do now, TcpWatch says what it wants to hear
 *   SocketReader     of a MediaSocket that is read: may hold its packets back in the kernel
 * </pre>
 *
 * <p>There are two gears behind it: {@code epoll}, on Linux system calls, and {@code nio}, wherever Java runs. What a
 * packet means (whose it is, where it goes, what is counted) is no matter of a gear. Sockets are bound on the control
 * context; from {@link cascade.gateway.media.io.Poller#read} on they belong to their loop's thread.
 */
@NullMarked
package cascade.gateway.media.io;

import org.jspecify.annotations.NullMarked;
