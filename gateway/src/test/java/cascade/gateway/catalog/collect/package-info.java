/** Tests of what lowers tell of their catalogs. */
@NullMarked
package cascade.gateway.catalog.collect;

import org.jspecify.annotations.NullMarked;
