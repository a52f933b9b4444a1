/**
 * Playback and download of recordings (历史视音频回放, 视音频文件下载): their kinds of session, their control by INFO, and
 * the end of the file. GB/T 28181-2016 9.8, 9.9, annex B; GB/T 28181-2022 9.8, 9.9, annex B.
 */
@NullMarked
package cascade.gateway.call.playback;

import org.jspecify.annotations.NullMarked;
