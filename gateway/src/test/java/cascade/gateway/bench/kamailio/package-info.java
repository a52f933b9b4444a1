/** Kamailio with rtpengine, which bridge the calls of {@code make bench-sip} beside the gateway where both are installed. */
@NullMarked
package cascade.gateway.bench.kamailio;

import org.jspecify.annotations.NullMarked;
