/**
 * Way in: {@link cascade.config.load.ConfigLoader} reads and checks all at once, {@link cascade.config.load.ConfigSource}
 * watches the files of a running gateway, {@link cascade.config.load.ConfigSummary} shows on one screen what was read.
 */
@NullMarked
package cascade.config.load;

import org.jspecify.annotations.NullMarked;
