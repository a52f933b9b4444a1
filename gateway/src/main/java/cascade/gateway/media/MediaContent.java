package cascade.gateway.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Container, codecs and key-frame interval of a stream, as a look into its first packets and a short one every minute
 * told.
 *
 * @param video empty: none was seen
 * @param audio empty: none was seen
 * @param keyFrames seen while looking, not all that there were
 * @param keyFrameInterval between the last two that came within one look
 * @param detail what else the headers told
 */
public record MediaContent(
        MediaContainer container,
        Optional<MediaCodec> video,
        Optional<MediaCodec> audio,
        long keyFrames,
        Optional<Duration> keyFrameInterval,
        MediaDetail detail) {}
