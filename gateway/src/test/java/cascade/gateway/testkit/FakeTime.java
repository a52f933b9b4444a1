package cascade.gateway.testkit;

import cascade.gateway.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** Fake clock and timers: time passes only when a test says so, and timers ring in order, at their time. */
public final class FakeTime implements Timers, InstantSource, LongSupplier {

    private record Entry(long atNanos, long order, Runnable action) {}

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::order));
    private long nanos;
    private long order;

    @Override
    public Runnable after(Duration delay, Runnable action) {
        var entry = new Entry(nanos + delay.toNanos(), order++, action);
        queue.add(entry);
        return () -> queue.remove(entry);
    }

    public void pass(Duration duration) {
        long until = nanos + duration.toNanos();
        while (!queue.isEmpty() && queue.peek().atNanos() <= until) {
            Entry next = queue.poll();
            nanos = next.atNanos();
            next.action().run();
        }
        nanos = until;
    }

    public int pendingTimers() {
        return queue.size();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
