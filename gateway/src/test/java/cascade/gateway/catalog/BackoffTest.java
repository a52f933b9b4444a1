package cascade.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsTwiceAsLongEachTimeUpToItsLimit() {
        var backoff = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(100), () -> 0);

        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(100));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(100));

        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsUpToAQuarterLongerAtRandom() {
        var backoff = new Backoff(Duration.ofSeconds(40), Duration.ofSeconds(40), () -> 0.5);

        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(45));
    }
}
