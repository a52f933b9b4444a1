/**
 * SIP on the control loop: listening points, transactions as Futures, dialogs. Knows no GB/T 28181.
 *
 * <p>{@link cascade.gateway.sip.SipEndpoint} is the way in. The grammar is JAIN-SIP's; the transports, the transactions
 * of RFC 3261 section 17 (with RFC 6026) and the dialog record are our own, on one Vert.x event loop: every type of this
 * package belongs to that loop and no other thread may touch it.
 */
@NullMarked
package cascade.gateway.sip;

import org.jspecify.annotations.NullMarked;
