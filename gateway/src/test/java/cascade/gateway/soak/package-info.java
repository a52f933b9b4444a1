/** Hours of use in minutes, and what is left of them. Run by {@code make soak}, not by {@code make test}. */
@NullMarked
package cascade.gateway.soak;

import org.jspecify.annotations.NullMarked;
