/**
 * The relay itself, first gear: loops over plain NIO.
 *
 * <p>Two threads meet here. Control objects ({@code NioMediaPlane}, {@code StreamHandle}, {@code ViewerHandle},
 * {@code PortPool}) live on the Vert.x context; loop objects ({@code MediaLoop}, {@code StreamRelay},
 * {@code SourceLeg}, {@code ViewerFeed}) live on one media thread each. They cross by two bounded queues: requests to
 * {@code MediaLoop}, events and results to {@code ControlInbox}.
 *
 * <pre>
 *  a packet:  socket - MediaLoop - StreamRelay - SourceLeg (form, source, counts)
 *                                      \- each started ViewerFeed (SSRC) - socket
 * </pre>
 *
 * <p>On that way nothing is allocated, locked or logged. What happens seldom (silence, foreign senders, bitrates) is
 * looked at by the loop's own timer.
 */
@NullMarked
package cascade.gateway.media.relay;

import org.jspecify.annotations.NullMarked;
