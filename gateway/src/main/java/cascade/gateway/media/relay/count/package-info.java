/**
 * Counters of legs and of their owners. Plain fields of one loop's thread, that never go back.
 */
@NullMarked
package cascade.gateway.media.relay.count;

import org.jspecify.annotations.NullMarked;
