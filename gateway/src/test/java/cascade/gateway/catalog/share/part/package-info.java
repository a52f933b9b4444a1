/** Tests of the parts of a shared catalog. */
@NullMarked
package cascade.gateway.catalog.share.part;

import org.jspecify.annotations.NullMarked;
