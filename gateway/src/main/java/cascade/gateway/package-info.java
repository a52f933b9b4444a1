/**
 * Gateway as a whole: {@link cascade.gateway.Gateway} builds, starts and stops it, {@link cascade.gateway.RequestRouter}
 * finds out who sent a request and hands it to its feature.
 *
 * <p>The features are packages of their own, and {@code assembly} joins them; the map is {@code gateway/ARCHITECTURE.md}.
 */
@NullMarked
package cascade.gateway;

import org.jspecify.annotations.NullMarked;
