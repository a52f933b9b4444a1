/**
 * I/O backend for Linux: one epoll instance and a few blocks of native memory a loop, packets received and sent in
 * batches.
 *
 * <pre>
 *  epoll_wait - EpollReader - Inbox: recvfrom, or recvmmsg where more is likely
 *                   |               a message is one packet, or several that the kernel put together (UDP_GRO,
 *                   |               asked for where bursts come)
 *             DatagramHandler - PacketBatch - EpollSocket - Outbox: send, sendmsg with UDP_SEGMENT, or sendmmsg
 *                 EpollAcceptor - AcceptHandler, EpollWatch - TcpHandler - EpollConnection: read, send
 * </pre>
 *
 * <p>Under load a loop looks at its sockets in slots ({@link cascade.gateway.media.io.epoll.SlotPacer}), so that more
 * packets are there at each look. Native memory belongs to the poller's arena and goes with it. Threads as in {@code
 * media.io}.
 */
@NullMarked
package cascade.gateway.media.io.epoll;

import org.jspecify.annotations.NullMarked;
