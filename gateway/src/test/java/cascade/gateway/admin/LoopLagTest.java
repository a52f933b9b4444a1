package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.testkit.Patience;
import cascade.monitoring.Meters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real loop, measured with a clock that only the test moves. */
class LoopLagTest {

    private static final Duration PERIOD = Duration.ofMillis(1);
    private static final Duration WINDOW = Duration.ofMillis(10);
    private static final Duration SPIKE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicLong clockReadings = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Meters meters = new Meters();
    private final LoopLag lag =
            new LoopLag("control", context, new LoopLag.Settings(PERIOD, WINDOW, LIMIT), this::readClock);

    @AfterEach
    void close() {
        lag.close();
        meters.close();
        vertx.close();
    }

    @Test
    void isUnhealthyUntilItMeasures() {
        assertThat(lag.check().ok()).isFalse();
        lag.start(meters.runtime());
        await().until(() -> lag.check().ok());
        assertThat(lag.worst()).isZero();
    }

    @Test
    void showsALoopThatIsStuckRightNow() throws InterruptedException {
        startAndSettle();
        var stuck = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        context.runOnContext(now -> {
            stuck.countDown();
            awaitUninterrupted(release);
        });
        stuck.await();
        nanoTime.addAndGet(SPIKE.toNanos());
        HealthCheck check = lag.check();
        release.countDown();
        assertThat(check.ok()).isFalse();
        assertThat(check.name()).isEqualTo("loop control");
        assertThat(check.detail()).contains("ms late (limit 1000 ms)");
    }

    @Test
    void remembersASpikeForAWindowAndForgetsItAfterTwo() {
        startAndSettle();
        moveAndMeasure(SPIKE);
        moveAndMeasure(PERIOD);
        assertThat(lag.worst()).isEqualTo(SPIKE.minus(PERIOD));
        assertThat(lag.check().ok()).isFalse();

        Duration passed = PERIOD;
        while (passed.compareTo(WINDOW) < 0) {
            moveAndMeasure(PERIOD);
            passed = passed.plus(PERIOD);
        }
        assertThat(lag.worst()).isEqualTo(SPIKE.minus(PERIOD));

        while (passed.compareTo(WINDOW.multipliedBy(3)) < 0) {
            moveAndMeasure(PERIOD);
            passed = passed.plus(PERIOD);
        }
        assertThat(lag.worst()).isZero();
        assertThat(lag.check().ok()).isTrue();
    }

    @Test
    void feedsTheGaugeOfItsLoop() {
        lag.start(meters.runtime());
        assertThat(meters.scrape()).contains("cascade_loop_lag_seconds{loop=\"control\"}");
    }

    private void startAndSettle() {
        lag.start(meters.runtime());
        await().until(() -> lag.check().ok());
    }

    /** Returns once the loop has measured after the move; on the loop, so that no measurement is cut in two by it. */
    private void moveAndMeasure(Duration step) {
        var readingsAtMove = new CompletableFuture<Long>();
        context.runOnContext(now -> {
            nanoTime.addAndGet(step.toNanos());
            readingsAtMove.complete(clockReadings.get());
        });
        long before = readingsAtMove
                .orTimeout(Patience.millis(), TimeUnit.MILLISECONDS)
                .join();
        await().pollInterval(Duration.ofMillis(1)).until(() -> clockReadings.get() >= before + 2);
    }

    /** The loop looks at the clock twice for each measurement: when its timer comes, and to set the next. */
    private long readClock() {
        if (Context.isOnEventLoopThread()) {
            clockReadings.incrementAndGet();
        }
        return nanoTime.get();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
