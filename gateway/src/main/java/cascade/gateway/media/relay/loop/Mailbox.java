package cascade.gateway.media.relay.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounded queue between two threads, without locks. Whoever must not be refused (ends, results: each belongs to
 * something that was admitted before) passes the bound with {@link #add}.
 */
final class Mailbox<T> {

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    /** False when the queue is full. */
    boolean offer(T item) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(item);
        return true;
    }

    void add(T item) {
        waiting.incrementAndGet();
        queue.add(item);
    }

    @Nullable
    T poll() {
        @Nullable T item = queue.poll();
        if (item != null) {
            waiting.decrementAndGet();
        }
        return item;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
