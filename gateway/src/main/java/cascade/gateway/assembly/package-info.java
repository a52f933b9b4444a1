/**
 * Joints between features that do not know each other: settings mapped from the configuration, channels looked up for
 * calls, meters fed from observers and counters, listening points opened, orphans looked for.
 *
 * <p>Nothing here decides anything about a message; a class that begins to belongs into a feature. {@code view} shows the
 * features to the admin side, {@code reload} changes them while they run. Control loop only.
 */
@NullMarked
package cascade.gateway.assembly;

import org.jspecify.annotations.NullMarked;
