/** Voice sessions of simulated platforms: their descriptions, their dialogs, and what is heard in them. */
@NullMarked
package cascade.gateway.simulator.voice;

import org.jspecify.annotations.NullMarked;
