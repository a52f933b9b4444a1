package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsRecordingTest {

    private final byte[] content = new byte[300_000];

    @TempDir
    Path directory;

    @Test
    void writesEverythingInOrder() throws IOException {
        new Random(1).nextBytes(content);

        Path file = record(new Recordings(directory.resolve("new"), content.length));

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void stopsAtItsLimit() throws IOException {
        new Random(2).nextBytes(content);

        Path file = record(new Recordings(directory, 100_001));

        assertThat(file).hasBinaryContent(Arrays.copyOf(content, 100_001));
    }

    private Path record(Recordings recordings) throws IOException {
        try (PsRecording recording = recordings.open("stream.ps")) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            for (int at = 0; at < content.length; at += 1400) {
                recording.append(buffer, at, Math.min(1400, content.length - at));
            }
            return recording.file();
        }
    }
}
