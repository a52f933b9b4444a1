/**
 * Recordings of a simulated lower platform (历史视音频): what part of one a call plays, how it obeys MANSRTSP, how it tells
 * the end of the file, and its faults in that. GB/T 28181-2016 9.8, 9.9 and annex B.
 */
@NullMarked
package cascade.gateway.simulator.lower.playback;

import org.jspecify.annotations.NullMarked;
