package cascade.gateway.simulator.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Media loop of one simulated platform, one thread: sends what is due, reads what has come. Hundreds of streams share
 * it. {@link #execute} may be called from any thread, everything else belongs to the loop.
 */
public final class RtpLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RtpLoop.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_WAIT_MILLIS = 1000;
    private static final int MAX_DATAGRAM_BYTES = 65_536;

    /** Something to do at a time of its own; due times only change inside {@link #runAt}. */
    abstract static class Timed {
        private long dueNanos;

        /**
         * @param nowNanos not before the due time
         * @return when it is due next, or {@link #NEVER}
         */
        abstract long runAt(long nowNanos);
    }

    /** Does what one socket is ready for. */
    interface Selected {
        void on(SelectionKey key) throws IOException;
    }

    /** Reads one socket until it is empty or the turn is over. */
    interface Reader {
        void read(DatagramChannel channel) throws IOException;
    }

    static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final Thread thread;
    private final LongSupplier nanoClock;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timed> timers = new PriorityQueue<>(new ByDueTime());
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private volatile boolean closed;

    /** Compares by difference, as nanoTime asks for. */
    private static final class ByDueTime implements Comparator<Timed> {
        @Override
        public int compare(Timed one, Timed other) {
            return Long.signum(one.dueNanos - other.dueNanos);
        }
    }

    private RtpLoop(String name, Selector selector, LongSupplier nanoClock) {
        this.selector = selector;
        this.nanoClock = nanoClock;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts a loop; its thread bears the name. */
    public static RtpLoop start(String name) {
        try {
            var loop = new RtpLoop(name, Selector.open(), System::nanoTime);
            loop.thread.start();
            return loop;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has the loop run a command soon. After {@link #close} it is dropped. */
    public void execute(Runnable command) {
        commands.add(command);
        selector.wakeup();
    }

    long nanoTime() {
        return nanoClock.getAsLong();
    }

    /** What all streams read into, one datagram at a time. */
    ByteBuffer datagram() {
        return datagram;
    }

    void schedule(Timed timed, long dueNanos) {
        timed.dueNanos = dueNanos;
        timers.add(timed);
    }

    void cancel(Timed timed) {
        timers.remove(timed);
    }

    void read(DatagramChannel channel, Reader reader) throws IOException {
        register(channel, SelectionKey.OP_READ, key -> reader.read((DatagramChannel) key.channel()));
    }

    SelectionKey register(SelectableChannel channel, int interest, Selected selected) throws IOException {
        return channel.register(selector, interest, selected);
    }

    private void run() {
        try {
            while (!closed) {
                runCommands();
                runTimers();
                selector.select(RtpLoop::onReady, millisToNextTimer());
            }
            runCommands();
            selector.close();
        } catch (IOException | ClosedSelectorException failure) {
            log.atError().setCause(failure).log("media loop of a simulated platform ended");
        }
    }

    private void runCommands() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            try {
                command.run();
            } catch (RuntimeException failure) {
                log.atError().setCause(failure).log("media command failed");
            }
        }
    }

    private void runTimers() {
        long now = nanoTime();
        for (Timed next = timers.peek(); next != null && next.dueNanos - now <= 0; next = timers.peek()) {
            timers.poll();
            try {
                long due = next.runAt(now);
                if (due != NEVER) {
                    schedule(next, due);
                }
            } catch (RuntimeException failure) {
                log.atError().setCause(failure).log("media stream stopped");
            }
        }
    }

    private long millisToNextTimer() {
        Timed next = timers.peek();
        if (next == null) {
            return LONGEST_WAIT_MILLIS;
        }
        long millis = (next.dueNanos - nanoTime() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        // 0 would mean for ever; 1 ms bundles the packets of many streams into one round
        return Math.clamp(millis, 1, LONGEST_WAIT_MILLIS);
    }

    private static void onReady(SelectionKey key) {
        try {
            ((Selected) key.attachment()).on(key);
        } catch (IOException | RuntimeException failure) {
            key.cancel();
            log.atWarn().setCause(failure).log("media socket no longer read");
        }
    }

    /** Ends the thread after the commands given so far; streams must have been closed by then. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
