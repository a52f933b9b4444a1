/**
 * Pace at which many messages go to one platform: a {@link cascade.gateway.domain.pace.SendWindow} lets so many wait for
 * their answers, and is not held up by the few that a network loses. Control loop only.
 */
@NullMarked
package cascade.gateway.domain.pace;

import org.jspecify.annotations.NullMarked;
