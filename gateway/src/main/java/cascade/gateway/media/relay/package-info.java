/**
 * The relay itself: loops that judge packets, count them and send them on, whatever the gear that moves them ({@code
 * media.io}).
 *
 * <p>Two threads meet here. Control objects ({@code RelayPlane}, {@code StreamHandle}, {@code ViewerHandle},
 * {@code PortPool}) live on the Vert.x context; loop objects ({@code MediaLoop}, {@code StreamRelay},
 * {@code SourceLeg}, {@code ViewerFeed}) live on one media thread each. They cross by two bounded queues: requests to
 * {@code MediaLoop}, events and results to {@code ControlInbox}.
 *
 * <pre>
 *  a packet:  ports or connection - Inlet - StreamRelay - SourceLeg (form, source, SSRC, counts)
 *                                                \- Train - each started ViewerFeed (SSRC) - Outlet - ports or connection
 *
 *  Inlet, Outlet    UdpInlet, UdpOutlet      two ports, bound
 *                   TcpInlet, TcpOutlet      FrameReader, FrameSender, and a TcpLink that sees to the connection:
 *                                            PassiveLink takes one, ActiveLink makes one
 *  PacketFitter     TCP sources only: what is too long for a datagram becomes several packets
 * </pre>
 *
 * <p>In a network of one pair of ports that all legs share, {@code SharedPorts} stands between the poller and the legs,
 * and tells whose a packet is; each leg has two {@code SharedSocket}s and knows no difference.
 *
 * <p>On that way nothing is allocated, locked or logged. What happens seldom (silence, foreign senders, bitrates) is
 * looked at by the loop's own timer.
 */
@NullMarked
package cascade.gateway.media.relay;

import org.jspecify.annotations.NullMarked;
