package cascade.gateway.simulator.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** H.264 encoder, by an ffmpeg process. Blocks; for worker threads. */
final class H264Encoder {

    private static final long TIMEOUT_SECONDS = 120;
    private static final int LONGEST_COMPLAINT = 300;

    private final String program;

    H264Encoder(String program) {
        this.program = program;
    }

    /**
     * Writes frames without reordering (so PTS runs evenly), each with an access unit delimiter, parameter sets before
     * each key frame: what cameras send and what a late viewer needs.
     */
    void encode(VideoSettings settings, Path output) throws VideoException, InterruptedException {
        if (settings.file().isPresent()) {
            run(command(settings, List.of("-i", settings.file().get().toString()), fitted(settings), output));
            return;
        }
        List<String> pattern = List.of("-f", "lavfi", "-i", pattern(settings));
        try {
            run(command(settings, pattern, clock(settings), output));
        } catch (VideoException noFont) {
            // without fonts the pattern's own counter is the clock
            run(command(settings, pattern, "null", output));
        }
    }

    private static String pattern(VideoSettings settings) {
        return "testsrc2=size=%dx%d:rate=%d".formatted(settings.width(), settings.height(), settings.framesPerSecond());
    }

    private static String clock(VideoSettings settings) {
        return "drawtext=text='%%{pts\\:hms}':fontsize=%d:fontcolor=white:box=1:boxcolor=black:x=(w-tw)/2:y=h/8"
                .formatted(Math.max(12, settings.height() / 9));
    }

    private static String fitted(VideoSettings settings) {
        return "scale=%d:%d,fps=%d".formatted(settings.width(), settings.height(), settings.framesPerSecond());
    }

    private List<String> command(VideoSettings settings, List<String> input, String filter, Path output) {
        var command = new ArrayList<>(List.of(program, "-nostdin", "-v", "error", "-y"));
        command.addAll(input);
        String gop = Integer.toString(settings.keyFrameInterval());
        String rate = settings.kilobitsPerSecond() + "k";
        command.addAll(List.of("-an", "-vf", filter));
        command.addAll(List.of(
                "-t", String.format(Locale.ROOT, "%.3f", settings.length().toMillis() / 1000.0)));
        command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-bf", "0", "-g", gop, "-keyint_min", gop, "-sc_threshold", "0"));
        command.addAll(List.of("-b:v", rate, "-maxrate", rate, "-bufsize", rate));
        command.addAll(List.of("-x264-params", "aud=1:repeat-headers=1", "-f", "h264", output.toString()));
        return command;
    }

    private void run(List<String> command) throws VideoException, InterruptedException {
        Process process = start(command);
        try {
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new VideoException("ffmpeg: not done after " + TIMEOUT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new VideoException(
                        "ffmpeg: exit status " + process.exitValue() + ": " + oneLine(complaint.join()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) throws VideoException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new VideoException(
                    command.getFirst() + ": cannot be started (expected: ffmpeg on the PATH; make setup installs it)",
                    missing);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() <= LONGEST_COMPLAINT ? line : line.substring(0, LONGEST_COMPLAINT) + "...";
    }
}
