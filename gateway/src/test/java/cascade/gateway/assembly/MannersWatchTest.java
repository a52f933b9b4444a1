package cascade.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.manners.Manners;
import cascade.gateway.manners.trait.SeenTrait;
import cascade.gateway.manners.trait.Trait;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Looks at running legs, each once. */
class MannersWatchTest {

    private static final GatewayConfig CONFIG = ConfigText.load("""
            gateway {
              device-id = "37280600002000000001"
              networks.lan { sip { bind = "127.0.0.1" }, media { bind = "127.0.0.1", ports = "20000-20099" } }
            }
            domains.city { role = upper, network = lan, device-id = "37280000002000000001", hosts = ["127.0.0.2:7100"] }
            domains.district { role = lower, network = lan, device-id = "37280600002000000002", allow-from = ["127.0.0.3"] }
            """);
    private static final LegAddress LOCAL = new LegAddress("127.0.0.1", 20_000);
    private static final Duration INTERVAL = CONFIG.manners().mediaInterval();

    private final FakeTime time = new FakeTime();
    private final Manners manners = new Manners(CONFIG::manners, time);
    private final List<CallSnapshot> running = new ArrayList<>();
    private final MannersWatch watch =
            new MannersWatch(time, () -> CONFIG, manners, () -> Future.succeededFuture(running), time);

    private static SourceStats source(long packets, Map<RtcpType, Long> rtcp) {
        return new SourceStats(
                "district",
                MediaTransport.UDP,
                LOCAL,
                true,
                Optional.empty(),
                OptionalInt.of(7),
                Optional.empty(),
                List.of(),
                OptionalInt.of(96),
                Optional.empty(),
                packets,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                Map.of(),
                rtcp,
                Map.of());
    }

    private static ViewerStats viewer(Map<RtcpType, Long> rtcp) {
        return new ViewerStats(
                1,
                "city",
                MediaTransport.UDP,
                LOCAL,
                new InetSocketAddress("127.0.0.2", 6_000),
                true,
                8,
                true,
                Duration.ZERO,
                100,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Map.of(),
                rtcp,
                Map.of());
    }

    private static CallSnapshot call(String id, long packets, Map<RtcpType, Long> rtcp) {
        return new CallSnapshot(
                id,
                StreamKind.LIVE,
                "call-" + id,
                "district",
                "37280600001310000001",
                0,
                true,
                MediaTransport.UDP,
                7,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of(new StreamStats(1, source(packets, rtcp), List.of(viewer(Map.of(RtcpType.RR, 1L))))),
                CallMedia.NONE,
                Map.of(),
                List.of(new ViewerSnapshot(
                        "v" + id,
                        "up-" + id,
                        "city",
                        "37280600001310000001",
                        MediaTransport.UDP,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.of(1L))));
    }

    private Map<Trait, SeenTrait> traits(String domain) {
        return manners.of(domain).traits();
    }

    private List<String> values(String domain, Trait trait) {
        return traits(domain).get(trait).values().stream()
                .map(sighting -> sighting.value() + " " + sighting.count())
                .toList();
    }

    @Test
    void eachStreamIsLookedAtOnceItSends() {
        running.add(call("1", 0, Map.of()));
        watch.restart();
        time.pass(INTERVAL);
        assertThat(traits("district")).isEmpty();

        running.set(0, call("1", 5, Map.of()));
        time.pass(INTERVAL.multipliedBy(5));
        assertThat(values("district", Trait.RTP_SSRC)).containsExactly("ours 1");

        running.add(call("2", 5, Map.of()));
        time.pass(INTERVAL);
        assertThat(values("district", Trait.PAYLOAD_TYPE)).containsExactly("96 2");
    }

    @Test
    void rtcpIsMissedAfterTenSeconds() {
        running.add(call("1", 5, Map.of()));
        watch.restart();
        time.pass(Duration.ofSeconds(10));
        assertThat(traits("district")).doesNotContainKey(Trait.RTCP);

        time.pass(INTERVAL.multipliedBy(3));

        assertThat(values("district", Trait.RTCP)).containsExactly("none 1");
        assertThat(values("city", Trait.RTCP)).containsExactly("seen 1");
    }

    @Test
    void nothingIsAskedAfterItIsClosed() {
        watch.restart();
        watch.close();

        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aDomainThatIsGoneIsForgotten() {
        manners.repaired("gone", "lf-only");

        watch.restart();

        assertThat(manners.of("gone").repairs()).isEmpty();
    }
}
