/**
 * Real video for the simulated lower: H.264 made by ffmpeg, cut into access units, packed as the program stream that
 * cameras send.
 *
 * <p>ffmpeg's own program stream muxer cuts into sectors, uses stream id {@code E2} and writes no program stream map;
 * GB/T 28181-2016 annex C asks for one pack a frame and a map on key frames, hence {@link
 * cascade.gateway.simulator.video.PsMuxer}. Clips are made on a worker thread and immutable afterwards.
 */
@NullMarked
package cascade.gateway.simulator.video;

import org.jspecify.annotations.NullMarked;
