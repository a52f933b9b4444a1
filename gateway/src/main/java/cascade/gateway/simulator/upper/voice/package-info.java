/** Voice of a simulated upper platform: it talks, and broadcasts. */
@NullMarked
package cascade.gateway.simulator.upper.voice;

import org.jspecify.annotations.NullMarked;
