package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.config.value.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Way of HEP packets out: a queue, and a thread that makes and sends them, started with the first. Lossy by design: what
 * the queue, the name service or the network does not take is dropped and counted. Any thread.
 */
final class HepOutput {

    private static final Logger LOG = LoggerFactory.getLogger(HepOutput.class);

    private static final Duration RESOLVED_FOR = Duration.ofMinutes(1);
    /** The thread is not woken for each packet: those of one moment go out together. */
    private static final Duration GATHERED_FOR = Duration.ofMillis(20);

    private record Waiting(HepEvent event, HepConfig config) {}

    private record Resolved(HostPort asked, Optional<InetSocketAddress> address, long atNanos) {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private Optional<Thread> thread = Optional.empty();
    private Optional<Resolved> collector = Optional.empty();
    private boolean closed;

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
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
        try (DatagramChannel channel = DatagramChannel.open()) {
            List<Waiting> together = new ArrayList<>();
            while (!Thread.currentThread().isInterrupted()) {
                together.add(queue.take());
                queue.drainTo(together);
                together.forEach(next -> count(send(channel, next)));
                together.clear();
                Thread.sleep(GATHERED_FOR);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            LOG.atWarn().addKeyValue("cause", broken.getMessage()).log("hep socket given up");
        }
    }

    private void count(boolean wasSent) {
        (wasSent ? sent : dropped).increment();
    }

    private boolean send(DatagramChannel channel, Waiting next) {
        Optional<InetSocketAddress> to = next.config().address().flatMap(this::resolved);
        Optional<byte[]> packet = to.flatMap(there -> HepPacket.of(next.event(), next.config()));
        if (packet.isEmpty()) {
            return false;
        }
        try {
            return channel.send(ByteBuffer.wrap(packet.get()), to.get()) > 0;
        } catch (IOException refused) {
            LOG.atDebug().addKeyValue("cause", refused.getMessage()).log("hep packet not sent");
            return false;
        }
    }

    /** Asked again after a while, whether there was an answer or not. */
    private Optional<InetSocketAddress> resolved(HostPort asked) {
        boolean known = collector
                .filter(found ->
                        found.asked().equals(asked) && System.nanoTime() - found.atNanos() < RESOLVED_FOR.toNanos())
                .isPresent();
        if (!known) {
            collector = Optional.of(new Resolved(asked, address(asked), System.nanoTime()));
        }
        return collector.flatMap(Resolved::address);
    }

    private static Optional<InetSocketAddress> address(HostPort asked) {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(asked.host()), asked.port()));
        } catch (UnknownHostException unknown) {
            LOG.atWarn().addKeyValue("address", asked).log("hep collector not found by its name");
            return Optional.empty();
        }
    }

    void close() {
        closed = true;
        thread.ifPresent(Thread::interrupt);
    }
}
