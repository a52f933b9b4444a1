package cascade.gateway.media.relay.loop;

import cascade.gateway.media.MediaException.Closed;
import cascade.gateway.media.MediaException.Overloaded;
import cascade.gateway.media.io.Poller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests of control to one media loop, bounded, and the wake-up that they need: a loop at work finds them by itself, and
 * of those that come while it waits only the first wakes it. {@link #call} and {@link #callSurely} from any thread, all else
 * in the loop's.
 */
final class LoopRequests {

    private final ControlInbox inbox;
    private final Poller poller;
    private final Consumer<Throwable> faults;
    private final Mailbox<Runnable> waiting;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile boolean ended;

    /**
     * @param inbox where results go
     * @param faults told of errors that are none of the request's making
     */
    LoopRequests(ControlInbox inbox, Poller poller, int capacity, Consumer<Throwable> faults) {
        this.inbox = inbox;
        this.poller = poller;
        this.faults = faults;
        this.waiting = new Mailbox<>(capacity);
    }

    /** The result comes back on the control context. Refused, and counted, when too much waits. */
    <T extends @Nullable Object> Future<T> call(Callable<T> work) {
        Promise<T> promise = Promise.promise();
        if (!waiting.offer(request(work, promise))) {
            refused.incrementAndGet();
            return Future.failedFuture(new Overloaded());
        }
        wakeUp();
        return promise.future();
    }

    /** As {@link #call}, for what must not be refused. */
    <T extends @Nullable Object> Future<T> callSurely(Callable<T> work) {
        Promise<T> promise = Promise.promise();
        waiting.add(request(work, promise));
        wakeUp();
        return promise.future();
    }

    private <T extends @Nullable Object> Runnable request(Callable<T> work, Promise<T> promise) {
        return () -> {
            try {
                if (ended) {
                    throw new Closed("the media loop");
                }
                T result = work.call();
                inbox.add(() -> promise.complete(result));
            } catch (Throwable e) {
                inbox.add(() -> promise.fail(e));
                if (e instanceof Error) {
                    faults.accept(e);
                }
            }
        };
    }

    private void wakeUp() {
        if (ended) {
            // nobody else will answer those who came too late
            run();
        } else if (asleep.get() && asleep.compareAndSet(true, false)) {
            poller.wakeUp();
        }
    }

    /**
     * The loop is about to wait; false where a request waits already.
     *
     * <p>No wake-up is lost: a request is queued before its thread reads {@code asleep}, and {@code asleep} is set before the
     * loop reads the queue, so that one of the two sees what the other did.
     */
    boolean fallAsleep() {
        asleep.set(true);
        if (waiting.isEmpty()) {
            return true;
        }
        asleep.set(false);
        return false;
    }

    /** The wait is over. Seen late, it costs a wake-up too many. */
    void awake() {
        asleep.lazySet(false);
    }

    /** Runs what waits. */
    void run() {
        for (Runnable request = waiting.poll(); request != null; request = waiting.poll()) {
            request.run();
        }
    }

    /** The loop takes nothing any more; what waits, and what still comes, fails. */
    void end() {
        ended = true;
        run();
    }

    boolean hasEnded() {
        return ended;
    }

    long refused() {
        return refused.get();
    }
}
