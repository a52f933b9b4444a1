package cascade.gateway.assembly.metering;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.time.Timers;
import cascade.monitoring.MediaMeters;
import cascade.monitoring.SocketKind;
import io.vertx.core.Context;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodic count of the datagrams that the kernel dropped at the SIP sockets: no SIP counter knows of them, and peers see
 * them as silence. The table is read on a worker, since thousands of media sockets are in it too, and the kernel looks for each
 * part of it from its beginning; after a reading that took long there is a long rest. Control loop only.
 */
final class SipSocketDrops {

    private static final Logger LOG = LoggerFactory.getLogger(SipSocketDrops.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Times that a reading took: it has a hundredth of the time, as long as the longest rest allows. */
    private static final int RESTS = 100;

    /** A reading may have taken long because the machine stood still. */
    private static final long LONGEST_REST_NANOS = Duration.ofMinutes(5).toNanos();

    private final Context control;
    private final Supplier<Collection<ListeningPoint>> points;
    private final MediaMeters meters;
    private final UdpTable table;
    private final LongSupplier nanoTime;
    private final Runnable cancel;
    /** By network, of all sockets that it has had. */
    private final Map<String, AtomicLong> totals = new HashMap<>();

    private Map<InetSocketAddress, Long> last = Map.of();
    private boolean reading;
    private long restUntilNanos;

    /** @param points as bound */
    SipSocketDrops(Context control, Timers timers, Supplier<Collection<ListeningPoint>> points, MediaMeters meters) {
        this(control, timers, points, meters, UdpTable.ofKernel(), System::nanoTime);
    }

    SipSocketDrops(
            Context control,
            Timers timers,
            Supplier<Collection<ListeningPoint>> points,
            MediaMeters meters,
            UdpTable table,
            LongSupplier nanoTime) {
        this.control = control;
        this.points = points;
        this.meters = meters;
        this.table = table;
        this.nanoTime = nanoTime;
        this.restUntilNanos = nanoTime.getAsLong();
        this.cancel = timers.every(PERIOD, this::sample);
    }

    private void sample() {
        Map<InetSocketAddress, String> networks = new HashMap<>();
        for (ListeningPoint point : points.get()) {
            InetSocketAddress socket = UdpTable.socket(point.host(), point.port());
            if (point.transports().contains(SipTransport.UDP) && !socket.isUnresolved()) {
                networks.put(socket, point.network());
                total(point.network());
            }
        }
        if (reading || networks.isEmpty() || nanoTime.getAsLong() - restUntilNanos < 0) {
            return;
        }
        reading = true;
        Set<InetSocketAddress> sockets = Set.copyOf(networks.keySet());
        long begun = nanoTime.getAsLong();
        control.executeBlocking(() -> table.drops(sockets)).onComplete(read -> {
            reading = false;
            long now = nanoTime.getAsLong();
            restUntilNanos = now + Math.min(LONGEST_REST_NANOS, RESTS * (now - begun));
            if (read.succeeded()) {
                note(networks, read.result());
            } else {
                LOG.atDebug()
                        .addKeyValue("cause", read.cause().getMessage())
                        .log("drops of the SIP sockets not sampled");
            }
        });
    }

    /** A count that fell is that of a socket that was opened anew. */
    private void note(Map<InetSocketAddress, String> networks, Map<InetSocketAddress, Long> now) {
        now.forEach((socket, drops) -> {
            long before = last.getOrDefault(socket, 0L);
            String network = networks.get(socket);
            if (network != null) {
                total(network).addAndGet(drops < before ? drops : drops - before);
            }
        });
        last = now;
    }

    private AtomicLong total(String network) {
        return totals.computeIfAbsent(network, name -> {
            var total = new AtomicLong();
            meters.watchSocketDrops(name, SocketKind.SIP, total::get);
            return total;
        });
    }

    /** Stops counting. */
    void close() {
        cancel.run();
    }
}
