/**
 * The back-to-back user agent for media sessions: an upper's INVITE becomes a {@link cascade.gateway.call.Viewer}, the
 * INVITE to the lower that feeds it a {@link cascade.gateway.call.Stream}.
 *
 * <pre>
 *   upper          Viewer (UAS dialog)   Stream (UAC dialog)         lower
 *     |---INVITE-------->|  open source leg     |                      |
 *     |&lt;--100------------|                      |---INVITE-----------&gt;|
 *     |                  |   open viewer leg    |&lt;--200----------------|
 *     |&lt;--200------------|                      |                      |
 *     |---ACK-----------&gt;|   let packets go     |---ACK--------------&gt;|
 *     |&lt;=================== RTP, RTCP (relay) ========================|
 *     |---BYE-----------&gt;|   last viewer left   |---BYE--------------&gt;|
 * </pre>
 *
 * <p>{@link cascade.gateway.call.Calls} is the way in; everything here runs on the control loop. GB/T 28181-2016 9.2,
 * annex L; RFC 3261 sections 12 to 15.
 */
@NullMarked
package cascade.gateway.call;

import org.jspecify.annotations.NullMarked;
