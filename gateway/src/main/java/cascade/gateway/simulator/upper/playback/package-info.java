/**
 * Recordings as a simulated upper platform asks for them (历史视音频回放, 视音频文件下载): GB/T 28181-2016 9.8 and 9.9.
 */
@NullMarked
package cascade.gateway.simulator.upper.playback;

import org.jspecify.annotations.NullMarked;
