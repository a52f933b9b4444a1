package cascade.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.assembly.metering.PageCheck;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.monitoring.MeterName;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics page of a gateway that relays, refuses and fails: nothing on it that is not in {@code docs/metrics.md}. */
class MetricsUnderLoadIT {

    private static final LoopbackSubnet NET = LoopbackSubnet.next();
    private static final int CAMERAS = 6;
    private static final List<DeviceId> CHANNELS = SimulatedCascade.cameras(CAMERAS);
    private static final DeviceId BUSY = CHANNELS.get(3);
    private static final DeviceId MUTE = CHANNELS.get(4);
    private static final DeviceId NOBODY = new DeviceId("37280600001329999999");
    private static final String MORE = """
            gateway.media { silent-after = 300ms, no-media-timeout = 60s, rtcp = terminate }
            gateway.catalog.quality-interval = 1s
            gateway.limits.max-bandwidth = 800Mbps
            """;

    /** That this load does not bring about, or that need the program's own log. */
    private static final Set<MeterName> NOT_HERE = EnumSet.of(
            MeterName.SIP_RETRANSMISSIONS,
            MeterName.REPLACED_CHARACTERS,
            MeterName.SIP_REPAIRS,
            MeterName.RTP_DROPPED_PACKETS,
            MeterName.RTP_ROUND_TRIP,
            MeterName.LOG_LINES,
            MeterName.LOG_LINES_DROPPED);

    @TempDir
    static Path data;

    private static SimulatedCascade cascade;

    /** With what is kept over a restart, which tests do without otherwise. */
    private static String more() {
        return MORE + "gateway { store.kind = local, data-dir = \"" + data + "\" }\n";
    }

    @BeforeAll
    static void load() throws IOException {
        cascade = SimulatedCascade.at(NET)
                .config(more())
                .lower(lower -> lower.cameras(CAMERAS)
                        .faults(Map.of(
                                BUSY, LowerFaults.NONE.withReject(486),
                                MUTE, LowerFaults.NONE.withoutMedia())))
                .start()
                .up(CAMERAS);
        for (DeviceId channel : CHANNELS.subList(0, 3)) {
            cascade.upper.play(channel).await();
        }
        cascade.upper.invite(MUTE);
        isRefused(BUSY);
        isRefused(NOBODY);
        cascade.upper
                .ask(CHANNELS.getFirst(), FunctionRequest.sample(DeviceFunction.DEVICE_INFO))
                .await();
        cascade.gateway.post("gateway { nonsense = 1 }");
        aStrangerRegisters();
        await().until(() -> cascade.gateway.metric("cascade_rtp_packets_total", "direction=\"out\"") > 100
                && cascade.gateway.metric("cascade_sip_rejected_total", "domain=\"unknown\"") > 0
                && cascade.gateway.metric("cascade_zero_packet_streams", "ncg") == 1
                && cascade.gateway.get("/metrics").body().contains("cascade_catalog_quality{")
                && cascade.gateway
                        .get("/metrics")
                        .body()
                        .contains("cascade_socket_drops_total{network=\"city\",socket=\"sip\""));
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    private static void isRefused(DeviceId channel) {
        cascade.upper
                .invite(channel)
                .transform(answered -> Future.succeededFuture(answered.failed()))
                .await();
    }

    /** With ids and addresses wherever a message has room for one. */
    private static void aStrangerRegisters() throws IOException {
        String host = NET.host(99);
        try (var socket = new DatagramSocket(new InetSocketAddress(host, 0))) {
            byte[] register = ("REGISTER sip:37280600002000000001@" + NET.host(1) + ":7100 SIP/2.0\r\n"
                            + "Via: SIP/2.0/UDP " + host + ":" + socket.getLocalPort() + ";branch=z9hG4bK-1\r\n"
                            + "From: <sip:99999999999999999999@" + host + ">;tag=1\r\n"
                            + "To: <sip:99999999999999999999@" + host + ">\r\n"
                            + "Call-ID: 99999999999999999999@" + host + "\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\n"
                            + "Contact: <sip:99999999999999999999@" + host + ":5060>\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(UTF_8);
            socket.send(new DatagramPacket(register, register.length, InetAddress.getByName(NET.host(1)), 7100));
        }
    }

    @Test
    void everyNameTypeLabelAndValueIsInTheCatalogueAndEveryMeterOfItOnThePage() throws IOException {
        PageCheck check = PageCheck.of(
                cascade.gateway.get("/metrics").body(), ConfigText.load(SimulatedCascade.config(NET, more())));

        assertThat(check.complaints()).isEmpty();
        Set<MeterName> missing = EnumSet.allOf(MeterName.class);
        missing.removeAll(check.seen());
        missing.removeAll(NOT_HERE);
        assertThat(missing).isEmpty();
    }

    @Test
    void noLabelHasAnIdOrAnAddress() {
        assertThat(cascade.gateway.get("/metrics").body())
                .doesNotContainPattern("=\"[^\"]*\\d{18,}[^\"]*\"")
                .doesNotContainPattern("=\"[^\"]*\\d+\\.\\d+\\.\\d+\\.\\d+[^\"]*\"")
                .doesNotContainPattern("=\"[^\"]*@[^\"]*\"");
    }

    @Test
    void aFailedCallIsItsSidesFailure() {
        assertThat(cascade.gateway.metric(
                        "cascade_call_setup_failures_total", "domain=\"ncg\"", "side=\"lower\"", "rejected-by-lower"))
                .isOne();
        assertThat(cascade.gateway.metric(
                        "cascade_call_setup_failures_total", "domain=\"city\"", "side=\"gateway\"", "not-found"))
                .isOne();
        assertThat(cascade.gateway.metric("cascade_call_setup_failures_total")).isEqualTo(2);
    }

    @Test
    void theGatewayShowsWhatIsUsedOfItsLimitsAndThatItsClockAgrees() {
        double streams = cascade.gateway.metric("cascade_streams", "ncg");
        double limit = cascade.gateway.metric("cascade_limit", "ncg", "streams");
        assertThat(streams).isEqualTo(4);
        assertThat(cascade.gateway.metric("cascade_limit_used_ratio", "ncg")).isEqualTo(streams / limit);
        assertThat(cascade.gateway.metric("cascade_limit_used_ratio", "domain=\"\"", "bandwidth"))
                .isPositive();
        assertThat(cascade.gateway.metric("cascade_clock_offset_seconds", "city"))
                .isBetween(-30.0, 30.0);
        assertThat(cascade.gateway.metric("cascade_config_last_reload_successful"))
                .isZero();
        assertThat(cascade.gateway.metric("cascade_call_admission_ratio")).isOne();
    }

    @Test
    void openMetricsNamesACallThatTheApiKnows() {
        var page = cascade.gateway.get("/metrics", Map.of("Accept", "application/openmetrics-text"));
        assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(page.body()).endsWith("# EOF\n");
        var exemplar = Pattern.compile("cascade_first_packet_seconds_bucket.*call_id=\"([^\"]+)\"")
                .matcher(page.body());
        assertThat(exemplar.find()).isTrue();
        assertThat(cascade.gateway.streams().encode()).contains("\"id\":\"" + exemplar.group(1) + "\"");
    }
}
