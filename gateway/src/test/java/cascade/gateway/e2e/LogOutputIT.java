package cascade.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.GatewayProcess;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a standard output that takes nothing: a pipe whose reader stands still, a disk that is full. */
@Tag("processes")
class LogOutputIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String HOST = SUBNET.host(1);
    private static final String DISTRICT = SUBNET.host(20);
    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "HOST", port = 9180 }
              networks.city { sip { bind = "HOST", port = 7100 }, media { ports = "20000-20099" } }
              log.buffer = 64KiB
            }
            domains.district {
              role = lower, network = city, device-id = "37280600000000000000", allow-from = ["DISTRICT"]
            }
            """.replace("HOST", HOST).replace("DISTRICT", DISTRICT);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path config;

    @BeforeEach
    void configuration() throws IOException {
        config = Files.writeString(directory.resolve("all.conf"), CONFIG);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    @FieldReport("operator 1")
    void aReaderThatStandsStillStopsNeitherSipNorHttpNorTheEnd() throws Exception {
        try (GatewayProcess gateway = start(ProcessBuilder.Redirect.PIPE)) {
            var lines = new BufferedReader(new InputStreamReader(gateway.pipe(), UTF_8));
            while (!lines.readLine().startsWith("READY")) {
                // up to here it is read, from here on never again
            }

            logUntilLinesAreDropped();

            assertThat(answerToOptions()).startsWith("SIP/2.0 200 ");
            assertThat(get("/health/live")).contains("sip-city");
            gateway.signal("TERM");
            assertThat(gateway.exitStatus()).isZero();
        }
    }

    @Test
    @FieldReport("operator 18")
    void countsLinesThatAFullDiskRefuses() throws Exception {
        try (GatewayProcess gateway = start(ProcessBuilder.Redirect.to(new File("/dev/full")))) {
            await().ignoreExceptions().until(() -> !get("/health/live").isEmpty());

            logUntilLinesAreDropped();

            gateway.signal("TERM");
            assertThat(gateway.exitStatus()).isZero();
        }
    }

    @Test
    @FieldReport(value = "operator 3", part = "DEBUG")
    void debugIsALineAMessage() throws Exception {
        GatewayProcess debugging = GatewayProcess.start(
                directory,
                builder -> builder.environment().put("CASCADE_LOG_LEVEL", "DEBUG"),
                "run",
                "--config",
                config.toString());
        try (GatewayProcess gateway = debugging) {
            await().until(() -> gateway.out().stream().anyMatch(line -> line.startsWith("READY")));

            answerToOptions();

            await().untilAsserted(() -> assertThat(gateway.out())
                    .anySatisfy(line -> assertThat(line)
                            .contains("message received", "peer=\"district\"", "method=\"OPTIONS\"", "callId=\"log@"))
                    .anySatisfy(line -> assertThat(line)
                            .contains("message sent", "peer=\"district\"", "status=\"200\"", "callId=\"log@")));
        }
    }

    @Test
    void aLineIsAnObjectWhereTheConfigurationSaysSo() throws Exception {
        Files.writeString(config, CONFIG + "gateway.log.format = json\n");
        GatewayProcess json = GatewayProcess.start(directory, builder -> {}, "run", "--config", config.toString());
        try (GatewayProcess gateway = json) {
            await().until(() -> gateway.out().stream().anyMatch(line -> line.startsWith("READY")));

            List<String> lines = gateway.out().stream()
                    .filter(line -> !line.startsWith("READY"))
                    .toList();
            assertThat(lines)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(new JsonObject(line).getString("message"))
                            .isNotEmpty());
            assertThat(lines)
                    .anySatisfy(line -> assertThat(new JsonObject(line))
                            .contains(entry("message", "gateway started"), entry("level", "INFO")));
        }
    }

    private GatewayProcess start(ProcessBuilder.Redirect out) {
        return GatewayProcess.start(
                directory,
                builder -> builder.redirectOutput(out).environment().put("CASCADE_LOG_LEVEL", "DEBUG"),
                "run",
                "--config",
                config.toString());
    }

    /** Each request and its answer are a line at DEBUG; some hundreds of them fill the pipe and then the buffer. */
    private void logUntilLinesAreDropped() throws IOException {
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(DISTRICT, 0))) {
            var number = new AtomicInteger();
            await().ignoreExceptions().pollInterval(Duration.ofMillis(1)).until(() -> {
                for (int i = 0; i < 50; i++) {
                    sendOptions(peer, "fill" + number.incrementAndGet());
                }
                return dropped() > 0;
            });
        }
    }

    private double dropped() throws IOException, InterruptedException {
        Matcher sample = Pattern.compile("cascade_log_lines_dropped_total\\{level=\"debug\"} (\\S+)")
                .matcher(get("/metrics"));
        assertThat(sample.find()).isTrue();
        return Double.parseDouble(sample.group(1));
    }

    private String answerToOptions() throws IOException {
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(DISTRICT, 0))) {
            peer.setSoTimeout(Patience.millis());
            sendOptions(peer, "log");
            var answer = new DatagramPacket(new byte[2_000], 2_000);
            peer.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), UTF_8);
        }
    }

    private static void sendOptions(DatagramSocket peer, String name) throws IOException {
        String address = DISTRICT + ":" + peer.getLocalPort();
        byte[] options = ("OPTIONS sip:37280600002000000001@" + HOST + ":7100 SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP " + address + ";branch=z9hG4bK-" + name + "\r\n"
                        + "From: <sip:37280600000000000000@" + address + ">;tag=1\r\n"
                        + "To: <sip:37280600002000000001@" + HOST + ":7100>\r\n"
                        + "Call-ID: " + name + "@lower\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(UTF_8);
        peer.send(new DatagramPacket(options, options.length, InetAddress.getByName(HOST), 7100));
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":9180" + path))
                .timeout(Duration.ofSeconds(5));
    }
}
