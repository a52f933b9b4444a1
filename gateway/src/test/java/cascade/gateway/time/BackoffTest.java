package cascade.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    /** Draws the largest number each time, and so the whole wait. */
    private static final RandomGenerator HIGHEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void waitsTwiceAsLongEachTimeUpToItsLimit() {
        var backoff = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(100), HIGHEST);

        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(100));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(100));

        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void spreadsEachWaitOverItsUpperHalf() {
        var backoff = new Backoff(Duration.ofSeconds(40), Duration.ofSeconds(40), new Random(20261128));

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.next()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        }
    }
}
