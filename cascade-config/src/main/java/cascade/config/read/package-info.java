/**
 * Reader of keys, whatever they are for: a {@link cascade.config.read.Section} hands out a {@link
 * cascade.config.read.Field} for each {@link cascade.config.read.Kind} of value, notes what is faulty, and knows at the end
 * which keys nobody asked for.
 */
@NullMarked
package cascade.config.read;

import org.jspecify.annotations.NullMarked;
