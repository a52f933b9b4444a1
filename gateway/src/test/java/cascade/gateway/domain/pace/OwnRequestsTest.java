package cascade.gateway.domain.pace;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

    private final FakeTime time = new FakeTime();
    private final List<Integer> made = new ArrayList<>();
    private int perSecond = 10;
    private double admittedShare = 1;
    private final OwnRequests requests = new OwnRequests(() -> perSecond, () -> admittedShare, time, time);

    private RequestTurn ask(int number) {
        RequestTurn turn = requests.newTurn();
        turn.take(() -> made.add(number));
        return turn;
    }

    private void askAll(int count) {
        IntStream.range(0, count).forEach(this::ask);
    }

    @Test
    void aSecondsWorthLeavesAtOnceAndTheRestOneByOneInTheirOrder() {
        askAll(25);
        assertThat(made).hasSize(10);
        assertThat(requests.waiting()).isEqualTo(15);

        time.pass(Duration.ofMillis(99));
        assertThat(made).hasSize(10);
        time.pass(Duration.ofMillis(1));
        assertThat(made).hasSize(11);
        time.pass(Duration.ofMillis(1_400));

        assertThat(made).isEqualTo(IntStream.range(0, 25).boxed().toList());
        assertThat(requests.waiting()).isZero();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aSecondWithoutAnyIsWorthOneSecondsRequestsHoweverLongItWas() {
        askAll(10);
        time.pass(Duration.ofHours(1));

        askAll(25);

        assertThat(made).hasSize(20);
    }

    @Test
    void asManyAreMadeAsCallsAreAdmittedAndOneASecondAtLeast() {
        admittedShare = 0.5;
        askAll(30);
        time.pass(Duration.ofSeconds(2));
        assertThat(made).hasSizeBetween(10, 11);

        admittedShare = 0;
        int before = made.size();
        time.pass(Duration.ofSeconds(5));
        assertThat(made.size() - before).isBetween(4, 5);
    }

    @Test
    void whatWaitedDuringOverloadDoesNotLeaveInOneTurn() {
        perSecond = 1_000;
        admittedShare = 0;
        time.pass(Duration.ofSeconds(10));
        askAll(500);
        admittedShare = 1;
        int before = made.size();
        time.pass(Duration.ofSeconds(1));
        assertThat(made).as("what overload left unused is lost").hasSizeLessThanOrEqualTo(before + 2);
        time.pass(Duration.ofMillis(100));
        assertThat(made).hasSizeLessThanOrEqualTo(before + 102);

        time.pass(Duration.ofSeconds(1));
        assertThat(made).hasSize(500);
    }

    @Test
    void whatIsUrgentGoesBeforeWhatWaits() {
        askAll(12);
        RequestTurn urgent = requests.newUrgentTurn();
        urgent.take(() -> made.add(99));

        time.pass(Duration.ofMillis(300));

        assertThat(made.subList(10, 13)).containsExactly(99, 10, 11);
    }

    @Test
    void whatIsUrgentLeavesAFourthToTheOthers() {
        askAll(12);
        IntStream.range(0, 8).forEach(number -> requests.newUrgentTurn().take(() -> made.add(90 + number)));

        time.pass(Duration.ofSeconds(1));

        assertThat(made.subList(10, 20)).containsExactly(90, 91, 92, 10, 93, 94, 95, 11, 96, 97);
    }

    @Test
    void whatIsDroppedTakesNoTurn() {
        askAll(10);
        RequestTurn gone = ask(10);
        ask(11);

        gone.drop();

        assertThat(gone.isWaiting()).isFalse();
        assertThat(requests.waiting()).isEqualTo(1);
        time.pass(Duration.ofMillis(100));
        assertThat(made.getLast()).isEqualTo(11);
    }

    @Test
    void aRequestThatWaitsGivesItsPlaceToTheNextOneOfItsTurn() {
        askAll(10);
        RequestTurn turn = ask(10);
        ask(11);

        turn.take(() -> made.add(77));
        time.pass(Duration.ofSeconds(1));

        assertThat(made.subList(10, 12)).containsExactly(77, 11);
        assertThat(made).hasSize(12);
    }

    @Test
    void oneThatCallsForAnotherHasItAfterThoseThatWait() {
        askAll(10);
        RequestTurn turn = requests.newTurn();
        turn.take(() -> {
            made.add(10);
            ask(12);
        });
        ask(11);

        time.pass(Duration.ofSeconds(1));

        assertThat(made.subList(10, 13)).containsExactly(10, 11, 12);
    }

    @Test
    void aFaultInOneLeavesTheOthers() {
        askAll(9);
        requests.newTurn().take(() -> {
            throw new IllegalStateException("broken by the test");
        });
        ask(10);

        time.pass(Duration.ofMillis(100));

        assertThat(made).hasSize(10).endsWith(10);
    }

    @Test
    void aRateThatAReloadRaisesIsInForceWithTheNextRequest() {
        askAll(110);
        perSecond = 100;

        time.pass(Duration.ofMillis(1_100));

        assertThat(made).hasSize(110);
    }

    @Test
    void nobodyIsAskedOnceItIsClosed() {
        askAll(20);

        requests.close();
        ask(20);
        time.pass(Duration.ofMinutes(1));

        assertThat(made).hasSize(10);
    }
}
