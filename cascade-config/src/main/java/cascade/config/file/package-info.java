/**
 * Files of a configuration and the places in them: {@link cascade.config.file.Sources} reads and merges, {@link
 * cascade.config.file.Problems} gathers what is wrong, each with its file and line, in words that help.
 */
@NullMarked
package cascade.config.file;

import org.jspecify.annotations.NullMarked;
