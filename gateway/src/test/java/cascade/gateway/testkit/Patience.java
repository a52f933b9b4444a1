package cascade.gateway.testkit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Time-outs of tests. What a test waits for comes within milliseconds unless something is wrong, so one generous time-out
 * does for all, and a slow machine needs one setting only: {@code -Dtest.timeout.scale=2} doubles them. Awaitility waits
 * {@link #TIMEOUT} unless told otherwise, and each test may take {@link #TEST}. Any thread.
 */
public final class Patience {

    private static final double SCALE = Double.parseDouble(System.getProperty("test.timeout.scale", "1"));

    /** Longest wait for one thing. */
    public static final Duration TIMEOUT = scaled(Duration.ofSeconds(30));

    /** Longest run of one test, over the duration of a trial. */
    public static final Duration TEST = scaled(Duration.ofMinutes(2)).plus(Trials.duration());

    private Patience() {}

    /** A duration that a test cannot do without, longer on a slow machine. */
    public static Duration scaled(Duration usual) {
        return Duration.ofNanos((long) (usual.toNanos() * SCALE));
    }

    /** {@link #TIMEOUT} for sockets and processes, in milliseconds. */
    public static int millis() {
        return Math.toIntExact(TIMEOUT.toMillis());
    }

    /**
     * Waits for a future's result. Not for a thread of Vert.x.
     *
     * @throws RuntimeException the future's failure where it is one
     * @throws AssertionError when it failed otherwise, or nothing came in time
     */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("no result within " + TIMEOUT.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /**
     * Waits until a latch is open.
     *
     * @throws AssertionError when it is not in time
     */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("shut for " + TIMEOUT.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
