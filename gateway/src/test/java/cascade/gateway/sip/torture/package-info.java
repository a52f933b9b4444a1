/** The messages of RFC 4475, byte for byte, for whoever reads SIP. */
@NullMarked
package cascade.gateway.sip.torture;

import org.jspecify.annotations.NullMarked;
