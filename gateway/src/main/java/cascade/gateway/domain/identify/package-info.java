/**
 * Identification of sources: the index of domains by source address, and the memory of sources that were turned away.
 * Control loop only.
 */
@NullMarked
package cascade.gateway.domain.identify;

import org.jspecify.annotations.NullMarked;
