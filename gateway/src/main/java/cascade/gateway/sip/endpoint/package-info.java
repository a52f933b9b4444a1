/**
 * The SIP endpoint of a process: transport, admission and transactions joined. {@link
 * cascade.gateway.sip.endpoint.SipEndpoint} sends requests and hands those that come to one {@link
 * cascade.gateway.sip.endpoint.SipHandler}. Control loop only.
 */
@NullMarked
package cascade.gateway.sip.endpoint;

import org.jspecify.annotations.NullMarked;
