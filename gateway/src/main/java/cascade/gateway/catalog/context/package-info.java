/** Common ground of collecting and serving: settings, clock and timers, and the counting of what goes wrong. */
@NullMarked
package cascade.gateway.catalog.context;

import org.jspecify.annotations.NullMarked;
