package cascade.gateway.simulator.rtp;

import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoException;
import cascade.gateway.simulator.video.VideoSettings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Random;

/** A clip of H.264-like frames with random content and sizes, for tests that need no picture. */
public final class SyntheticClip {

    private static final byte[] DELIMITER = {0, 0, 0, 1, 9, (byte) 0xF0};
    private static final byte[] KEY_SLICE = {0, 0, 0, 1, 0x65};
    private static final byte[] OTHER_SLICE = {0, 0, 0, 1, 0x41};

    private SyntheticClip() {}

    /** A key frame every five. */
    public static VideoClip of(long seed, int frames, int largestFrame) {
        Random random = new Random(seed);
        var stream = new ByteArrayOutputStream();
        for (int i = 0; i < frames; i++) {
            stream.writeBytes(DELIMITER);
            stream.writeBytes(i % 5 == 0 ? KEY_SLICE : OTHER_SLICE);
            byte[] content = new byte[1 + random.nextInt(largestFrame)];
            random.nextBytes(content);
            for (int at = 0; at < content.length; at++) {
                // no start code may appear by chance
                content[at] |= 0x10;
            }
            stream.writeBytes(content);
        }
        try {
            return VideoClip.of(VideoSettings.testPattern(), Path.of("synthetic-" + seed), stream.toByteArray());
        } catch (VideoException broken) {
            throw new AssertionError(broken);
        }
    }
}
