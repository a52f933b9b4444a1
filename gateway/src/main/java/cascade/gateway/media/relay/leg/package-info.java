/**
 * Legs of a stream: what packets come in and leave by, the checks of who sends them, and the loop as a leg sees it.
 */
@NullMarked
package cascade.gateway.media.relay.leg;

import org.jspecify.annotations.NullMarked;
