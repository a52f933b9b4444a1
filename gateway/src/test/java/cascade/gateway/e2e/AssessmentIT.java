package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.RecordOptions;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lower is assessed over real sockets: some of its cameras fail, its recorder has a gap, and a viewer notices nothing. */
class AssessmentIT {

    private static final int CAMERAS = 6;
    private static final List<DeviceId> CAMERA = SimulatedCascade.cameras(CAMERAS);
    private static final String LOWER = "ncg";
    private static final String SETTINGS = "gateway.assessment { picture-timeout = 10s, sample-interval = 300ms }\n";
    private static final String ON = SETTINGS + """
            gateway.assessment.patrol.rate = 600
            gateway.assessment.recordings.rate = 600
            """;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final SimulatedCascade cascade = SimulatedCascade.at(net)
            .config(SETTINGS)
            .lower(lower -> lower.cameras(CAMERAS)
                    .faults(Map.of(
                            CAMERA.get(3), LowerFaults.NONE.withReject(486),
                            CAMERA.get(4), LowerFaults.NONE.withSilence(),
                            CAMERA.get(5), LowerFaults.NONE.withoutMedia()))
                    .functions(FunctionOptions.DEFAULT.withRecords(
                            new RecordOptions(Duration.ofMinutes(10), Duration.ofHours(20), 50))))
            .start()
            .up(CAMERAS);

    @AfterEach
    void close() {
        cascade.close();
    }

    private JsonObject assessed() {
        return new JsonObject(cascade.gateway.get("/api/v1/assessment").body())
                .getJsonArray("domains")
                .getJsonObject(0);
    }

    private double openings(String source, String result) {
        return cascade.gateway.metric(
                "cascade_openings_total", "source=\"" + source + "\"", "result=\"" + result + "\"");
    }

    private double invitesDown() {
        return cascade.gateway.metric(
                "cascade_sip_messages_total",
                "domain=\"ncg\"",
                "direction=\"out\"",
                "method=\"INVITE\"",
                "status=\"\"");
    }

    @Test
    void eachCameraIsJudgedOnceAndNobodyIsDisturbed() {
        assertThat(invitesDown()).as("while the patrol is off").isZero();
        PlayedStream watched = cascade.upper.play(CAMERA.getFirst()).await();
        await().until(() -> openings("viewer", "picture") == 1);
        assertThat(invitesDown()).as("the viewer's").isOne();
        String stream = cascade.gateway.streams().getJsonObject(0).getString("id");

        cascade.gateway.reload(SimulatedCascade.config(net, ON));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            JsonObject round = assessed().getJsonObject("round");
            assertThat(round).isNotNull();
            assertThat(round.getInteger("pictures")).isEqualTo(3);
            assertThat(round.getInteger("failures")).isEqualTo(3);
            assertThat(assessed().getJsonObject("recordings").getInteger("channels"))
                    .isEqualTo(CAMERAS);
        });

        JsonObject district = assessed();
        assertThat(district.getString("domain")).isEqualTo(LOWER);
        assertThat(district.getJsonObject("openings").getJsonObject("results"))
                .isEqualTo(new JsonObject()
                        .put("picture", 3)
                        .put("no-picture", 0)
                        .put("no-media", 1)
                        .put("refused", 1)
                        .put("silent", 1)
                        .put("ended", 0));
        assertThat(district.getJsonObject("openings").getDouble("success")).isEqualTo(0.5);
        assertThat(district.getJsonObject("openings").getInteger("firstFrameMedianMillis"))
                .isPositive();
        assertThat(district.getJsonObject("round").getJsonArray("failing"))
                .containsExactlyInAnyOrder(
                        failing(CAMERA.get(3), "refused"),
                        failing(CAMERA.get(4), "silent"),
                        failing(CAMERA.get(5), "no-media"));
        recordingsHaveTheirGap(district.getJsonObject("recordings"));
        assertThat(district.getJsonObject("devices").getDouble("onlineNow")).isEqualTo(1.0);
        assertThat(district.getJsonObject("catalog").getDouble("complete")).isEqualTo(1.0);

        theTableAndTheMetricsSayTheSame();
        noViewerNoticed(watched, stream);
    }

    private static JsonObject failing(DeviceId camera, String result) {
        return new JsonObject().put("channel", camera.value()).put("result", result);
    }

    /** Of the 24 hours that end an hour ago there are the last 19. */
    private static void recordingsHaveTheirGap(JsonObject recordings) {
        assertThat(recordings.getDouble("covered")).isCloseTo(19 / 24.0, within(0.01));
        assertThat(recordings.getInteger("whole")).isZero();
        assertThat(recordings.getInteger("unanswered")).isZero();
    }

    private void theTableAndTheMetricsSayTheSame() {
        List<String> lines = cascade.gateway
                .get("/api/v1/assessment?format=csv")
                .body()
                .lines()
                .toList();
        List<String> names = List.of(lines.getFirst().substring(1).split(",", -1));
        List<String> values = List.of(lines.get(1).split(",", -1));
        assertThat(values.get(names.indexOf("domain"))).isEqualTo(LOWER);
        assertThat(values.get(names.indexOf("open-success"))).isEqualTo("0.5000");
        assertThat(values.get(names.indexOf("opened-refused"))).isEqualTo("1");
        assertThat(values.get(names.indexOf("round-failures"))).isEqualTo("3");
        assertThat(values.get(names.indexOf("recorded-channels"))).isEqualTo("6");

        assertThat(openings("patrol", "picture")).isEqualTo(2);
        assertThat(openings("patrol", "refused")).isOne();
        assertThat(openings("patrol", "silent")).isOne();
        assertThat(openings("patrol", "no-media")).isOne();
        // sampled by its interval
        await().untilAsserted(() -> {
            assertThat(cascade.gateway.metric("cascade_assessed_open_success_ratio"))
                    .isEqualTo(0.5);
            assertThat(cascade.gateway.metric("cascade_patrol_channels", "picture"))
                    .isEqualTo(3);
        });
        assertThat(cascade.gateway.metric("cascade_first_frame_seconds_count")).isEqualTo(3);
    }

    private void noViewerNoticed(PlayedStream watched, String stream) {
        assertThat(invitesDown())
                .as("each camera once, the watched one not again")
                .isEqualTo(CAMERAS);
        await().until(() -> cascade.gateway.streams().size() == 1);
        assertThat(cascade.gateway.streams().getJsonObject(0).getString("id")).isEqualTo(stream);
        assertThat(cascade.gateway.recentCalls()).as("no call but the viewer's").isEmpty();
        await().until(() -> cascade.gateway.metric("cascade_orphans") == 0);
        assertThat(watched.ended().isComplete()).isFalse();
        assertThat(watched.stop().await().packets()).isPositive();
    }
}
