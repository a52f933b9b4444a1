/**
 * Signalling under load, measured on the machine at hand: {@code make bench-sip}.
 *
 * <pre>
 *   CPU 0, this process                       CPU 1, a process of its own
 *   {@link cascade.gateway.bench.peer.UpperPeer} --- INVITE, ACK, BYE ---> gateway --+
 *   {@link cascade.gateway.bench.peer.LowerPeer} <--------------------------------------+
 * </pre>
 *
 * <p>The platforms are written for speed: one thread for all of them, messages assembled from bytes and read in place. They keep to RFC 3261
 * where a peer would notice: transactions retransmit over UDP, an answer that comes again is acknowledged again.
 */
@NullMarked
package cascade.gateway.bench.sip;

import org.jspecify.annotations.NullMarked;
