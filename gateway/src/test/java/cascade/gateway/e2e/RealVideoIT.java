package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.SimulatedCascade.GATEWAY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.testkit.FrameHashes;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real H.264 in PS from a simulated lower through the gateway into the file of a simulated upper. */
@Tag("processes")
class RealVideoIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final int CAMERAS = 6;
    /** Enough for sender reports of the camera, whose first comes after 2.5 s. */
    private static final long FRAMES = 90;

    @TempDir
    Path directory;

    @Test
    @Clause(value = "9.2", part = "real pictures")
    @Clause("C")
    @Clause(value = "list live", part = "UDP")
    void videoReachesTheUpperByteForByteAndPictureForPicture() throws IOException {
        try (SimulatedCascade cascade = setup().start().up(CAMERAS)) {
            catalogReachesTheUpperByQueryAndBySubscription(cascade);
            playsTwoChannels(cascade);
            everythingIsBackToZero(cascade);
            assertThat(cascade.gateway.metric("cascade_calls_total", "domain=\"city\"", "cause=\"upper-bye\""))
                    .isEqualTo(2);
        }
    }

    @Test
    void withDigestOnBothSidesAndTheLowerEndingTheCall() throws IOException {
        try (SimulatedCascade cascade = setup().config("""
                        domains.city.auth.password = "city secret"
                        domains.ncg.auth { required = true, password = "district secret" }
                        """)
                .upper(options -> recording(options).password("city secret"))
                .lower(options -> recording(options).password("district secret"))
                .start()
                .up(CAMERAS)) {
            assertThat(cascade.gateway.metric("cascade_sip_messages_total", "REGISTER", "status=\"401\""))
                    .isEqualTo(2);

            PlayedStream played = cascade.upper.play(camera(0)).await();
            SentStream sent = cascade.lower.streams().getFirst();
            await().until(() -> played.stats().frames() > 30);
            sent.hangUp().await();

            assertThat(played.ended().await().byPeer()).isTrue();
            assertSameVideo(cascade, sent, played);
            everythingIsBackToZero(cascade);
        }
    }

    private SimulatedCascade.Setup setup() {
        return SimulatedCascade.at(SUBNET).upper(this::recording).lower(this::recording);
    }

    private UpperOptions.Builder recording(UpperOptions.Builder usual) {
        return usual.recordings(Recordings.whole(directory.resolve("received"))).reportInterval(Duration.ofMillis(500));
    }

    private LowerOptions.Builder recording(LowerOptions.Builder usual) {
        return usual.recordings(Recordings.whole(directory.resolve("sent"))).cameras(CAMERAS);
    }

    private static DeviceId camera(int number) {
        return SimulatedCascade.cameras(CAMERAS).get(number);
    }

    private static void catalogReachesTheUpperByQueryAndBySubscription(SimulatedCascade cascade) {
        List<CatalogItem> asked = cascade.upper.queryCatalog(GATEWAY_ID).await();
        assertThat(asked).extracting(CatalogItem::deviceId).containsAll(SimulatedCascade.cameras(CAMERAS));
        assertThat(asked).extracting(CatalogItem::name).contains(Optional.of("模拟摄像机01 大门"));

        CatalogItem added =
                SimulatedCameras.of(SimulatedCascade.LOWER_ID, CAMERAS + 1).getLast();
        cascade.lower.changeCatalog(added, CatalogEvent.ADD).await();
        cascade.lower
                .changeCatalog(SimulatedCameras.of(SimulatedCascade.LOWER_ID, 1).getFirst(), CatalogEvent.OFF)
                .await();

        await().untilAsserted(() -> {
            assertThat(known(cascade, added.deviceId()))
                    .hasValueSatisfying(item -> assertThat(item.name()).isEqualTo(added.name()));
            assertThat(known(cascade, camera(0)))
                    .hasValueSatisfying(item -> assertThat(item.isOn()).isFalse());
        });
        assertThat(cascade.gateway.metric("cascade_channels", "domain=\"ncg\"", "status=\"off\""))
                .isEqualTo(1);
    }

    private static Optional<CatalogItem> known(SimulatedCascade cascade, DeviceId id) {
        return cascade.upper.channels().stream()
                .filter(item -> item.deviceId().equals(id))
                .findFirst();
    }

    private static void playsTwoChannels(SimulatedCascade cascade) throws IOException {
        PlayedStream first = cascade.upper.play(camera(1)).await();
        PlayedStream second = cascade.upper.play(camera(2)).await();
        List<SentStream> sent = cascade.lower.streams();
        assertThat(sent).extracting(SentStream::channel).containsExactlyInAnyOrder(camera(1), camera(2));
        await().until(() -> Stream.of(first, second)
                .allMatch(played -> played.stats().frames() > FRAMES
                        && played.stats().senderReports() > 0
                        && of(played, sent).stats().receiverReports() > 1));
        bothDirectionsOfRtcpAreCounted(cascade);
        theRunningStreamsAreShown(cascade);

        for (PlayedStream played : List.of(first, second)) {
            played.stop().await();
            assertSameVideo(cascade, of(played, sent), played);
        }
    }

    private static SentStream of(PlayedStream played, List<SentStream> all) {
        return all.stream()
                .filter(sent -> sent.channel().equals(played.channel()))
                .findFirst()
                .orElseThrow();
    }

    private static void bothDirectionsOfRtcpAreCounted(SimulatedCascade cascade) {
        await().untilAsserted(() -> {
            assertThat(rtcp(cascade, "ncg", "in", "sr"))
                    .as("SR from the camera")
                    .isPositive();
            assertThat(rtcp(cascade, "city", "out", "sr"))
                    .as("SR to the viewer")
                    .isPositive();
            assertThat(rtcp(cascade, "city", "in", "rr"))
                    .as("RR from the viewer")
                    .isPositive();
            assertThat(rtcp(cascade, "ncg", "out", "rr")).as("RR to the camera").isPositive();
        });
    }

    private static double rtcp(SimulatedCascade cascade, String domain, String direction, String type) {
        return cascade.gateway.metric(
                "cascade_rtcp_packets_total",
                "domain=\"" + domain + "\"",
                "direction=\"" + direction + "\"",
                "type=\"" + type + "\"");
    }

    private static void theRunningStreamsAreShown(SimulatedCascade cascade) {
        assertThat(cascade.gateway.metric("cascade_streams", "domain=\"ncg\"", "kind=\"live\""))
                .isEqualTo(2);
        assertThat(cascade.gateway.metric("cascade_viewers", "domain=\"city\"", "kind=\"live\""))
                .isEqualTo(2);
        assertThat(cascade.gateway.streams()).hasSize(2).allSatisfy(shown -> {
            JsonObject stream = (JsonObject) shown;
            assertThat(stream.getString("state")).isEqualTo("running");
            assertThat(stream.getString("domain")).isEqualTo("ncg");
            showsFlowingMedia(stream.getJsonObject("leg"));
            assertThat(stream.getJsonObject("media").getString("container")).isEqualTo("ps");
            assertThat(stream.getJsonObject("media").getString("video")).isEqualTo("h264");
            assertThat(stream.getJsonObject("media").getInteger("keyFrames")).isPositive();
            assertThat(stream.getJsonArray("viewers")).singleElement().satisfies(viewer -> {
                assertThat(((JsonObject) viewer).getString("domain")).isEqualTo("city");
                showsFlowingMedia(((JsonObject) viewer).getJsonObject("leg"));
            });
        });
    }

    private static void showsFlowingMedia(JsonObject leg) {
        assertThat(leg.getLong("packets")).isPositive();
        assertThat(leg.getLong("lost")).isZero();
        // the clip has 500 kbit/s of video
        assertThat(leg.getLong("bitrateBps")).isBetween(100_000L, 2_000_000L);
        assertThat(leg.getLong("setupTimeMs")).isNotNull();
    }

    /** What was received begins with the first byte that was sent and has no gap: only its end may be missing. */
    private static void assertSameVideo(SimulatedCascade cascade, SentStream sent, PlayedStream played)
            throws IOException {
        sent.ended().await();
        ReceiverStats stats = played.ended().await().stats();
        assertThat(stats.lost()).isZero();
        assertThat(stats.ssrcChanges()).isZero();
        assertThat(stats.ssrc()).hasValue(played.ssrc().orElseThrow().value());
        byte[] received = Files.readAllBytes(played.recording().orElseThrow());
        byte[] whole = Files.readAllBytes(sent.recording().orElseThrow());
        assertThat(received).hasSizeLessThanOrEqualTo(whole.length);
        assertThat(Arrays.mismatch(received, Arrays.copyOf(whole, received.length)))
                .as("first byte that differs")
                .isEqualTo(-1);
        assertSamePictures(cascade.lower.clip(), received, played.recording().orElseThrow());
    }

    /** Every picture that was received whole decodes, and to the pixels that the source has. */
    private static void assertSamePictures(VideoClip clip, byte[] received, Path file) throws IOException {
        int frames = 0;
        int bytes = 0;
        for (int next = clip.pack(0).length; bytes + next <= received.length; next = clip.pack(frames).length) {
            bytes += next;
            frames++;
        }
        Path whole = Files.write(file.resolveSibling("whole.ps"), Arrays.copyOf(received, bytes));
        List<String> source = FrameHashes.of(clip.elementaryStream(), "h264");
        List<String> pictures = FrameHashes.of(whole, "mpeg");
        assertThat(pictures).hasSize(frames).hasSizeGreaterThan(30);
        for (int i = 0; i < frames; i++) {
            assertThat(pictures.get(i)).as("picture %d", i).isEqualTo(source.get(i % source.size()));
        }
    }

    private static void everythingIsBackToZero(SimulatedCascade cascade) {
        await().untilAsserted(() -> {
            assertThat(cascade.gateway.metric("cascade_streams")).isZero();
            assertThat(cascade.gateway.metric("cascade_viewers")).isZero();
            assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"used\""))
                    .isZero();
            assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"quarantined\""))
                    .isZero();
        });
        assertThat(cascade.gateway.streams()).isEmpty();
        assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
        assertThat(cascade.gateway.metric("cascade_rtp_lost_packets_total")).isZero();
        assertThat(cascade.gateway.metric("cascade_rtp_foreign_packets_total")).isZero();
        assertThat(cascade.gateway.metric("cascade_rtp_dropped_packets_total")).isZero();
        assertThat(cascade.lower.report().await().calls()).isZero();
        assertThat(cascade.upper.report().await().calls()).isZero();
    }
}
