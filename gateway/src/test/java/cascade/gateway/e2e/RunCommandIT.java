package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.GatewayProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cascade-gateway run} as its caller sees it: READY, signals, exit statuses and what is said on which stream. */
@Tag("processes")
class RunCommandIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String HOST = SUBNET.host(1);
    private static final String GATEWAY = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "SUBNET.1", port = 9180 }
              networks.city { sip { bind = "SUBNET.1", port = 7100 }, media { ports = "20000-20099" } }
            }
            """.replace("SUBNET", SUBNET.prefix());

    /** Nobody is there: the gateway must start and stop all the same. */
    private static final String CITY = """
            domains.city {
              role = upper, network = city, device-id = "37280000000000000000"
              hosts = ["SUBNET.10:7100"]
            }
            """.replace("SUBNET", SUBNET.prefix());

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void configuration() throws IOException {
        config = Files.createDirectories(directory.resolve("config"));
        Files.createDirectories(config.resolve("domains"));
        Files.writeString(config.resolve("gateway.conf"), GATEWAY);
        Files.writeString(config.resolve("domains").resolve("city.conf"), CITY);
    }

    private GatewayProcess run() {
        return GatewayProcess.start(directory, "run", "--config", config.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    @FieldReport(value = "operator 15", part = "lines at start and end")
    void saysReadyOnceAllIsUpAndEndsWithStatus0OnASignal(String signal) throws Exception {
        try (GatewayProcess gateway = run()) {
            await().until(() -> gateway.out().stream().anyMatch(line -> line.startsWith("READY")));
            assertThat(gateway.out().stream().filter(line -> line.startsWith("READY")))
                    .containsExactly("READY sip=%1$s:7100 admin=%1$s:9180".formatted(HOST));
            assertThat(adminIsUp()).isTrue();

            gateway.signal(signal);

            assertThat(gateway.exitStatus()).isZero();
            assertThat(gateway.err()).isEmpty();
            assertThat(gateway.out().stream().filter(line -> line.contains("gateway started")))
                    .singleElement()
                    .asString()
                    .contains("version=", "build=", "gbId=\"37280600002000000001\"", "uppers=\"[city]\"");
            assertThat(gateway.out().stream().filter(line -> line.contains("gateway stopped")))
                    .singleElement()
                    .asString()
                    .contains("uptime=");
        }
        // what it listened on is free again
        new DatagramSocket(7100, InetAddress.getByName(HOST)).close();
    }

    @Test
    void looksAtItsConfigurationOnSighupAndKeepsTheRunningOneWhereItIsFaulty() throws Exception {
        // its own watch must not come first
        Files.writeString(config.resolve("gateway.conf"), GATEWAY + "gateway.scan-interval = 1h\n");
        try (GatewayProcess gateway = run()) {
            await().until(() -> gateway.out().stream().anyMatch(line -> line.startsWith("READY")));
            Files.writeString(config.resolve("domains").resolve("city.conf"), CITY.replace("upper,", "uper,"));

            gateway.signal("HUP");

            await().until(() ->
                    gateway.out().stream().anyMatch(line -> line.contains("city.conf:2: domains.city.role")));
            assertThat(adminIsUp()).isTrue();
            gateway.signal("TERM");
            assertThat(gateway.exitStatus()).isZero();
        }
    }

    @Test
    void takesOverAChangedFileByItself() throws Exception {
        Files.writeString(config.resolve("gateway.conf"), GATEWAY + "gateway.scan-interval = 1s\n");
        takesOverANewDomain(gateway -> {});
    }

    @Test
    void takesOverAChangedFileOnSighup() throws Exception {
        // its own watch must not come first
        Files.writeString(config.resolve("gateway.conf"), GATEWAY + "gateway.scan-interval = 1h\n");
        takesOverANewDomain(gateway -> gateway.signal("HUP"));
    }

    private void takesOverANewDomain(Consumer<GatewayProcess> ask) {
        try (GatewayProcess gateway = run()) {
            await().until(() -> gateway.out().stream().anyMatch(line -> line.startsWith("READY")));
            write("east.conf", """
                    domains.east {
                      role = lower, network = city, device-id = "37280700000000000000", allow-from = ["192.0.2.7"]
                    }
                    """);

            ask.accept(gateway);

            await().until(() -> gateway.out().stream()
                    .anyMatch(line -> line.contains("configuration applied") && line.contains("domains.east")));
            gateway.signal("TERM");
            assertThat(gateway.exitStatus()).isZero();
        }
    }

    private void write(String domain, String content) {
        try {
            Files.writeString(config.resolve("domains").resolve(domain), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean adminIsUp() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://" + HOST + ":9180/health/live"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    @Test
    void endsWithStatus2AndTheLinesOfEveryConfigurationProblem() throws IOException {
        Files.writeString(
                config.resolve("gateway.conf"),
                GATEWAY.replace("37280600002000000001", "123").replace("admin { bind", "admin { bnd"));
        Files.writeString(
                config.resolve("domains").resolve("city.conf"), CITY.replace("network = city", "network = town"));

        try (GatewayProcess gateway = run()) {
            assertThat(gateway.exitStatus()).isEqualTo(2);
            assertThat(gateway.err())
                    .containsExactly(
                            config + "/domains/city.conf:2: domains.city.network: there is no network town; "
                                    + "expected a key of gateway.networks",
                            config + "/gateway.conf:2: gateway.device-id: \"123\" is not a platform id; "
                                    + "expected 20 digits",
                            config + "/gateway.conf:3: gateway.admin.bnd: unknown key; did you mean bind?");
            assertThat(gateway.out()).noneMatch(line -> line.startsWith("READY"));
        }
    }

    @Test
    void endsWithStatus1AndNamesTheSipPortThatIsTaken() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(7100, InetAddress.getByName(HOST))) {
            startFails(HOST + ":7100", udp);
        }
    }

    @Test
    void endsWithStatus1AndNamesTheTcpPortThatIsTaken() throws IOException {
        try (ServerSocket tcp = new ServerSocket(7100, 1, InetAddress.getByName(HOST))) {
            startFails(HOST + ":7100", tcp);
        }
    }

    @Test
    void endsWithStatus1AndNamesTheAdminPortThatIsTaken() throws IOException {
        try (ServerSocket admin = new ServerSocket(9180, 1, InetAddress.getByName(HOST))) {
            startFails(HOST + ":9180", admin);
        }
    }

    private void startFails(String address, Closeable taken) {
        try (GatewayProcess gateway = run()) {
            assertThat(gateway.exitStatus())
                    .as("with %s taken by %s", address, taken)
                    .isEqualTo(1);
            assertThat(gateway.err()).singleElement().asString().contains("not started", address);
            assertThat(gateway.out()).noneMatch(line -> line.startsWith("READY"));
        }
    }
}
