package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.playback.FileEnd;
import cascade.gateway.simulator.lower.playback.PlaybackFaults;
import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedRecording;
import cascade.gateway.simulator.upper.playback.ControlAnswer;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Recordings of real H.264 in PS, played and downloaded through the gateway into the file of a simulated upper. */
class RecordedVideoIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final LoopbackSubnet TCP_SUBNET = LoopbackSubnet.next();
    private static final Instant START = Instant.parse("2024-05-01T08:00:00Z");
    private static final int CAMERAS = 2 + FileEnd.values().length;

    private static final String SHORT_TIMEOUTS = """
            gateway.media { media-timeout = 2s, source-gone-after = 1s, source-move-after = 1s }
            """;
    /** Longer than the media timeout. */
    private static final Duration PAUSE = Duration.ofMillis(3500);

    @TempDir
    private static Path directory;

    private static SimulatedCascade cascade;
    private double filesEnded;

    @BeforeAll
    static void start() {
        cascade = start(SUBNET, "");
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    @BeforeEach
    void count() {
        filesEnded = calls("file-end");
    }

    private static SimulatedCascade start(LoopbackSubnet net, String config) {
        return SimulatedCascade.at(net)
                .config(SHORT_TIMEOUTS + config)
                .upper(usual -> usual.recordings(Recordings.whole(directory)))
                .lower(usual -> usual.cameras(CAMERAS).playbackFaults(fileEnds()))
                .start()
                .up(CAMERAS);
    }

    /** Each form has a camera of its own, behind the two that have no fault. */
    private static Map<DeviceId, PlaybackFaults> fileEnds() {
        return Stream.of(FileEnd.values())
                .collect(Collectors.toMap(RecordedVideoIT::camera, PlaybackFaults.NONE::withFileEnd));
    }

    private static DeviceId camera(FileEnd form) {
        return camera(2 + form.ordinal());
    }

    private static DeviceId camera(int number) {
        return SimulatedCascade.cameras(CAMERAS).get(number);
    }

    private static RecordingOrder seconds(int length) {
        return RecordingOrder.playback(camera(0), START, Duration.ofSeconds(length));
    }

    private static RecordingOrder oneSecond(FileEnd form) {
        return RecordingOrder.playback(camera(form), START, Duration.ofSeconds(1));
    }

    private static RecordedPart part(RecordingOrder order) {
        return RecordedPart.of(cascade.lower.clip(), order.startTime(), order.stopTime());
    }

    private static byte[] received(PlayedRecording played) throws IOException {
        assertThat(played.ended().await().stats().lost()).as("lost packets").isZero();
        return Files.readAllBytes(played.recording().orElseThrow());
    }

    private static void assertSame(byte[] received, byte[] expected) {
        assertThat(received).as("bytes").hasSize(expected.length);
        assertThat(Arrays.mismatch(received, expected))
                .as("first byte that differs")
                .isEqualTo(-1);
    }

    private static double calls(String cause) {
        return cascade.gateway.metric("cascade_calls_total", "domain=\"city\"", "cause=\"" + cause + "\"");
    }

    private static void everythingIsOver() {
        await().untilAsserted(() -> {
            assertThat(cascade.gateway.streams()).isEmpty();
            assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"used\""))
                    .isZero();
        });
        assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
        assertThat(cascade.lower.report().await().calls()).isZero();
        assertThat(cascade.upper.report().await().calls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaTransport.class,
            names = {"UDP", "TCP_PASSIVE"})
    void atTheNormalRateTheFileIsByteForByteThePartThatWasAskedFor(MediaTransport transport) throws IOException {
        RecordingOrder order = seconds(2);
        PlayedRecording played =
                cascade.upper.play(order, OfferedMedia.of(transport)).await();

        assertSame(received(played), part(order).content());
        assertThat(played.answer().kind()).contains(order.kind());
        everythingIsOver();
        assertThat(calls("file-end")).isEqualTo(filesEnded + 1);
    }

    @Test
    @Clause(value = "9.8", part = "speed")
    void atFourTimesTheRateNothingIsMissing() throws IOException {
        RecordingOrder order = seconds(8);
        PlayedRecording played = cascade.upper.play(order).await();

        assertThat(played.control(MansrtspRequest.scale(4)).await().status()).isEqualTo(200);

        assertSame(received(played), part(order).content());
        everythingIsOver();
    }

    /** The pause is longer than the media timeout, and ends nothing. */
    @Test
    @Clause(value = "9.8", part = "pause and seek")
    @Clause("list playback")
    void aPauseAndASeekLeaveWholeFramesOfBothPlaces() throws IOException {
        RecordingOrder order = seconds(30);
        PlayedRecording played = cascade.upper.play(order).await();
        await().until(() -> played.stats().frames() > 10);

        assertThat(played.control(MansrtspRequest.pause()).await().status()).isEqualTo(200);
        await().during(PAUSE).until(() -> !played.ended().isComplete());
        ControlAnswer sought = played.control(MansrtspRequest.seek(28)).await();

        assertThat(sought.mansrtsp().orElseThrow().firstSequence()).isPresent();
        RecordedPart part = part(order);
        byte[] after = part.content(part.frameAt(28), part.endFrame());
        byte[] received = received(played);
        assertSame(Arrays.copyOfRange(received, received.length - after.length, received.length), after);
        byte[] before = Arrays.copyOf(received, received.length - after.length);
        long next = framesIn(part, before.length);
        assertSame(before, part.content(part.firstFrame(), next));
        everythingIsOver();
        assertThat(calls("file-end")).isEqualTo(filesEnded + 1);
    }

    /** The frame that begins after so many bytes. */
    private static long framesIn(RecordedPart part, int bytes) {
        int left = bytes;
        long frame = part.firstFrame();
        while (left > 0) {
            left -= part.clip().pack(frame).length;
            frame++;
        }
        assertThat(left).as("bytes of a frame that was cut").isZero();
        return frame;
    }

    @Test
    @Clause("9.9")
    @Clause("list download")
    void aDownloadComesAtItsSpeedWholeAndAsLongAsItsSizeSaid() throws IOException {
        try (SimulatedCascade overTcp = start(TCP_SUBNET, "domains.ncg.media.transport = tcp-passive")) {
            RecordingOrder order = RecordingOrder.download(camera(1), START, Duration.ofSeconds(32), 16);
            PlayedRecording loaded = overTcp.upper
                    .play(order, OfferedMedia.of(MediaTransport.TCP_PASSIVE))
                    .await();

            RecordedPart part = part(order);
            assertThat(loaded.fileSizeBytes()).hasValue(part.bytes());
            assertSame(received(loaded), part.content());
            await().untilAsserted(() -> assertThat(overTcp.gateway.streams()).isEmpty());
            assertThat(overTcp.gateway.metric("cascade_calls_total", "kind=\"download\"", "cause=\"file-end\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void twoViewersOfOneRecordingNeverShareAStream() throws IOException {
        RecordingOrder early = seconds(4);
        RecordingOrder late = RecordingOrder.playback(camera(0), START.plusSeconds(3600), Duration.ofSeconds(2));
        PlayedRecording first = cascade.upper.play(early).await();
        PlayedRecording second = cascade.upper.play(late).await();

        assertThat(cascade.lower.streams())
                .extracting(SentStream::ssrc)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertSame(received(second), part(late).content());
        assertSame(received(first), part(early).content());
        everythingIsOver();
    }

    /** Whatever the form, the right call ends, both of its dialogs, and no other. */
    @ParameterizedTest
    @EnumSource(
            value = FileEnd.class,
            names = {"BYE", "NEVER"},
            mode = Mode.EXCLUDE)
    void theEndOfTheFileFindsItsCallAndNoOther(FileEnd form) throws IOException {
        PlayedRecording other = cascade.upper
                .play(RecordingOrder.playback(camera(1), START, Duration.ofMinutes(1)))
                .await();
        RecordingOrder order = oneSecond(form);
        PlayedRecording played = cascade.upper.play(order).await();

        assertSame(received(played), part(order).content());
        assertThat(played.fileEnd().isComplete()).as("told above").isTrue();
        await().untilAsserted(() -> assertThat(calls("file-end")).isEqualTo(filesEnded + 1));
        assertThat(other.ended().isComplete()).isFalse();
        assertThat(cascade.lower.streams())
                .singleElement()
                .satisfies(sent -> assertThat(sent.channel()).isEqualTo(camera(1)));
        other.stop().await();
        everythingIsOver();
    }

    @Test
    void aRecorderThatHangsUpAtTheEndEndsTheCallAbove() throws IOException {
        PlayedRecording played = cascade.upper.play(oneSecond(FileEnd.BYE)).await();

        assertThat(played.ended().await().byPeer()).isTrue();
        everythingIsOver();
        assertThat(calls("lower-bye")).isEqualTo(1);
    }

    @Test
    void aRecorderThatNeverTellsTheEndIsEndedByItsSilence() {
        PlayedRecording played = cascade.upper.play(oneSecond(FileEnd.NEVER)).await();

        assertThat(played.ended().await().byPeer()).isTrue();
        everythingIsOver();
        assertThat(calls("media-timeout")).isEqualTo(1);
    }

    @Test
    void aSpeedThatTheRecorderLacksIsRefusedAndTheRecordingPlaysOn() throws IOException {
        RecordingOrder order = seconds(2);
        PlayedRecording played = cascade.upper.play(order).await();

        assertThat(played.control(MansrtspRequest.scale(32)).await().status()).isEqualTo(400);

        assertSame(received(played), part(order).content());
    }

    @Test
    @Clause(value = "9.8", part = "reverse")
    void inReverseTheGroupsOfPicturesComeBackwards() throws IOException {
        RecordingOrder order = seconds(30);
        PlayedRecording played = cascade.upper.play(order).await();

        ControlAnswer turned = played.control(MansrtspRequest.reverse(11, 10)).await();

        assertThat(turned.mansrtsp().orElseThrow().scale()).hasValue(-1);
        RecordedPart part = part(order);
        var expected = new ByteArrayOutputStream();
        for (int second : List.of(11, 10)) {
            expected.writeBytes(part.content(part.frameAt(second), part.frameAt(second + 1)));
        }
        byte[] received = received(played);
        int before = received.length - expected.size();
        assertSame(Arrays.copyOfRange(received, before, received.length), expected.toByteArray());
        everythingIsOver();
    }
}
