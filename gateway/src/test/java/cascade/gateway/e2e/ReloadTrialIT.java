package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import cascade.gateway.testkit.media.PacedCamera;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty reloads a second under running calls: domains come, change and go, settings change to and fro, some
 * configurations are refused. No packet of the calls is lost, every question has its answer, and nothing is left over.
 */
@Tag("alone")
class ReloadTrialIT {

    private static final int VIEWERS = 5;
    private static final int CAMERA_PORT = 6_100;
    private static final int CAMERA_SSRC = 100_007_399;
    private static final int FIRST_VIEWER_PORT = 10_000;
    private static final int RELOADS_A_SECOND = 20;
    private static final long HEAP_SLACK_BYTES = 8 << 20;
    private static final String MORE = """
            gateway.media { stream-linger = 30s, media-timeout = 10s, no-media-timeout = 10s }
            gateway.call { ack-timeout = 30s, lower-answer-timeout = 30s }
            """;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final Film film = new Film(seed, CAMERA_SSRC);
    private final ScriptedCascade cascade = new ScriptedCascade(MORE);
    private final FilmViewers viewers = new FilmViewers();
    private final FilmCamera camera = FilmCamera.udp(film, at(cascade.lowerHost, CAMERA_PORT));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final WillingUpper north = new WillingUpper(cascade.upperHost.replaceAll("\\.10$", ".12"));
    private final List<FilmRun> runs = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        camera.close();
        viewers.close();
        cascade.close();
        north.close();
    }

    @Test
    void callsLoseNothingAndNothingIsLeftOver() throws Exception {
        cascade.up();
        begin();
        // classes, pools and meters of the first rounds are no leak
        reloadFor(40);
        settle();
        Holdings before = Holdings.of(cascade.gateway);
        long seenBefore = seen();

        reloadFor(Math.toIntExact(Trials.duration().toSeconds() * RELOADS_A_SECOND));
        settle();
        Holdings after = Holdings.of(cascade.gateway);

        assertThat(answers.keySet()).as("seed %d", seed).isSubsetOf("200 applied", "200 unchanged", "422");
        assertThat(answers.get("200 applied")).isPositive();
        assertThat(answers.get("422")).isPositive();
        assertThat(seen()).isGreaterThan(seenBefore);
        assertThat(runs)
                .as("seed %d", seed)
                .allSatisfy(run -> assertThat(run.fault()).isEmpty());
        assertThat(cascade.gateway.streams()).hasSize(1);
        cascade.upper.hasNot("BYE", "");
        cascade.lower.hasNot("BYE", "");
        assertThat(after.series()).containsAll(before.series());
        // who stays may say something for the first time meanwhile: a keepalive; drops of sockets are looked for now
        // and then
        assertThat(after.series())
                .filteredOn(series -> !before.series().contains(series))
                .allMatch(series -> series.contains("domain=\"city\"")
                        || series.contains("domain=\"ncg\"")
                        || series.startsWith("cascade_socket_drops_total"));
        // the test's own HTTP connections come and go; a leak would be one a reload
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 20);
        assertThat(after.heap()).isLessThan(before.heap() + HEAP_SLACK_BYTES);
        assertThat(north.isQuiet())
                .as("an upper that is gone hears nothing more")
                .isTrue();
        System.out.printf(
                "reloads: seed %d, %s, %d packets seen, before %s, after %s%n", seed, answers, seen(), before, after);
    }

    /** One call below, some above, all watching. */
    private void begin() {
        SipRequest inviteDown = null;
        for (int number = 0; number < VIEWERS; number++) {
            int ssrc = 100_000_000 + number;
            FilmRun run = new FilmRun(film, ssrc);
            FilmViewers.Viewer viewer = viewers.udp(at(cascade.upperHost, FIRST_VIEWER_PORT + 2 * number));
            viewer.watches(run);
            runs.add(run);
            String offer =
                    cascade.offer(viewer.address().getPort()).replace("y=0100000042", String.format("y=%010d", ssrc));
            SipRequest invite = cascade.invite(CHANNEL, offer).build();
            cascade.upper.sends(invite);
            if (number == 0) {
                inviteDown = cascade.lower.expectsRequest("INVITE");
                cascade.lowerAccepts(inviteDown, CAMERA_PORT);
            }
            SipResponse ok = cascade.upper.expectsResponse(200, invite);
            cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        }
        cascade.lower.expectsRequest("ACK");
        camera.aimAt(PacedCamera.receiver(inviteDown.bodyText()));
        camera.roll(clock, 4, 20, TimeUnit.MILLISECONDS);
        await().until(() -> runs.stream().allMatch(run -> run.packets() > 0));
    }

    /** Asks so often a second, whether or not the one before is answered. */
    private void reloadFor(int reloads) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < reloads; i++) {
            cascade.gateway.write(anyConfiguration());
            asked.add(cascade.gateway.asks("POST", "/api/v1/reload"));
            long due = start + (i + 1) * TimeUnit.SECONDS.toNanos(1) / RELOADS_A_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        for (CompletableFuture<HttpResponse<String>> answer : asked) {
            HttpResponse<String> response = answer.get(Patience.millis(), TimeUnit.MILLISECONDS);
            String result =
                    response.statusCode() == 200 ? " " + new JsonObject(response.body()).getString("result") : "";
            answers.merge(response.statusCode() + result, 1, Integer::sum);
        }
    }

    private String anyConfiguration() {
        StringBuilder text = new StringBuilder(cascade.config(MORE));
        List<String> lines = List.of(
                "domains.east { role = lower, network = district, device-id = \"37280700000000000000\" }",
                "domains.west { role = lower, network = district, device-id = \"37280800000000000000\","
                        + " hosts = [\"" + cascade.districtHost.replaceAll("\\.2$", ".21") + ":7100\"] }",
                "domains.north { role = upper, network = city, device-id = \"37280900000000000000\"," + " hosts = [\""
                        + north.host() + ":7100\"], keepalive { interval = 1s, max-missed = 3 } }",
                "domains.city.max-viewers = " + (VIEWERS + random.nextInt(9)),
                "domains.city.permissions = [live]",
                "domains.city.quirks.limit-status = 503",
                "domains.ncg.max-streams = " + (1 + random.nextInt(9)),
                "domains.ncg.keepalive.timeout = " + (100 + random.nextInt(100)) + "s",
                "gateway.limits.max-streams = " + (1 + random.nextInt(9)),
                "gateway.user-agent = gateway-" + random.nextInt(3),
                "gateway.sip.source-rate = " + (900 + random.nextInt(9)),
                "gateway.media.stream-linger = " + random.nextInt(9) + "s",
                "gateway.call.reaper-interval = " + (300 + random.nextInt(9)) + "ms");
        for (String line : lines) {
            if (random.nextBoolean()) {
                text.append(line).append('\n');
            }
        }
        if (random.nextInt(10) == 0) {
            text.append("domains.city.max-viewers = many\n");
        }
        return text.toString();
    }

    /** Back to where it began, and what ends by itself has ended. */
    private void settle() {
        cascade.gateway.reload(cascade.config(MORE));
        await().until(() -> cascade.gateway.metric("cascade_orphans") == 0 && north.isQuiet());
    }

    private long seen() {
        return runs.stream().mapToLong(FilmRun::packets).sum();
    }

    /**
     * What a gateway holds.
     *
     * @param series names and labels of its metrics
     */
    private record Holdings(List<String> series, long descriptors, long heap) {

        static Holdings of(RunningGateway gateway) {
            List<String> series = gateway.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("cascade_"))
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .sorted()
                    .collect(Collectors.toList());
            System.gc();
            var system = (com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Holdings(
                    series,
                    system.getOpenFileDescriptorCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        @Override
        public String toString() {
            return String.format("%d series, %d descriptors, %.1f MiB", series.size(), descriptors, heap / 1048576.0);
        }
    }
}
