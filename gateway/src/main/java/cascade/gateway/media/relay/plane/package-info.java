/**
 * Media plane as control sees it: handles of streams and viewers on the Vert.x context, the networks' ports, and the
 * start of everything. Only {@link cascade.gateway.media.relay.plane.MediaPlanes} is known outside of the relay.
 */
@NullMarked
package cascade.gateway.media.relay.plane;

import org.jspecify.annotations.NullMarked;
