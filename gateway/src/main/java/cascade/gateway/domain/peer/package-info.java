/**
 * UAC side of a domain: {@link cascade.gateway.domain.peer.PeerLink} builds requests in the form that its platform expects
 * and sends them over its present flow, with credentials where it asks for them; hosts, look-up and fail-over below it.
 * Control loop only.
 */
@NullMarked
package cascade.gateway.domain.peer;

import org.jspecify.annotations.NullMarked;
