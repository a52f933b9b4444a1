package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.gateway.testkit.media.MediaSinks;
import cascade.gateway.testkit.sip.SippScenario;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIPp as the upper platform: registrar, subscriber and a hundred viewers of a simulated lower's real video. */
@Tag("processes")
class SippUpperIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String HOST = SimulatedCascade.upperAddress(SUBNET).host();
    private static final String GATEWAY = SimulatedCascade.cityHost(SUBNET) + ":7100";
    private static final int CAMERAS = 4;
    private static final int CALLS = 100;
    private static final int FIRST_RTP_PORT = 40_000;
    /** Ten seconds of 25 frames, each at least a packet, less what the call's set-up takes on a busy machine. */
    private static final long LEAST_PACKETS = 200;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private SippScenario registrar;
    private RunningGateway gateway;
    private SimulatedLower lower;

    @BeforeEach
    void up() {
        registrar = SippScenario.start(directory, "upper-registrar", "-i", HOST, "-p", "7100");
        gateway = RunningGateway.of(SimulatedCascade.config(SUBNET, "domains.city.quirks.follow-contact = true"));
        lower = new SimulatedLower(
                vertx, SimulatedCascade.lowerOptions(SUBNET).cameras(CAMERAS).build());
        lower.start().await();
        await().until(() -> gateway.isOnline("city")
                && gateway.domain("city").getJsonObject("counters").getInteger("channels") == CAMERAS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        lower.stop().await();
        vertx.close().await();
        registrar.close();
    }

    @Test
    void subscribesToTheCatalogAndIsNotified() {
        try (SippScenario sipp =
                SippScenario.start(directory, "upper-subscribe", "-i", HOST, "-p", "7101", "-m", "1", GATEWAY)) {
            assertThat(sipp.succeeds().statistic("SuccessfulCall(C)")).isEqualTo(1);
        }
    }

    @Test
    void playsAHundredCallsAtTenASecondAndLosesNone() throws IOException {
        try (MediaSinks sinks = new MediaSinks(HOST, FIRST_RTP_PORT, CALLS);
                SippScenario sipp = SippScenario.start(
                        directory,
                        "upper-play",
                        "-i",
                        HOST,
                        "-p",
                        "7102",
                        "-mi",
                        HOST,
                        "-inf",
                        callsFile().toString(),
                        "-m",
                        Integer.toString(CALLS),
                        "-l",
                        Integer.toString(CALLS),
                        "-r",
                        "10",
                        GATEWAY)) {
            sipp.succeeds();

            assertThat(sipp.statistic("SuccessfulCall(C)")).isEqualTo(CALLS);
            assertThat(sipp.statistic("FailedCall(C)")).isZero();
            List<MediaSinks.Sink> seen = sinks.stop();
            assertThat(seen).allSatisfy(sink -> {
                assertThat(sink.packets()).as("packets to %d", sink.port()).isGreaterThan(LEAST_PACKETS);
                assertThat(sink.gaps()).as("gaps at %d", sink.port()).isZero();
                assertThat(sink.ssrcs()).as("SSRCs at %d", sink.port()).hasSize(1);
            });
            assertThat(seen.stream().flatMap(sink -> sink.ssrcs().stream()).collect(Collectors.toSet()))
                    .as("an SSRC for each call")
                    .hasSize(CALLS);
        }
        await().untilAsserted(() -> {
            assertThat(gateway.metric("cascade_calls_total", "cause=\"upper-bye\""))
                    .isEqualTo(CALLS);
            assertThat(gateway.streams()).isEmpty();
            assertThat(gateway.metric("cascade_media_ports", "state=\"used\"")).isZero();
        });
        assertThat(gateway.metric("cascade_orphans")).isZero();
        assertThat(gateway.metric("cascade_rtp_lost_packets_total")).isZero();
        assertThat(gateway.metric("cascade_rtp_dropped_packets_total")).isZero();
    }

    /** A line for each call: which channel, and where its media goes. */
    private Path callsFile() throws IOException {
        List<DeviceId> cameras = SimulatedCascade.cameras(CAMERAS);
        String lines = IntStream.range(0, CALLS)
                .mapToObj(call -> cameras.get(call % CAMERAS) + ";" + (FIRST_RTP_PORT + 2 * call))
                .collect(Collectors.joining("\n"));
        return Files.writeString(directory.resolve("calls.csv"), "SEQUENTIAL\n" + lines + "\n");
    }
}
