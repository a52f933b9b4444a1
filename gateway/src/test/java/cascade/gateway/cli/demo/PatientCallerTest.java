package cascade.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.simulator.upper.PlayException;
import cascade.gateway.testkit.FakeTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatientCallerTest {

    private final FakeTime time = new FakeTime();
    private final PatientCaller caller = new PatientCaller(time);

    private static Future<String> busy(int seconds) {
        return Future.failedFuture(
                new PlayException(503, "answered 503 busy", Optional.of(Duration.ofSeconds(seconds))));
    }

    private Future<String> callsWith(List<Future<String>> outcomes) {
        Deque<Future<String>> left = new ArrayDeque<>(outcomes);
        return caller.call(left::removeFirst);
    }

    @Test
    void callsAgainAfterTheTimeThatItIsBidden() {
        Future<String> call = callsWith(List.of(busy(2), Future.succeededFuture("plays")));

        time.pass(Duration.ofMillis(1_999));
        assertThat(call.isComplete()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(call.result()).isEqualTo("plays");
    }

    @Test
    void takesARefusalWithoutATimeForTheLastWord() {
        Future<String> call = callsWith(
                List.of(Future.failedFuture(new PlayException(404, "answered 404 no such channel", Optional.empty()))));

        assertThat(call.cause()).hasMessageContaining("404");
    }

    @Test
    void givesUpAfterTheFourthAttempt() {
        Future<String> call = callsWith(List.of(busy(1), busy(1), busy(1), busy(1)));

        time.pass(Duration.ofSeconds(3));
        assertThat(call.cause()).hasMessageContaining("503");
    }
}
