/** Tests of what is seen of peers, and of peers that are told by it. */
@NullMarked
package cascade.gateway.manners;

import org.jspecify.annotations.NullMarked;
