package cascade.gateway.simulator.video;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Picture and encoder settings of a simulated camera.
 *
 * @param width of the picture
 * @param height of the picture
 * @param framesPerSecond a divisor of the 90 kHz clock
 * @param kilobitsPerSecond of the H.264 stream
 * @param keyFrameInterval frames from one key frame to the next
 * @param length of the clip, which is then repeated
 * @param file shown instead of the test pattern: anything that ffmpeg reads
 */
public record VideoSettings(
        int width,
        int height,
        int framesPerSecond,
        int kilobitsPerSecond,
        int keyFrameInterval,
        Duration length,
        Optional<Path> file) {

    /** The RTP and PTS clock of video, <a href="https://datatracker.ietf.org/doc/html/rfc2250">RFC 2250</a>. */
    public static final int CLOCK_HZ = 90_000;

    public VideoSettings {
        positive("width", width);
        positive("height", height);
        positive("framesPerSecond", framesPerSecond);
        positive("kilobitsPerSecond", kilobitsPerSecond);
        positive("keyFrameInterval", keyFrameInterval);
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("size: " + width + "x" + height + " (expected: even numbers)");
        }
        if (CLOCK_HZ % framesPerSecond != 0) {
            throw new IllegalArgumentException(
                    "framesPerSecond: " + framesPerSecond + " (expected: a divisor of " + CLOCK_HZ + ")");
        }
        if (!length.isPositive()) {
            throw new IllegalArgumentException("length: " + length + " (expected: more than zero)");
        }
    }

    /** D1 at 25 frames and 1.5 Mbit/s, a key frame each second, 16 s long. */
    public static VideoSettings testPattern() {
        return new VideoSettings(704, 576, 25, 1500, 25, Duration.ofSeconds(16), Optional.empty());
    }

    public VideoSettings withFile(Path path) {
        return new VideoSettings(
                width, height, framesPerSecond, kilobitsPerSecond, keyFrameInterval, length, Optional.of(path));
    }

    public VideoSettings withKilobitsPerSecond(int rate) {
        return new VideoSettings(width, height, framesPerSecond, rate, keyFrameInterval, length, file);
    }

    public VideoSettings withSize(int newWidth, int newHeight) {
        return new VideoSettings(
                newWidth, newHeight, framesPerSecond, kilobitsPerSecond, keyFrameInterval, length, file);
    }

    public VideoSettings withLength(Duration newLength) {
        return new VideoSettings(width, height, framesPerSecond, kilobitsPerSecond, keyFrameInterval, newLength, file);
    }

    /** How far the 90 kHz clock goes from one frame to the next. */
    public int ticksPerFrame() {
        return CLOCK_HZ / framesPerSecond;
    }

    private static void positive(String component, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(component + ": " + value + " (expected: more than zero)");
        }
    }
}
