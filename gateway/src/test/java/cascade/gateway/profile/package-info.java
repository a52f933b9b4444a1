/**
 * Fields of vendor profiles on the wire: for each {@link cascade.config.Quirk} a test that is run with every value that it may
 * have, between a scripted upper and a scripted lower; {@code gateway/docs/profiles.md}, which is written from the same table.
 */
@NullMarked
package cascade.gateway.profile;

import org.jspecify.annotations.NullMarked;
