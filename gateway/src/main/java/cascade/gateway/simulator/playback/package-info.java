/**
 * Playback control (MANSRTSP) as its two simulated ends read and write it: GB/T 28181-2016 and 2022 annex B. The gateway
 * itself passes it on unread.
 */
@NullMarked
package cascade.gateway.simulator.playback;

import org.jspecify.annotations.NullMarked;
