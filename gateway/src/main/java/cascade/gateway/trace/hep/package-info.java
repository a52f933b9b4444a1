/**
 * Capture agent for HEPv3 collectors such as Homer (<a
 * href="https://github.com/sipcapture/HEP/tree/master/docs">sipcapture/HEP</a>): mirrors our SIP and tells what we decided.
 * Packets are made and sent on a thread of their own.
 */
@NullMarked
package cascade.gateway.trace.hep;

import org.jspecify.annotations.NullMarked;
