/**
 * Looks at single messages and legs: each reads one kind of trait from what was on the wire, as it was written, and notes
 * it. None follows the grammar, none keeps a message. Control loop only.
 */
@NullMarked
package cascade.gateway.manners.look;

import org.jspecify.annotations.NullMarked;
