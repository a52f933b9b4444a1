/** Sections of a domain as records: those of an upper, those of a lower, shares and trees. Immutable, any thread. */
@NullMarked
package cascade.config.domain;

import org.jspecify.annotations.NullMarked;
