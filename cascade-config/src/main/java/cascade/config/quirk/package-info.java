/**
 * Values of the fields of a vendor profile, one enumeration for each field that offers a choice; {@link cascade.config.Quirk}
 * says what each field is about. Immutable, any thread.
 */
@NullMarked
package cascade.config.quirk;

import org.jspecify.annotations.NullMarked;
