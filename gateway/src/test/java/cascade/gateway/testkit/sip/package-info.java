/** Peers of the gateway over SIP that a test scripts message by message: over UDP and TCP, from captures, by SIPp. */
@NullMarked
package cascade.gateway.testkit.sip;

import org.jspecify.annotations.NullMarked;
