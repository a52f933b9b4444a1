/**
 * Client and server transactions (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17">RFC 3261 section
 * 17</a>, with RFC 6026 for INVITE): one state machine a class, and the tables that find them by branch. Above, a request is
 * a {@link cascade.gateway.sip.transaction.ClientTransaction} or a {@link
 * cascade.gateway.sip.transaction.ServerTransaction}. Control loop only.
 */
@NullMarked
package cascade.gateway.sip.transaction;

import org.jspecify.annotations.NullMarked;
