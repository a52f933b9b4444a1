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

    /** Together they are made and sent: bounds what one write may take. */
    private static final int MOST_TOGETHER = 256;

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
        try (HepRoute route = new HepRoute()) {
            while (!Thread.currentThread().isInterrupted()) {
                Waiting first = queue.take();
                together.add(first);
                queue.drainTo(together, MOST_TOGETHER - 1);
                send(together, route);
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
    private void send(List<Waiting> together, HepRoute route) {
        List<byte[]> packets = new ArrayList<>(together.size());
        HepConfig config = together.getFirst().config();
        for (Waiting next : together) {
            if (!next.config().equals(config)) {
                count(packets.size(), route.send(packets, config));
                packets.clear();
                config = next.config();
            }
            HepPacket.of(next.event(), config).ifPresentOrElse(packets::add, dropped::increment);
        }
        count(packets.size(), route.send(packets, config));
    }

    private void count(int given, int left) {
        sent.add(left);
        dropped.add((long) given - left);
    }

    void close() {
        closed = true;
        thread.ifPresent(Thread::interrupt);
    }
}
