/** Registrations as they are kept over a restart, in both directions: values, their codecs, and the records that hold them. */
@NullMarked
package cascade.gateway.domain.keep;

import org.jspecify.annotations.NullMarked;
