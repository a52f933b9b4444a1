/**
 * SIP messages as immutable values, and their way from and to bytes (RFC 3261 section 7, 20, 25).
 *
 * <p>{@link cascade.gateway.sip.message.SipReader} stands before everything else that reads the network: a guard that
 * bounds what the grammar sees, a tolerant reader that repairs the deviations of real products, and only then the
 * grammar of the JAIN-SIP reference implementation. Pure code without I/O, for any thread.
 */
@NullMarked
package cascade.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
