package cascade.gateway.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.gb.DeviceId;
import cascade.monitoring.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rates over the rolling window, and what they are kept in. */
class RatesTest {

    private final AssessmentWorld world = new AssessmentWorld();

    @BeforeEach
    void begin() {
        world.lowers.with("district", 10);
        world.assessments.restart();
    }

    @Test
    void theOnlineRateIsWeightedByTime() {
        world.passMinutes(60);
        for (int camera = 1; camera <= 5; camera++) {
            world.lowers.off.add(FakeLowers.camera(camera));
        }
        world.passMinutes(60);

        assertThat(world.of("district").devicesOnline().orElseThrow()).isCloseTo(0.75, within(0.01));
        assertThat(world.of("district").uptime()).hasValue(1);
    }

    @Test
    void aLowerThatGoesOfflineCountsFromThatMoment() {
        world.time.pass(Duration.ofSeconds(30));
        world.lowers.offline.add("district");
        world.assessments.onPresence("district");
        world.time.pass(Duration.ofSeconds(30));

        assertThat(world.of("district").uptime().orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(world.of("district").devicesOnline().orElseThrow()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whatIsOlderThanTheWindowCountsNoMore() {
        world.lowers.offline.add("district");
        world.assessments.onPresence("district");
        world.passMinutes(60);
        world.played("district", FakeLowers.camera(1), OpeningResult.REFUSED);
        world.lowers.offline.clear();
        world.assessments.onPresence("district");
        assertThat(world.of("district").openSuccess()).hasValue(0);

        world.time.pass(Duration.ofHours(25));

        assertThat(world.of("district").openSuccess()).isEmpty();
        assertThat(world.of("district").uptime().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void nothingIsJudgedBeforeThereIsAnything() {
        Assessment fresh = world.of("district");

        assertThat(fresh.openSuccess()).isEmpty();
        assertThat(fresh.medianFirstFrame()).isEmpty();
        assertThat(fresh.recordings().covered()).isEmpty();
        assertThat(fresh.round()).isEmpty();
    }

    @Test
    void uppersCallsCountAsThePatrolsDo() {
        for (int call = 0; call < 3; call++) {
            world.played("district", FakeLowers.camera(1), OpeningResult.PICTURE);
        }
        world.played("district", FakeLowers.camera(2), OpeningResult.NO_MEDIA);

        Assessment now = world.of("district");
        assertThat(now.openSuccess()).hasValue(0.75);
        assertThat(now.openings()).containsEntry(OpeningResult.NO_MEDIA, 1L);
        assertThat(now.medianFirstFrame()).as("800 ms, as its class says").contains(Duration.ofSeconds(1));
    }

    @Test
    void metricsSayTheSame() {
        world.meters.addDomain("district", Role.LOWER);
        world.played("district", FakeLowers.camera(1), OpeningResult.PICTURE);
        world.played("district", FakeLowers.camera(2), OpeningResult.SILENT);

        assertThat(world.meters.scrape())
                .contains("cascade_assessed_open_success_ratio{domain=\"district\"} 0.5")
                .contains("cascade_openings_total{domain=\"district\",result=\"silent\",source=\"viewer\"} 1")
                .contains("cascade_first_frame_seconds_count{domain=\"district\"} 1")
                .contains("cascade_assessed_recorded_ratio{domain=\"district\"} NaN");
    }

    @Test
    void aSetOfIdsIsTheSameAsAHashSet() {
        var random = new Random(20261128);
        var ids = new IdSet();
        var expected = new HashSet<DeviceId>();
        for (int i = 0; i < 20_000; i++) {
            DeviceId id = FakeLowers.camera(random.nextInt(10_000));
            assertThat(ids.contains(id)).isEqualTo(expected.contains(id));
            assertThat(ids.add(id)).isEqualTo(expected.add(id));
        }
        assertThat(ids.size()).isEqualTo(expected.size());
    }

    @Test
    void aCitysRoundComesToEveryChannel() {
        var lowers = new FakeLowers().with("city", 50_000);
        var round = new ChannelRound(world.time.instant(), lowers.ids("city"), 12_345);
        int visits = 0;
        for (int i = 0; i < 60_000 && !round.isOver(); i++) {
            var next = round.next(id -> true);
            assertThat(next.map(round::count)).contains(true);
            visits++;
        }

        assertThat(visits).isEqualTo(50_000);
        assertThat(round.counted()).isEqualTo(50_000);
    }
}
