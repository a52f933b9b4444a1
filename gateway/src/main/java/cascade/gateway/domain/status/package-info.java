/**
 * State of a domain, its counters and the reasons of its changes: the vocabulary of the other rooms of {@code domain}.
 * Control loop only.
 */
@NullMarked
package cascade.gateway.domain.status;

import org.jspecify.annotations.NullMarked;
