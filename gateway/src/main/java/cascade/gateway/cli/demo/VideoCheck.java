package cascade.gateway.cli.demo;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.video.VideoClip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Compares a received program stream with what the camera sends, byte for byte, and has ffprobe decode it where there is
 * one. Blocks; for worker threads.
 */
public final class VideoCheck {

    /** @param isWhole whether not a byte and not a frame is missing */
    public record Result(DeviceId camera, boolean isWhole, String detail) {}

    private VideoCheck() {}

    public static Result check(DeviceId camera, Path received, VideoClip clip) {
        try {
            byte[] stream = Files.readAllBytes(received);
            int wholeBytes = 0;
            long frames = 0;
            for (byte[] pack = clip.pack(0); wholeBytes + pack.length <= stream.length; pack = clip.pack(frames)) {
                if (!Arrays.equals(stream, wholeBytes, wholeBytes + pack.length, pack, 0, pack.length)) {
                    return new Result(camera, false, "frame " + frames + " is not what the camera sent");
                }
                wholeBytes += pack.length;
                frames++;
            }
            // the last frame may have been cut off by the BYE
            Files.write(received, Arrays.copyOf(stream, wholeBytes));
            return decoded(camera, received, frames);
        } catch (IOException failure) {
            return new Result(camera, false, "recording not readable: " + failure.getMessage());
        }
    }

    private static Result decoded(DeviceId camera, Path stream, long frames) {
        String same = frames + " frames, byte for byte what the camera sent";
        if (frames == 0) {
            return new Result(camera, false, "not one whole frame");
        }
        try {
            long decoded = countDecoded(stream);
            return new Result(camera, decoded == frames, same + ", " + decoded + " decoded");
        } catch (IOException noFfprobe) {
            return new Result(camera, true, same + " (no ffprobe to decode it)");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(camera, false, "interrupted while ffprobe decoded");
        } catch (NumberFormatException notDecoded) {
            return new Result(camera, false, same + ", but ffprobe does not decode it");
        }
    }

    private static long countDecoded(Path stream) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffprobe",
                        "-v",
                        "error",
                        "-f",
                        "mpeg",
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_frames",
                        "-of",
                        "csv=p=0",
                        stream.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return Long.parseLong(output.strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
