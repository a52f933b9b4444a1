/**
 * Pace at which messages leave. Many to one platform: a {@link cascade.gateway.domain.pace.SendWindow} lets so many wait for
 * their answers, and is not held up by the few that a network loses. Few to each of many: {@link
 * cascade.gateway.domain.pace.OwnRequests} lets what we ask of our own accord leave one after the other. Control loop only.
 */
@NullMarked
package cascade.gateway.domain.pace;

import org.jspecify.annotations.NullMarked;
