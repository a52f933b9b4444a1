package cascade.gateway.simulator.rtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folder of recorded program streams, and the limit in bytes of each.
 *
 * @param directory made where it is missing
 * @param maxBytesEach what a stream sends beyond is not written
 */
public record Recordings(Path directory, long maxBytesEach) {

    public Recordings {
        if (maxBytesEach <= 0) {
            throw new IllegalArgumentException("maxBytesEach: " + maxBytesEach + " (expected: more than zero)");
        }
    }

    /** All of every stream. */
    public static Recordings whole(Path directory) {
        return new Recordings(directory, Long.MAX_VALUE);
    }

    /** Opens the recording of one stream; blocks. */
    public PsRecording open(String name) throws IOException {
        Files.createDirectories(directory);
        return PsRecording.open(directory.resolve(name), maxBytesEach);
    }
}
