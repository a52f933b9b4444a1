package cascade.gateway.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long who guesses passwords has to wait. */
class AttemptsTest {

    private static final AccessRules RULES = new AccessRules(
            Map.of(),
            Optional.empty(),
            AccountRole.OPERATOR,
            false,
            false,
            Duration.ofMinutes(1),
            1,
            2,
            Duration.ofSeconds(5));

    private long now;
    private final Attempts attempts = new Attempts(() -> now);

    @Test
    void aSlipCostsNothing() {
        attempts.failed("10.1.1.1", RULES);

        assertThat(attempts.delay("10.1.1.1")).isZero();
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLimit() {
        attempts.failed("10.1.1.1", RULES);
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            attempts.failed("10.1.1.1", RULES);
            assertThat(attempts.delay("10.1.1.1")).isEqualTo(Duration.ofSeconds(seconds));
            now += Duration.ofSeconds(seconds).toNanos();
            assertThat(attempts.delay("10.1.1.1")).isZero();
        }
    }

    @Test
    void anotherAddressDoesNotWait() {
        attempts.failed("10.1.1.1", RULES);
        attempts.failed("10.1.1.1", RULES);

        assertThat(attempts.delay("10.1.1.2")).isZero();
    }

    @Test
    void aGoodPasswordIsForgiven() {
        attempts.failed("10.1.1.1", RULES);
        attempts.succeeded("10.1.1.1");
        attempts.failed("10.1.1.1", RULES);

        assertThat(attempts.delay("10.1.1.1")).isZero();
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        for (int number = 0; number < 2_000; number++) {
            attempts.failed("10.0." + number / 256 + "." + number % 256, RULES);
            attempts.failed("10.0." + number / 256 + "." + number % 256, RULES);
        }

        assertThat(attempts.delay("10.0.0.0")).isZero();
        assertThat(attempts.delay("10.0.7.207")).isPositive();
    }
}
