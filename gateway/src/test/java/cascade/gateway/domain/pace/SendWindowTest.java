package cascade.gateway.domain.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendWindowTest {

    private static final Duration T1 = Duration.ofMillis(500);

    private final FakeTime time = new FakeTime();
    private final List<SendWindow.Place> sent = new ArrayList<>();
    private WindowLimits limits = new WindowLimits(2, 3, T1);
    private final SendWindow window = new SendWindow(() -> limits, time, new Timer(time), this::fill);

    private void fill() {
        while (window.hasRoom()) {
            sent.add(window.open());
        }
    }

    @Test
    void letsSoManyWaitAndOneMoreForEachAnswer() {
        fill();
        assertThat(sent).hasSize(2);
        assertThatThrownBy(window::open).isInstanceOf(IllegalStateException.class);

        sent.getFirst().answered();
        fill();

        assertThat(sent).hasSize(3);
        assertThat(window.outstanding()).isEqualTo(2);
    }

    @Test
    void holdsNoPlaceForAMessageThatHasBeenRepeated() {
        fill();

        time.pass(T1.minusMillis(1));
        assertThat(sent).hasSize(2);
        time.pass(Duration.ofMillis(1));

        assertThat(sent).hasSize(4);
        assertThat(window.outstanding()).isEqualTo(4);
    }

    @Test
    void findsAnAnswerLateByWhatIsUsualForThePeer() {
        answersPromptly(20, Duration.ofMillis(20));
        fill();
        int before = sent.size();

        time.pass(Duration.ofMillis(100));

        assertThat(sent).hasSizeGreaterThan(before);
    }

    @Test
    void countsOneThatIsLateUntilItsAnswerComesAtLast() {
        fill();
        time.pass(T1);
        assertThat(window.outstanding()).isEqualTo(4);

        sent.get(0).answered();
        sent.get(0).answered();
        sent.get(1).abandoned();

        assertThat(window.outstanding()).isEqualTo(2);
        assertThat(window.hasRoom()).isFalse();
    }

    @Test
    void aPeerThatAnswersNothingGetsNoMoreThanTheLateOnesAllow() {
        fill();

        time.pass(Duration.ofMinutes(1));

        assertThat(sent).hasSize(2 + 3);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aPeerThatAnswersLateEachTimeGetsNoMoreThanTheWindowAtATime() {
        for (int i = 0; i < 50; i++) {
            fill();
            time.pass(Duration.ofSeconds(1));
            List.copyOf(sent).forEach(SendWindow.Place::answered);
            assertThat(window.outstanding()).isZero();
        }

        assertThat(sent.size()).isLessThanOrEqualTo(50 * 2 + 4);
    }

    @Test
    void aSerialPeerGetsTheNextAfterTheAnswerHoweverLateThatIs() {
        limits = WindowLimits.serial();
        fill();

        time.pass(Duration.ofSeconds(31));
        assertThat(sent).hasSize(1);
        sent.getFirst().answered();
        fill();

        assertThat(sent).hasSize(2);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void followsLimitsThatChange() {
        fill();
        limits = new WindowLimits(4, 3, T1);

        fill();

        assertThat(sent).hasSize(4);
    }

    /** Each datagram is lost with that chance, requests and answers alike, and comes again after T1, 2 T1 and so on. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.67", "0.05, 0.34"})
    void aNetworkThatLosesCostsNoMoreThanAShareOfTheRate(double loss, double share) {
        double clean = rate(0, 1);

        for (long seed = 1; seed <= 5; seed++) {
            assertThat(rate(loss, seed)).as("seed %d", seed).isGreaterThan(clean * share);
        }
    }

    private static double rate(double loss, long seed) {
        var link = new LossyAnswers(loss, seed);
        link.time.pass(Duration.ofSeconds(20));
        return link.answers / 20.0;
    }

    private void answersPromptly(int times, Duration after) {
        for (int i = 0; i < times; i++) {
            fill();
            time.pass(after);
            List.copyOf(sent).forEach(SendWindow.Place::answered);
        }
    }

    /** Sender that always has more, over a link whose round trip takes 20 ms. */
    private static final class LossyAnswers {

        private static final Duration ROUND_TRIP = Duration.ofMillis(20);

        private final FakeTime time = new FakeTime();
        private final Random random;
        private final double loss;
        private final SendWindow window =
                new SendWindow(() -> new WindowLimits(8, 256, T1), time, new Timer(time), this::fill);
        private int answers;

        LossyAnswers(double loss, long seed) {
            this.loss = loss;
            this.random = new Random(seed);
            fill();
        }

        private void fill() {
            while (window.hasRoom()) {
                send(window.open(), T1);
            }
        }

        private void send(SendWindow.Place place, Duration again) {
            boolean requestLost = random.nextDouble() < loss;
            boolean answerLost = random.nextDouble() < loss;
            if (requestLost || answerLost) {
                time.after(again, () -> send(place, again.multipliedBy(2)));
            } else {
                time.after(ROUND_TRIP, () -> {
                    answers++;
                    place.answered();
                    fill();
                });
            }
        }
    }
}
