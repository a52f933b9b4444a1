package cascade.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void aTestThatHangsIsEndedByATimeoutThatNobodyWroteAtIt() {
        assertThat(System.getProperty("junit.jupiter.execution.timeout.testable.method.default"))
                .isEqualTo(Patience.TEST.toSeconds() + " s");
    }

    @Test
    void aFailedFutureThrowsItsOwnFailure() {
        assertThatThrownBy(() -> Patience.await(Future.failedFuture(new IllegalStateException("why"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("why");
    }
}
