package cascade.gateway.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.assessment.AssessmentWorld.Probed;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.ProbeEnd;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The patrol: at a bounded rate, each channel once a round, and never in anybody's way. */
class PatrolTest {

    private final AssessmentWorld world = new AssessmentWorld();

    @BeforeEach
    void begin() {
        world.lowers.with("district", 10);
        world.rate = 1;
        world.assessments.restart();
    }

    private void patrol(long minutes, OpeningResult result) {
        for (long minute = 0; minute < minutes; minute++) {
            int before = world.probes.size();
            world.passMinutes(1);
            if (world.probes.size() > before) {
                world.judge(result);
            }
        }
    }

    private Set<?> opened() {
        return world.probes.stream().map(Probed::channel).collect(Collectors.toSet());
    }

    @Test
    void opensNothingWhileItIsOff() {
        world.rate = 0;
        world.assessments.restart();
        world.passMinutes(24 * 60);

        assertThat(world.probes).isEmpty();
    }

    @Test
    void aReloadTurnsItOnAndOff() {
        patrol(2, OpeningResult.PICTURE);
        world.rate = 0;
        world.assessments.restart();
        world.passMinutes(60);
        assertThat(world.probes).hasSize(2);

        world.rate = 60;
        world.assessments.restart();
        world.time.pass(Duration.ofSeconds(1));
        assertThat(world.probes).hasSize(3);
    }

    @Test
    void opensNoMoreChannelsAMinuteThanTheRate() {
        world.rate = 3;
        world.assessments.restart();
        for (int second = 0; second < 60; second++) {
            int before = world.probes.size();
            world.time.pass(Duration.ofSeconds(1));
            if (world.probes.size() > before) {
                world.judge(OpeningResult.PICTURE);
            }
        }

        assertThat(world.probes).hasSize(3);
    }

    @Test
    void opensEachChannelOnceARound() {
        patrol(60, OpeningResult.PICTURE);

        assertThat(world.probes).hasSize(10);
        assertThat(opened()).hasSize(10);
        assertThat(world.round("district").pictures()).isEqualTo(10);
        assertThat(world.round("district").failures()).isZero();
    }

    @Test
    void beginsTheNextRoundWhenItsTimeHasCome() {
        patrol(24 * 60 + 1, OpeningResult.PICTURE);

        assertThat(world.probes).hasSize(11);
        assertThat(world.round("district").pictures()).as("of the new round").isEqualTo(1);
    }

    @Test
    void opensOneChannelOfALowerAtATime() {
        world.passMinutes(10);

        assertThat(world.probes).hasSize(1);
    }

    @Test
    void opensNoMoreAtATimeThanTheSettingSays() {
        world.lowers.with("county", 10).with("harbour", 10);
        world.concurrent = 2;
        world.passMinutes(10);

        assertThat(world.probes).extracting(Probed::lower).containsExactly("district", "county");
    }

    @Test
    void namesTheChannelsThatFail() {
        patrol(1, OpeningResult.REFUSED);
        patrol(1, OpeningResult.PICTURE);

        Assessment.Round round = world.round("district");
        assertThat(round.failures()).isEqualTo(1);
        assertThat(round.failing())
                .containsExactly(new Assessment.Failing(world.probes.getFirst().channel(), OpeningResult.REFUSED));
    }

    @Test
    void aChannelThatAnUpperPlaysNeedNotBeOpened() {
        patrol(1, OpeningResult.PICTURE);
        for (int camera = 1; camera <= 10; camera++) {
            world.played("district", FakeLowers.camera(camera), OpeningResult.PICTURE);
        }
        patrol(60, OpeningResult.PICTURE);

        assertThat(world.probes).hasSize(1);
        assertThat(world.round("district").pictures()).as("none counts twice").isEqualTo(10);
        assertThat(world.of("district").openings()).containsEntry(OpeningResult.PICTURE, 11L);
    }

