/** Tests of what is found wanting in a catalog. */
@NullMarked
package cascade.gateway.catalog.quality;

import org.jspecify.annotations.NullMarked;
