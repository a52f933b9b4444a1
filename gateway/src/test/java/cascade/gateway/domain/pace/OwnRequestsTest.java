package cascade.gateway.domain.pace;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

    private static final int PER_SECOND = 10;

    private final FakeTime time = new FakeTime();
    private final List<Integer> sent = new ArrayList<>();
    private boolean overloaded;
    private final OwnRequests requests = new OwnRequests(() -> PER_SECOND, () -> overloaded, time, time);

    private void ask(int number) {
        requests.inTurn(() -> sent.add(number));
    }

    private void askAll(int count) {
        IntStream.range(0, count).forEach(this::ask);
    }

    @Test
    void sendsASecondsWorthAtOnceAndTheRestOneByOneInTheirOrder() {
        askAll(25);
        assertThat(sent).hasSize(10);
        assertThat(requests.waiting()).isEqualTo(15);

        time.pass(Duration.ofMillis(99));
        assertThat(sent).hasSize(10);
        time.pass(Duration.ofMillis(1));
        assertThat(sent).hasSize(11);
        time.pass(Duration.ofMillis(1_400));

        assertThat(sent).isEqualTo(IntStream.range(0, 25).boxed().toList());
        assertThat(requests.waiting()).isZero();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void hasASecondsWorthAgainAfterASecondWithout() {
        askAll(10);
        time.pass(Duration.ofHours(1));

        askAll(25);

        assertThat(sent).hasSize(20);
    }

    @Test
    void sendsNothingWhileCallsAreRefusedAndLosesNothing() {
        overloaded = true;
        askAll(3);
        time.pass(Duration.ofMinutes(1));
        assertThat(sent).isEmpty();

        overloaded = false;
        time.pass(Duration.ofMillis(100));

        assertThat(sent).containsExactly(0, 1, 2);
    }

    @Test
    void takesNoTurnForWhatIsNoLongerCalledFor() {
        askAll(10);
        IntStream.range(0, 1_000).forEach(i -> requests.inTurn(() -> false));
        ask(10);

        time.pass(Duration.ofMillis(100));

        assertThat(sent).hasSize(11);
    }

    @Test
    void oneThatCallsForAnotherHasItAfterThoseThatWait() {
        overloaded = true;
        requests.inTurn(() -> {
            ask(3);
            return sent.add(1);
        });
        ask(2);
        overloaded = false;
        time.pass(Duration.ofSeconds(1));

        assertThat(sent).containsExactly(1, 2, 3);
    }

    @Test
    void asksNobodyOnceItIsClosed() {
        askAll(20);

        requests.close();
        time.pass(Duration.ofMinutes(1));

        assertThat(sent).hasSize(10);
        assertThat(requests.waiting()).isZero();
    }
}
