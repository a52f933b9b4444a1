/** Tests of the channel tree. */
@NullMarked
package cascade.gateway.catalog.tree;

import org.jspecify.annotations.NullMarked;
