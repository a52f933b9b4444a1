package cascade.gateway.media.relay.loop;

import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wake-ups of a media loop: a system call each, so none that is not needed, and none too few. */
@FieldReport(value = "load 15", part = "no wake-up a command")
class WakeUpTest {

    private static final int COMMANDS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final GatedPoller poller = new GatedPoller();
    private final MediaLoop loop;

    WakeUpTest() throws IOException {
        loop = new MediaLoop(
                0,
                poller,
                MediaSettings.defaults(),
                MediaClock.system(),
                new ControlInbox(vertx.getOrCreateContext(), COMMANDS));
    }

    @BeforeEach
    void start() {
        loop.start();
        await().until(() -> poller.waits() == 1);
    }

    @AfterEach
    void stop() {
        await(loop.stop());
        await(vertx.close());
    }

    private static Future<Boolean> hold(MediaLoop busy, CountDownLatch running, CountDownLatch release) {
        return busy.call(() -> {
            running.countDown();
            release.await();
            return true;
        });
    }

    @Test
    void commandsToALoopAtWorkWakeNobody() throws InterruptedException {
        var running = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        Future<Boolean> first = hold(loop, running, release);
        running.await();
        List<Future<Boolean>> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < COMMANDS; i++) {
            all.add(loop.call(() -> true));
        }
        release.countDown();
        await(Future.all(all));
        assertThat(poller.wakeUps()).isEqualTo(1);
    }

    @Test
    void aLoopThatSleepsIsWokenOnceForEachSleep() {
        for (int i = 1; i <= COMMANDS; i++) {
            int sleeps = i;
            await(loop.call(() -> true));
            await().pollInterval(Duration.ofMillis(1)).until(() -> poller.waits() == sleeps + 1);
            assertThat(poller.wakeUps()).isEqualTo(sleeps);
        }
    }

    /** The poller waits for a wake-up without a limit of time: one that is lost stops the test. */
    @Test
    void noWakeUpIsLostBetweenThreadsThatAskAndALoopThatGoesToSleepAllTheTime() throws InterruptedException {
        int threads = 3;
        int asked = 3000;
        var answered = new Semaphore(0);
        List<Thread> askers = IntStream.range(0, threads)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < asked; n++) {
                        var own = new CountDownLatch(1);
                        var ignored = loop.callSurely(() -> {
                            answered.release();
                            own.countDown();
                            return true;
                        });
                        try {
                            own.await();
                        } catch (InterruptedException end) {
                            return;
                        }
                    }
                }))
                .toList();
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(answered.availablePermits()).isEqualTo(threads * asked);
    }
}
