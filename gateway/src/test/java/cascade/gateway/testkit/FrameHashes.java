package cascade.gateway.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** MD5 of each picture of a video file, as ffmpeg decodes it: equal lists are equal video. */
public final class FrameHashes {

    private static final int HASH_COLUMN = 5;

    private FrameHashes() {}

    /**
     * @param format what the file is, as ffmpeg names it: {@code h264} or {@code mpeg}
     * @throws IllegalStateException when ffmpeg found anything to complain about
     */
    public static List<String> of(Path file, String format) {
        try {
            Process process = new ProcessBuilder(
                            "ffmpeg",
                            "-nostdin",
                            "-v",
                            "error",
                            "-xerror",
                            "-f",
                            format,
                            "-i",
                            file.toString(),
                            "-an",
                            "-fps_mode",
                            "passthrough",
                            "-f",
                            "framemd5",
                            "-")
                    .start();
            String hashes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || !complaints.isBlank()) {
                throw new IllegalStateException(file + " does not decode: " + complaints.strip());
            }
            return hashes.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1)[HASH_COLUMN].strip())
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException("ffmpeg: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ffmpeg decoded " + file, interrupted);
        }
    }
}
