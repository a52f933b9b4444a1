/** Tests of the shared views. */
@NullMarked
package cascade.gateway.catalog.share;

import org.jspecify.annotations.NullMarked;
