/**
 * Keeping of the lowers' channel trees in the store: pages of channels written some time after they changed, and read back by
 * the next process. Knows the tree and the store, no domain.
 */
@NullMarked
package cascade.gateway.catalog.keep;

import org.jspecify.annotations.NullMarked;
