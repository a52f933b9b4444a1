/**
 * Media relay: loops that check RTP and RTCP packets, count them and send them on, whatever gear moves them ({@code
 * media.io}). The rest of the gateway sees {@code plane.MediaPlanes} only, which starts it.
 *
 * <pre>
 *   plane       handles of control, networks and their ports         stream      source, viewers, SSRC choice, RTCP
 *   loop        the thread, its tasks, the way to control and back   singleport  demultiplexing of shared ports
 *   tcp  leg    legs over TCP; legs over UDP, source checks          port count  port pairs and their pool; counters
 * </pre>
 *
 * <p>Rooms know only those below or beside them, and never each other. Two threads meet here. Control objects
 * ({@code RelayPlane}, {@code StreamHandle}, {@code ViewerHandle}, {@code PortPool}) live on the Vert.x context; loop
 * objects ({@code MediaLoop}, {@code StreamRelay}, {@code SourceLeg}, {@code ViewerLeg}) live on one media thread each.
 * They cross by two bounded queues: requests to {@code MediaLoop}, events and results to {@code ControlInbox}.
 *
 * <p>What an RTP packet meets, all of it on the thread of its stream's loop:
 *
 * <pre>
 *   Poller                   the loop waits here; a socket that has packets is read, a burst at a time,
 *     |                      into memory that all sockets of the loop read into
 *   Inlet                    UDP: nothing but the two ports (UdpInlet). TCP: FrameReader finds the packets (TcpInlet)
 *     |
 *   StreamRelay.FromSource   RTCP goes its own way, by StreamRelay.onSourceRtcp
 *     |
 *   SourceLeg.admit          is it RTP, is it the source's (SourcePolicy), is it of the SSRC that goes up (SsrcSelector)?
 *     |                      No: counted by DropReason, and gone.
 *     |                      Yes: counted, measured (ReceptionStats), looked into (StreamProbe)
 *   MtuSplitter              of a TCP source only: too long for a datagram, and so cut
 *     |
 *   PacketBatch              gathers where the burst's packets lie, until the burst is over or 64 are there
 *     |
 *   ViewerLeg.sendRtp        each started viewer in turn: writes its SSRC into the packets, in place
 *     |
 *   Outlet                   UDP: MediaSocket.send, packets of one size as one message (epoll gear).
 *                            TCP: FrameSender, one write; what the kernel does not take waits in a FrameQueue
 * </pre>
 *
 * <p>A TCP leg's connection is the matter of its {@code TcpLink}: {@code PassiveLink} takes one, {@code ActiveLink} makes
 * one, and either again when it broke. A viewer's RTCP comes in by its {@code Outlet} and goes to the source by {@code
 * StreamRelay.onViewerRtcp}.
 *
 * <p>In a network of one pair of ports that all legs share, {@code SinglePortDemux} stands between the poller and the
 * inlets: it tells whose a packet is, gathers the burst, and gives each leg its own; each leg has two {@code
 * SinglePortSocket}s and knows no difference, but that nothing can be held there.
 *
 * <p>On that way nothing is allocated, locked or logged, but for the queue of a viewer who reads too slowly. What
 * happens seldom (silence, foreign senders, bitrates) is looked at by the loop's own timer.
 */
@NullMarked
package cascade.gateway.media.relay;

import org.jspecify.annotations.NullMarked;
