package cascade.gateway.cli.demo;

import cascade.gateway.cli.demo.Trial.Outcome;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.upper.PlayedRecording;
import cascade.gateway.simulator.upper.PlayedStream.PlayEnd;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.simulator.video.VideoClip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Trial of a playback: the upper asks for a few seconds of a recording, speeds it up, and at the end of the file has, byte
 * for byte, the part that it asked for. From any thread.
 */
final class PlaybackTrial {

    private static final String WHAT = "playback";
    private static final Instant START = Instant.parse("2024-05-01T08:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(6);
    private static final double SCALE = 4;

    private final Vertx vertx;
    private final PatientCaller caller;
    private final SimulatedUpper upper;
    private final Supplier<VideoClip> clip;
    private volatile Trial state = new Trial(WHAT, Outcome.PENDING, "not asked for yet");

    /** @param clip what the recordings are of */
    PlaybackTrial(Vertx vertx, PatientCaller caller, SimulatedUpper upper, Supplier<VideoClip> clip) {
        this.vertx = vertx;
        this.caller = caller;
        this.upper = upper;
        this.clip = clip;
    }

    /** Where it stands. */
    Trial state() {
        return state;
    }

    /** Has the recording of a camera played, once. */
    void begin(DeviceId camera) {
        RecordingOrder order = RecordingOrder.playback(camera, START, LENGTH);
        state = new Trial(WHAT, Outcome.PENDING, LENGTH.toSeconds() + " s of a recording asked for");
        caller.call(() -> upper.play(order))
                .compose(playing -> speedUp(playing)
                        .compose(faster -> playing.ended())
                        .compose(ended -> judge(order, playing, ended)))
                .otherwise(failure -> failed(failure.getClass().getSimpleName() + ": " + failure.getMessage()))
                .onSuccess(judged -> state = judged);
    }

    private Future<Void> speedUp(PlayedRecording playing) {
        state = new Trial(WHAT, Outcome.PENDING, "plays");
        return playing.control(MansrtspRequest.scale(SCALE))
                .compose(answer -> answer.status() == 200
                        ? Future.succeededFuture()
                        : Future.failedFuture("INFO answered " + answer.status()));
    }

    private Future<Trial> judge(RecordingOrder order, PlayedRecording played, PlayEnd end) {
        if (!played.fileEnd().isComplete()) {
            return Future.succeededFuture(
                    failed("ended " + (end.byPeer() ? "from below" : "here") + " before the end of the file was told"));
        }
        RecordedPart part = RecordedPart.of(clip.get(), order.startTime(), order.stopTime());
        return vertx.executeBlocking(
                () -> {
                    byte[] received = Files.readAllBytes(played.recording().orElseThrow());
                    int differs = Arrays.mismatch(received, part.content());
                    return differs < 0
                            ? new Trial(
                                    WHAT,
                                    Outcome.HELD,
                                    part.frames() + " frames of a recording, byte for byte, speeded up by INFO,"
                                            + " end of file told and hung up on")
                            : failed("byte " + differs + " of " + part.bytes() + " is missing or another, "
                                    + end.stats().lost() + " packets lost");
                },
                false);
    }

    private static Trial failed(String detail) {
        return new Trial(WHAT, Outcome.FAILED, detail);
    }
}
