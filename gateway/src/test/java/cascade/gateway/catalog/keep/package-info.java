/** Tests of what is kept of channel trees. */
@NullMarked
package cascade.gateway.catalog.keep;

import org.jspecify.annotations.NullMarked;
