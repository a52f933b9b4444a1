/** Sections of {@code gateway} as records, one for each, and the two bindings of a network. Immutable, any thread. */
@NullMarked
package cascade.config.gateway;

import org.jspecify.annotations.NullMarked;
