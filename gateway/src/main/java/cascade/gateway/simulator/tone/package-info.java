/** Tone in G.711 A-law: made, and found again by its frequency. */
@NullMarked
package cascade.gateway.simulator.tone;

import org.jspecify.annotations.NullMarked;
