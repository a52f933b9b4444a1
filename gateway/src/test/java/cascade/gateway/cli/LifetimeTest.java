package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LifetimeTest {

    @Test
    void itsEndGivesTheStatus() throws InterruptedException {
        var ends = new AtomicInteger();
        var lifetime = new Lifetime(
                Optional.of(Duration.ofMillis(50)), Duration.ofSeconds(10), () -> {}, () -> 7 + ends.getAndIncrement());

        assertThat(lifetime.await()).isEqualTo(7);
        assertThat(ends).hasValue(1);
    }

    @Test
    void ticksUntilItsEnd() throws InterruptedException {
        var ticks = new AtomicInteger();
        var lifetime = new Lifetime(
                Optional.of(Duration.ofMillis(210)), Duration.ofMillis(20), ticks::incrementAndGet, () -> 0);

        lifetime.await();

        // a busy machine delays ticks but loses none that was due before the end
        assertThat(ticks.get()).isBetween(1, 10);
    }
}
