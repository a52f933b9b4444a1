/**
 * Kinds of media sessions, and how one is refused: what every other room of {@code call} speaks of. Playback, download,
 * talk and broadcast enter as further {@link cascade.gateway.call.session.Session}s.
 */
@NullMarked
package cascade.gateway.call.session;

import org.jspecify.annotations.NullMarked;
