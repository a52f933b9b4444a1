package cascade.gateway.media.relay.singleport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Routes of sources that ended, so that what still comes by them is not taken for the first packets of another stream
 * from the same address. They rest for the quarantine at most, or until nothing has come for a while: some cameras have
 * one SSRC for ever, and are to be seen again soon. Loop thread.
 */
final class QuarantinedRoutes {

    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private record Ended(InetSocketAddress from, int ssrc, SinglePortSource leg) {}

    private final long quarantineNanos;
    private final RouteTable routes = new RouteTable();
    private final Deque<Ended> inOrder = new ArrayDeque<>();

    QuarantinedRoutes(Duration quarantine) {
        this.quarantineNanos = quarantine.toNanos();
    }

    /** One route of a leg that goes on. */
    void add(SinglePortSource leg, InetSocketAddress from, int ssrc, long nowNanos) {
        dropOver(nowNanos);
        leg.endedNanos = nowNanos;
        leg.lateNanos = nowNanos;
        put(leg, from, ssrc);
    }

    void addAll(SinglePortSource leg, long nowNanos) {
        dropOver(nowNanos);
        leg.endedNanos = nowNanos;
        leg.lateNanos = nowNanos;
        leg.forEachRoute((from, ssrc) -> put(leg, from, ssrc));
    }

    private void put(SinglePortSource leg, InetSocketAddress from, int ssrc) {
        if (ssrc != 0) {
            routes.put(from, ssrc, leg);
            inOrder.addLast(new Ended(from, ssrc, leg));
        }
    }

    private void dropOver(long nowNanos) {
        while (!inOrder.isEmpty() && nowNanos - inOrder.getFirst().leg().endedNanos >= quarantineNanos) {
            Ended over = inOrder.removeFirst();
            routes.remove(over.from(), over.ssrc(), over.leg());
        }
    }

    boolean isLate(InetSocketAddress from, int ssrc, long nowNanos) {
        @Nullable SinglePortSource ended = routes.get(from, ssrc);
        if (ended == null) {
            return false;
        }
        if (nowNanos - ended.endedNanos >= quarantineNanos || nowNanos - ended.lateNanos >= SILENCE_NANOS) {
            routes.remove(from, ssrc, ended);
            return false;
        }
        ended.lateNanos = nowNanos;
        return true;
    }
}
