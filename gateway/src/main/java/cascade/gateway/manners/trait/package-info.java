/** Traits of peers: the ways in which products differ, and how often which was seen. Bounded memory; control loop only. */
@NullMarked
package cascade.gateway.manners.trait;

import org.jspecify.annotations.NullMarked;
