/**
 * Back-to-back user agent (B2BUA) for media sessions: an upper's call is a {@link cascade.gateway.call.Viewer}, the session
 * with the lower that feeds it a {@link cascade.gateway.call.Stream}. The dialogs of both are in
 * {@link cascade.gateway.call.leg}, what they say of media in {@link cascade.gateway.call.sdp}.
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
 * <p>{@link cascade.gateway.call.Calls} is the way in, {@link cascade.gateway.call.CallSetup} makes a call of an INVITE,
 * {@link cascade.gateway.call.Admission} is the doorkeeper; who joins and leaves a stream is in its
 * {@link cascade.gateway.call.FanOut}, the calls of a former process come back by {@link cascade.gateway.call.Restoration}.
 * Everything here runs on the control loop. A further kind of session (playback, voice) is a
 * {@link cascade.gateway.call.session.Session} of its own and a room beside {@link cascade.gateway.call.live}. GB/T 28181-2016 9.2, annex L;
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12">RFC 3261 sections 12 to 15</a>.
 */
@NullMarked
package cascade.gateway.call;

import org.jspecify.annotations.NullMarked;
