package cascade.gateway.cli;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.upper.PlayedRecording;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Command line options of a simulated upper that plays or downloads recordings instead of live pictures. */
final class UpperRecordingOptions {

    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 16;

    @Option(
            names = "--playback",
            paramLabel = "START",
            converter = GbTimeConverter.class,
            description = "play the recordings from that time on, Beijing time like 2024-05-01T08:00:00")
    @Nullable
    Instant playback;

    @Option(
            names = "--download",
            paramLabel = "START",
            converter = GbTimeConverter.class,
            description = "download the recordings from that time on; into files with --record")
    @Nullable
    Instant download;

    @Option(
            names = "--length",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how much of a recording to play or download (default: 1m)")
    Duration length = Duration.ofMinutes(1);

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "playback: its scale, 0.25 to 16; download: its speed, a whole number (default: 1)")
    double speed = 1;

    void check(OptionRules rules) {
        rules.require(
                playback == null || download == null,
                "--playback, --download: a call is one or the other (expected: one of them at most)");
        rules.atLeast("--length", length, Duration.ofSeconds(1));
        rules.require(speed >= SLOWEST && speed <= FASTEST, "--speed: " + speed + " (expected: 0.25 to 16)");
        rules.require(
                download == null || speed == Math.rint(speed),
                "--speed: " + speed + " (expected: a whole number, for a download)");
    }

    /** Plays a channel: live, where no recording is asked for. */
    Future<PlayedStream> play(SimulatedUpper upper, DeviceId channel) {
        if (playback != null) {
            return upper.play(RecordingOrder.playback(channel, playback, length))
                    .compose(this::atSpeed);
        }
        if (download != null) {
            return upper.play(RecordingOrder.download(channel, download, length, (int) speed))
                    .map(loading -> loading);
        }
        return upper.play(channel);
    }

    private Future<PlayedStream> atSpeed(PlayedRecording playing) {
        return speed == 1
                ? Future.succeededFuture(playing)
                : playing.control(MansrtspRequest.scale(speed)).map(playing);
    }

    /** Whether a recording came to its end; a live picture has none. */
    static boolean isComplete(PlayedStream stream) {
        return !(stream instanceof PlayedRecording recording)
                || recording.answer().startTime() == 0
                || recording.fileEnd().isComplete();
    }
}
