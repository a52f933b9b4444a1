/**
 * SIP on the control loop, below GB/T 28181: in this package the vocabulary that all of it shares (peers, listening points,
 * settings, what is counted), above it {@code message} (grammar), {@code auth} (digest), {@code transport}, {@code
 * transaction}, {@code dialog}, and on top {@code endpoint}, the way in.
 *
 * <p>The grammar is JAIN-SIP's; the transports, the transactions of <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-17">RFC 3261 section 17</a> (with RFC 6026) and the dialog
 * record are our own, on one Vert.x event loop: every type belongs to that loop and no other thread may touch it.
 */
@NullMarked
package cascade.gateway.sip;

import org.jspecify.annotations.NullMarked;
