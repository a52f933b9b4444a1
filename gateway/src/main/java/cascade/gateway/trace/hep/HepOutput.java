package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Way of HEP packets out: a queue, and a thread that makes and sends them, started with the first. Lossy by design: what
 * the queue, the name service, the collector or the network does not take is dropped and counted. Any thread, but for what
 * says otherwise.
 */
final class HepOutput {

    private record Waiting(HepEvent event, HepConfig config) {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    /** Counts what never came this far. */
    void drop(long packets) {
        dropped.add(packets);
    }

    /** On the control loop, as is {@link #close}. */
    void offer(HepEvent event, HepConfig config) {
        if (closed || queue.size() >= config.queue()) {
            dropped.increment();
            return;
        }
        queue.add(new Waiting(event, config));
        if (thread.isEmpty()) {
            thread = Optional.of(Thread.ofPlatform().daemon().name("hep").start(this::run));
        }
    }

    private void run() {
        List<Waiting> together = new ArrayList<>();
        var batch = new HepBatch();
        try (HepRoute route = new HepRoute()) {
            while (!Thread.currentThread().isInterrupted()) {
                Waiting first = queue.take();
                together.add(first);
                queue.drainTo(together, HepBatch.MOST_PACKETS - 1);
                send(together, batch, route);
                together.clear();
                if (queue.isEmpty()) {
                    // not woken for each packet: those of one moment go out together
                    Thread.sleep(first.config().gather());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits may have been offered under different configurations. */
    private void send(List<Waiting> together, HepBatch batch, HepRoute route) {
        HepConfig config = together.getFirst().config();
        for (Waiting next : together) {
            if (!next.config().equals(config) || !batch.hasRoom()) {
                flush(batch, route, config);
                config = next.config();
            }
            if (!batch.add(next.event(), config)) {
                dropped.increment();
            }
        }
        flush(batch, route, config);
    }

    private void flush(HepBatch batch, HepRoute route, HepConfig config) {
        int left = route.send(batch, config);
        sent.add(left);
        dropped.add((long) batch.size() - left);
        batch.clear();
    }

    void close() {
        closed = true;
        thread.ifPresent(Thread::interrupt);
    }
}