    @Test
    void aChannelThatAnUpperFailedToPlayIsOpenedAllTheSame() {
        patrol(1, OpeningResult.PICTURE);
        for (int camera = 1; camera <= 10; camera++) {
            world.played("district", FakeLowers.camera(camera), OpeningResult.REFUSED);
        }
        patrol(60, OpeningResult.PICTURE);

        assertThat(opened()).hasSize(10);
        assertThat(world.round("district").pictures()).isEqualTo(10);
    }

    @Test
    void aChannelThatSomebodyWatchesCountsWithoutBeingOpened() {
        world.passMinutes(1);
        world.last().end().complete(ProbeEnd.WATCHED);
        patrol(60, OpeningResult.PICTURE);

        assertThat(world.probes).hasSize(10);
        assertThat(world.round("district").pictures()).isEqualTo(10);
        assertThat(world.of("district").openings()).as("no opening of ours").containsEntry(OpeningResult.PICTURE, 9L);
    }

    @Test
    void waitsWhileLimitsAreNear() {
        for (int minute = 0; minute < 30; minute++) {
            world.passMinutes(1);
            world.last().end().tryComplete(ProbeEnd.BUSY);
        }
        assertThat(world.probes).as("it asks at its rate").hasSize(30);
        assertThat(world.round("district").failures()).isZero();

        patrol(60, OpeningResult.PICTURE);
        assertThat(world.round("district").pictures())
                .as("nothing was given up")
                .isEqualTo(10);
    }

    @Test
    void waitsUnderOverload() {
        world.overloaded = true;
        world.passMinutes(30);
        assertThat(world.probes).isEmpty();

        world.overloaded = false;
        patrol(30, OpeningResult.PICTURE);
        assertThat(world.probes).hasSize(10);
    }

    @Test
    void givesAChannelUpThatNeverCanBeJudged() {
        for (int minute = 0; minute < 100; minute++) {
            int before = world.probes.size();
            world.passMinutes(1);
            if (world.probes.size() > before) {
                world.last().end().complete(ProbeEnd.VOID);
            }
        }

        Map<?, Long> tries =
                world.probes.stream().collect(Collectors.groupingBy(Probed::channel, Collectors.counting()));
        assertThat(tries)
                .hasSize(10)
                .allSatisfy((channel, count) -> assertThat(count).isEqualTo(3));
        assertThat(world.round("district").skipped()).isEqualTo(10);
        assertThat(world.round("district").failures()).isZero();
    }

    @Test
    void goesOnWithTheRoundOfALowerThatWasOffline() {
        patrol(4, OpeningResult.PICTURE);
        world.passMinutes(1);
        world.lowers.offline.add("district");
        world.last().end().complete(ProbeEnd.VOID);
        world.passMinutes(60);
        assertThat(world.probes).hasSize(5);

        world.lowers.offline.clear();
        patrol(60, OpeningResult.PICTURE);
        assertThat(world.round("district").pictures()).isEqualTo(10);
        assertThat(world.probes).as("the one that was cut off came again").hasSize(11);
    }

    @Test
    void whatTheCatalogTellsLaterBelongsToTheRound() {
        patrol(60, OpeningResult.PICTURE);
        world.lowers.with("district", 15);
        patrol(60, OpeningResult.PICTURE);

        assertThat(world.probes).as("none of the first ten again").hasSize(15);
        assertThat(world.round("district").pictures()).isEqualTo(15);
    }

    @Test
    void passesOverChannelsThatTheCatalogCallsOff() {
        world.lowers.off.add(FakeLowers.camera(3));
        patrol(60, OpeningResult.PICTURE);

        assertThat(world.probes).hasSize(9);
        assertThat(world.round("district").skipped()).isEqualTo(1);
    }

    @Test
    void aLowerThatIsRemovedIsForgotten() {
        patrol(2, OpeningResult.PICTURE);
        world.lowers.remove("district");
        world.assessments.forget("district");
        world.assessments.onPresence("district");
        world.passMinutes(60);

        assertThat(world.probes).hasSize(2);
        assertThat(world.assessments.report()).isEmpty();
    }

    @Test
    void opensNothingOnceItIsClosed() {
        world.assessments.close();
        world.passMinutes(60);

        assertThat(world.probes).isEmpty();
        assertThat(world.time.pendingTimers()).isZero();
    }
}
