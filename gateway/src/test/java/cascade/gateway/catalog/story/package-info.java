/** Whole catalog stories of model platforms around the gateway's catalogs, on a fake network and fake time. */
@NullMarked
package cascade.gateway.catalog.story;

import org.jspecify.annotations.NullMarked;
