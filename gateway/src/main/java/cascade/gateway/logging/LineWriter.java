package cascade.gateway.logging;

import cascade.monitoring.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;

/**
 * Asynchronous, bounded output of log lines: a queue whose bytes are limited, and a daemon thread that writes them. A line
 * that finds the queue full is dropped and counted, as are lines that the output refuses; nobody who logs ever waits or
 * gets an exception. The last quarter of the queue is kept for WARN and ERROR. After a gap the next lines that can be
 * written are followed by one that tells how many are missing.
 *
 * <p>{@link #offer} and the counts: any thread.
 */
final class LineWriter implements AutoCloseable {

    /** What a line costs in the queue beside its bytes. */
    private static final int OVERHEAD_BYTES = 64;
    /** Lines that wait are written together up to this size: a write costs more than a copy. */
    private static final int BATCH_BYTES = 64 << 10;
    /** Between two writes where lines come one by one: what comes meanwhile is written together. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private sealed interface Entry {}

    private record Line(LogLevel level, byte[] bytes) implements Entry {
        int size() {
            return bytes.length + OVERHEAD_BYTES;
        }
    }

    private record Mark(CountDownLatch reached) implements Entry {}

    private final OutputStream out;
    private final LongFunction<byte[]> gap;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLongArray logged = new AtomicLongArray(LogLevel.values().length);
    private final AtomicLongArray dropped = new AtomicLongArray(LogLevel.values().length);
    private final Thread thread = new Thread(this::run, "log");

    private volatile long maxBytes;
    private volatile boolean closed;
    /** Dropped lines that a gap line has told; the writing thread's own. */
    private long toldDropped;
    /** The writing thread's own. */
    private long wroteNanos = System.nanoTime() - GATHER_NANOS;

    /**
     * @param maxBytes that may wait
     * @param gap the line that tells how many are missing
     */
    LineWriter(OutputStream out, long maxBytes, LongFunction<byte[]> gap) {
        this.out = out;
        this.maxBytes = maxBytes;
        this.gap = gap;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on; lines that wait already stay. */
    void limit(long bytes) {
        maxBytes = bytes;
    }

    void offer(LogLevel level, byte[] bytes) {
        logged.incrementAndGet(level.ordinal());
        var line = new Line(level, bytes);
        if (!closed && reserve(line)) {
            waiting.add(line);
        } else {
            dropped.incrementAndGet(level.ordinal());
        }
    }

    private boolean reserve(Line line) {
        long limit = line.level().compareTo(LogLevel.WARN) <= 0 ? maxBytes : maxBytes / 4 * 3;
        if (waitingBytes.addAndGet(line.size()) <= limit) {
            return true;
        }
        waitingBytes.addAndGet(-line.size());
        return false;
    }

    /** Lines offered, dropped ones included. */
    long logged(LogLevel level) {
        return logged.get(level.ordinal());
    }

    long dropped(LogLevel level) {
        return dropped.get(level.ordinal());
    }

    /** Waits until what was offered before is written, but no longer than {@code limit}; whether it is. */
    boolean flush(Duration limit) {
        var reached = new CountDownLatch(1);
        waiting.add(new Mark(reached));
        try {
            return reached.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What waits is not written any more; {@link #flush} first. A write that blocks is left to the end of the process. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                Entry first = waiting.take();
                if (first instanceof Line && waiting.isEmpty()) {
                    TimeUnit.NANOSECONDS.sleep(wroteNanos + GATHER_NANOS - System.nanoTime());
                }
                writeFrom(first);
            }
        } catch (InterruptedException ended) {
            // by close, and by nobody else
        }
    }

    private void writeFrom(Entry first) {
        var batch = new ByteArrayOutputStream();
        var lines = new ArrayList<Line>();
        Entry entry = first;
        while (entry instanceof Line line) {
            batch.writeBytes(line.bytes());
            lines.add(line);
            entry = batch.size() < BATCH_BYTES ? waiting.poll() : null;
        }
        if (!lines.isEmpty()) {
            write(batch, lines);
        }
        if (entry instanceof Mark mark) {
            mark.reached().countDown();
        }
    }

    private void write(ByteArrayOutputStream batch, List<Line> lines) {
        long missing = allDropped() - toldDropped;
        if (missing > 0) {
            batch.writeBytes(gap.apply(missing));
        }
        try {
            batch.writeTo(out);
            out.flush();
            toldDropped += missing;
        } catch (IOException refused) {
            lines.forEach(line -> dropped.incrementAndGet(line.level().ordinal()));
        }
        wroteNanos = System.nanoTime();
        waitingBytes.addAndGet(-lines.stream().mapToLong(Line::size).sum());
    }

    private long allDropped() {
        long sum = 0;
        for (int i = 0; i < dropped.length(); i++) {
            sum += dropped.get(i);
        }
        return sum;
    }
}
