package cascade.gateway.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings of channels, asked for one by one. */
class RecordSamplerTest {

    private final AssessmentWorld world = new AssessmentWorld();

    @BeforeEach
    void begin() {
        world.lowers.with("district", 3);
        world.recordRate = 1;
        world.assessments.restart();
    }

    @Test
    void asksForADayThatEndsAnHourAgo() {
        world.passMinutes(1);

        AssessmentWorld.Asked asked = world.searches.getFirst();
        Instant now = world.time.instant();
        assertThat(asked.to()).isEqualTo(now.minus(Duration.ofHours(1)));
        assertThat(asked.from()).isEqualTo(now.minus(Duration.ofHours(25)));
    }

    @Test
    void tellsHowMuchOfTheDayThereIs() {
        world.passMinutes(1);
        answerWithGap(world.searches.getLast(), Duration.ofHours(6));
        world.passMinutes(1);
        answerWithGap(world.searches.getLast(), Duration.ZERO);
        world.passMinutes(1);
        world.searches.getLast().answer().fail("refused");

        Assessment.Recordings found = world.of("district").recordings();
        assertThat(found.covered().orElseThrow()).isCloseTo(0.875, within(1e-9));
        assertThat(found.channels()).isEqualTo(2);
        assertThat(found.whole()).isEqualTo(1);
        assertThat(found.unanswered()).isEqualTo(1);
    }

    private static void answerWithGap(AssessmentWorld.Asked asked, Duration gap) {
        Instant broken = asked.from().plus(Duration.ofHours(8));
        asked.answer()
                .complete(List.of(
                        new RecordedSpan(broken.plus(gap), asked.to()), new RecordedSpan(asked.from(), broken)));
    }

    @Test
    void asksForEachChannelOnceInAPeriod() {
        for (int minute = 0; minute < 60; minute++) {
            int before = world.searches.size();
            world.passMinutes(1);
            if (world.searches.size() > before) {
                answerWithGap(world.searches.getLast(), Duration.ZERO);
            }
        }

        assertThat(world.searches).hasSize(3);
    }

    @Test
    void asksForOneChannelOfALowerAtATime() {
        world.passMinutes(10);

        assertThat(world.searches).hasSize(1);
    }

    @Test
    void asksForNothingWhileItIsOff() {
        world.recordRate = 0;
        world.assessments.restart();
        world.passMinutes(60);

        assertThat(world.searches).isEmpty();
    }
}
