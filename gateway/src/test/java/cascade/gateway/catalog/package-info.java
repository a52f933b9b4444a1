/** Tests of the catalog, and the configurations and items that they share. */
@NullMarked
package cascade.gateway.catalog;

import org.jspecify.annotations.NullMarked;
