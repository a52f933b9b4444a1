/** Voice at a simulated lower platform: it answers talk, and calls for what is announced. */
@NullMarked
package cascade.gateway.simulator.lower.voice;

import org.jspecify.annotations.NullMarked;
