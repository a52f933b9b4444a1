package cascade.gateway.bench.metrics;

import cascade.config.GatewayConfig;
import cascade.gateway.assembly.metering.GatewayMeters;
import cascade.gateway.assembly.metering.SipMetering;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.CallCause;
import cascade.monitoring.CatalogResult;
import cascade.monitoring.Meters;
import cascade.monitoring.MetricsFormat;
import cascade.monitoring.RegistrationResult;
import cascade.monitoring.StreamKind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the metrics page of a large gateway costs: 200 domains that have seen every kind of message, call and trouble, 1,000
 * streams with 5,000 viewers. Measures a scrape in both formats, and the sample of the media plane that the control loop
 * takes once a second. The goal is 50 ms for a scrape; a scrape is rendered on a worker.
 */
public final class BenchScrape {

    private static final int UPPERS = 50;
    private static final int LOWERS = 150;
    private static final int STREAMS = 1_000;
    private static final int VIEWERS_OF_ONE = 5;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 100;
    private static final List<String> METHODS =
            List.of("REGISTER", "MESSAGE", "INVITE", "ACK", "BYE", "INFO", "SUBSCRIBE", "NOTIFY");
    private static final List<String> STATUSES = List.of("", "100", "200", "401", "403", "404", "408", "480", "486");

    private BenchScrape() {}

    /** Prints what it measured. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        var time = new FakeTime();
        GatewayConfig config = ConfigText.load(configuration());
        var plane = new CrowdedPlane(uppers(), lowers(), STREAMS, VIEWERS_OF_ONE);
        try (var meters = new Meters()) {
            new GatewayMeters(vertx.getOrCreateContext(), time, plane, meters, () -> config, List::of);
            record(meters);
            print("sample", () -> {
                time.pass(Duration.ofSeconds(1));
                return STREAMS;
            });
            print("text", () -> meters.scrape(MetricsFormat.TEXT).length());
            print("openmetrics", () -> meters.scrape(MetricsFormat.OPEN_METRICS).length());
            long series = meters.scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            System.out.println("series " + series);
        } finally {
            vertx.close().await();
        }
    }

    private interface Work {
        int run();
    }

    private static void print(String what, Work work) {
        List<Long> micros = new ArrayList<>();
        int size = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long began = System.nanoTime();
            size = work.run();
            if (round >= 0) {
                micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
            }
        }
        Collections.sort(micros);
        System.out.printf(
                "%-12s median %.2f ms, p95 %.2f ms, size %,d%n",
                what, micros.get(ROUNDS / 2) / 1e3, micros.get(ROUNDS * 95 / 100) / 1e3, size);
    }

    private static List<String> uppers() {
        return names("upper", UPPERS);
    }

    private static List<String> lowers() {
        return names("lower", LOWERS);
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private static String configuration() {
        var text = new StringBuilder("""
                gateway {
                  device-id = "37280600002000000001"
                  networks.city { sip { bind = "127.0.0.1", port = 7100 }, media { ports = "20000-29999" } }
                }
                """);
        for (int i = 0; i < UPPERS; i++) {
            text.append(
                    "domains.upper%d { role = upper, network = city, device-id = \"3728%016d\", hosts = [\"127.0.1.%d:7100\"] }\n"
                            .formatted(i, i, i + 1));
        }
        for (int i = 0; i < LOWERS; i++) {
            text.append(
                    "domains.lower%d { role = lower, network = city, device-id = \"3729%016d\", allow-from = [\"127.0.2.%d\"] }\n"
                            .formatted(i, i, i + 1));
        }
        return text.toString();
    }

    /** Every domain has counted what a domain counts in a bad week. */
    private static void record(Meters meters) {
        SipObserver sip = new SipMetering(meters.sip(), (domain, kind) -> {});
        for (String upper : uppers()) {
            messages(sip, upper);
            for (CallCause cause : CallCause.values()) {
                meters.calls().ended(upper, StreamKind.LIVE, cause);
                meters.calls().setupFailed(upper, Optional.of("lower0"), cause);
            }
            for (int i = 0; i < 200; i++) {
                meters.calls().setup(upper, StreamKind.LIVE, Duration.ofMillis(40L * i), "v" + i);
                meters.calls().viewerJoined(upper, StreamKind.LIVE);
                meters.commands().ended(upper, i % 2 == 0 ? "PTZCmd" : "RecordInfo", "ok", Duration.ofMillis(10L * i));
            }
            meters.subscriptions().subscriptions(upper, "catalog", 1);
            meters.subscriptions().subscriptions(upper, "alarm", 1);
            meters.catalog().items(upper, CatalogResult.SENT, 100_000);
            meters.domains().keepalive(upper);
        }
        for (String lower : lowers()) {
            messages(sip, lower);
            for (int i = 0; i < 200; i++) {
                meters.calls().firstPacket(lower, Duration.ofMillis(10L * i), "s" + i);
            }
            meters.catalog().answer(lower, 1_000, 1_000, true);
            meters.domains().registration(lower, RegistrationResult.ACCEPTED);
            meters.domains().clockOffset(lower, Duration.ofMillis(12));
        }
    }

    private static void messages(SipObserver sip, String domain) {
        for (String method : METHODS) {
            for (String status : STATUSES) {
                sip.received(domain, method, status);
                sip.sent(domain, method, status);
            }
            for (int i = 0; i < 100; i++) {
                sip.transaction(domain, method, Duration.ofMillis(5L * i), "call-" + i);
            }
        }
        sip.retransmitted(domain, "request");
        sip.repaired(domain, "lf-only");
        sip.repaired(domain, "xml-count-mismatch");
        sip.rejected(domain, "flood");
    }
}
