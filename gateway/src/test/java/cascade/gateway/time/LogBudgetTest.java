package cascade.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogBudgetTest {

    private final FakeTime time = new FakeTime();
    private final LogBudget budget = new LogBudget(Duration.ofSeconds(10), time);

    @Test
    void allowsOneLineAnIntervalAndSaysHowManyWereLeftOut() {
        assertThat(budget.tryTake()).isEqualTo(OptionalLong.of(0));
        for (int i = 0; i < 5; i++) {
            time.pass(Duration.ofSeconds(1));
            assertThat(budget.tryTake()).isEmpty();
        }

        time.pass(Duration.ofSeconds(5));

        assertThat(budget.tryTake()).isEqualTo(OptionalLong.of(5));
        time.pass(Duration.ofSeconds(10));
        assertThat(budget.tryTake()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void allowsSeveralLinesAnInterval() {
        var three = new LogBudget(3, Duration.ofSeconds(10), time);
        for (int i = 0; i < 3; i++) {
            assertThat(three.tryTake()).isEqualTo(OptionalLong.of(0));
        }
        assertThat(three.tryTake()).isEmpty();
        time.pass(Duration.ofSeconds(9));
        assertThat(three.tryTake()).isEmpty();

        time.pass(Duration.ofSeconds(1));
        assertThat(three.tryTake()).isEqualTo(OptionalLong.of(2));
        assertThat(three.tryTake()).isEqualTo(OptionalLong.of(0));
    }
}
