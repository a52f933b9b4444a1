package cascade.gateway.media;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the headers of a stream's frames told in the looks at it, beyond container and codecs.
 *
 * @param looks how many have begun
 * @param looked how long the present or last look has lasted
 * @param frames of video that began in it
 * @param streamMap whether a program stream map (PSM) was in it
 * @param mappedVideo the video codec that a map names
 * @param codedVideo the video codec whose parameter sets were seen
 * @param size of the picture
 * @param frameRate frames a second, by their timestamps, or by their arrival where those stand still
 * @param gop frames from one key frame to the next
 * @param keyFrameAge since the last key frame that was seen; between looks some pass unseen
 * @param keyless how long the present or last look has seen no key frame
 * @param timestampHz how fast the RTP timestamps run
 * @param timestampsStill whether all frames have one timestamp
 * @param privateData whether units that no standard describes are among them
 */
public record MediaDetail(
        int looks,
        Duration looked,
        int frames,
        boolean streamMap,
        Optional<MediaCodec> mappedVideo,
        Optional<MediaCodec> codedVideo,
        Optional<PictureSize> size,
        OptionalDouble frameRate,
        OptionalInt gop,
        Optional<Duration> keyFrameAge,
        Duration keyless,
        OptionalDouble timestampHz,
        boolean timestampsStill,
        boolean privateData) {

    /** Of a stream that has not been looked at. */
    public static final MediaDetail NONE = new MediaDetail(
            0,
            Duration.ZERO,
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Duration.ZERO,
            OptionalDouble.empty(),
            false,
            false);

    /** The same some time later, while nobody looks. */
    public MediaDetail withKeyFrameAge(Optional<Duration> age) {
        return new MediaDetail(
                looks,
                looked,
                frames,
                streamMap,
                mappedVideo,
                codedVideo,
                size,
                frameRate,
                gop,
                age,
                keyless,
                timestampHz,
                timestampsStill,
                privateData);
    }

    /** Width and height of a picture in pixels, as it is shown. */
    public record PictureSize(int width, int height) {}
}
