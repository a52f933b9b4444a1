/**
 * INVITE dialogs of a call: {@link cascade.gateway.call.leg.LowerLeg} is the UAC towards a lower, {@link
 * cascade.gateway.call.leg.UpperLeg} the UAS towards an upper (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-12">RFC 3261 sections 12</a> to 15). A leg owes its peer
 * every ACK, CANCEL and BYE and pays on its own, whatever order messages come in; its owner hears each outcome once. It
 * knows no media and not the other leg, so a test drives it step by step with a fake link in fake time.
 *
 * <p>{@link cascade.gateway.call.leg.ReInvite} is a peer's re-INVITE in either dialog.
 */
@NullMarked
package cascade.gateway.call.leg;

import org.jspecify.annotations.NullMarked;
