package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.PtzCode;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.GatewayProcess;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.gateway.testkit.sip.RawPeer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gateway in a process of its own, as operators run it, between platforms that do what the demo's do, over and over
 * instead of once: pictures of four cameras, two of which are watched all the time, commands, searches for recordings,
 * alarms. Beside it the little trouble of every day: a SIP datagram in ten is lost, a camera is asked for that is not
 * there, a stranger knocks, another lower is away.
 */
final class CascadeLoad implements AutoCloseable {

    /** Domain of the lower that never comes. */
    static final String AWAY = "away";

    private static final int CAMERAS = 4;
    /** Some of them are to be seen. */
    private static final Duration KEEPALIVE = Duration.ofSeconds(2);

    private static final DeviceId UNKNOWN_CAMERA = new DeviceId("37280699991320000001");
    private static final String MORE = RunningGateway.UNHURRIED + """
            gateway.assessment { sample-interval = 1s, patrol { rate = 60, round = 1s }, recordings.rate = 60 }
            domains.%s {
              role = lower, network = district, profile = hikvision-ncg
              device-id = "37280700000000000000"
              allow-from = ["127.99.0.1/32"]
            }
            """.formatted(AWAY);
    /** Its lines end with a bare LF, which is repaired and counted; who sends it is unknown, which is refused and counted. */
    private static final String STRANGER = """
            REGISTER sip:GATEWAY:7100 SIP/2.0
            Via: SIP/2.0/UDP STRANGER;branch=z9hG4bK-ROUND
            From: <sip:37990000000000000000@STRANGER>;tag=1
            To: <sip:37990000000000000000@STRANGER>
            Call-ID: ROUND
            CSeq: 1 REGISTER
            Contact: <sip:37990000000000000000@STRANGER>
            Max-Forwards: 70
            Content-Length: 0

            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<DeviceId> cameras = SimulatedCascade.cameras(CAMERAS);
    private final GatewayProcess gateway;
    private final SimulatedUpper upper;
    private final SimulatedLower lower;
    private final String adminAddress;
    private final RawPeer stranger;
    private final String register;
    private final Thread rounds = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean isOver;

    private CascadeLoad(LoopbackSubnet net, GatewayProcess gateway) {
        this.gateway = gateway;
        String host = SimulatedCascade.cityHost(net);
        adminAddress = host + ":9180";
        upper = new SimulatedUpper(
                vertx,
                UpperOptions.builder(SimulatedCascade.upperAddress(net))
                        .filter(losingOneInTen())
                        .build());
        lower = new SimulatedLower(
                vertx,
                SimulatedCascade.lowerOptions(net)
                        .cameras(CAMERAS)
                        .register(new LowerOptions.RegisterTimes(
                                Duration.ofHours(1), Duration.ofSeconds(1), KEEPALIVE, 3))
                        .filter(losingOneInTen())
                        .build());
        String strange = net.host(99);
        stranger = new RawPeer(strange, new InetSocketAddress(host, 7100));
        register = STRANGER.replace("GATEWAY", host).replace("STRANGER", strange + ":" + stranger.port());
    }

    private static DatagramFilter losingOneInTen() {
        var datagrams = new AtomicInteger();
        return outgoing -> datagrams.incrementAndGet() % 10 != 0;
    }

    /** @param folder for the gateway's configuration and what it prints */
    static CascadeLoad start(LoopbackSubnet net, Path folder) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("gateway.conf"), SimulatedCascade.config(net, MORE));
        var load = new CascadeLoad(net, GatewayProcess.start(folder, "run", "--config", config.toString()));
        load.upper.start().await();
        load.awaitReady();
        load.lower.start().await();
        load.rounds.start();
        return load;
    }

    private void awaitReady() {
        await().until(() -> {
            assertThat(gateway.isAlive())
                    .as(() -> String.join("\n", gateway.err()))
                    .isTrue();
            return gateway.out().stream().anyMatch(line -> line.startsWith("READY"));
        });
    }

    String adminAddress() {
        return adminAddress;
    }

    private void run() {
        await().until(() -> upper.channels().size() >= CAMERAS);
        settled(upper.play(cameras.get(0)));
        settled(upper.play(cameras.get(1)));
        for (int round = 0; !isOver; round++) {
            settled(upper.play(cameras.get(2 + round % 2)).compose(PlayedStream::stop));
            settled(upper.ask(cameras.getFirst(), FunctionRequest.ptz(PtzCode.right(31))));
            Instant now = Instant.now();
            settled(upper.ask(cameras.getFirst(), FunctionRequest.records(now.minusSeconds(3600), now)));
            settled(upper.play(UNKNOWN_CAMERA));
            settled(lower.alarm(cameras.getFirst()));
            stranger.send(register.replace("ROUND", "round-" + round));
            request("GET", "/api/v1/catalog/quality");
            request("POST", "/api/v1/reload");
        }
    }

    /** Over, well or not: what comes of it is for others to test. */
    private static void settled(Future<?> future) {
        future.transform(ended -> Future.succeededFuture()).await();
    }

    private void request(String method, String path) {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://" + adminAddress + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** From below, as the demo does. */
    @Override
    public void close() {
        isOver = true;
        await().until(() -> !rounds.isAlive());
        stranger.close();
        lower.stop().await();
        gateway.signal("TERM");
        gateway.exitStatus();
        gateway.close();
        upper.stop().await();
        vertx.close().await();
        http.close();
    }
}
