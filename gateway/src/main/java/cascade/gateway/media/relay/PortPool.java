package cascade.gateway.media.relay;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException.PortsExhausted;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The port pairs of one network. Takes are random, so that nobody can guess the next; what is given back rests for the
 * quarantine, so that packets on their way to the former leg meet nobody. A pair of which another program holds a port
 * rests as well. Control context.
 *
 * @param <S> what a bound port is in this gear
 */
final class PortPool<S extends Closeable> {

    /** Opens one port; a {@link BindException} means that it is taken. */
    @FunctionalInterface
    interface Binder<S> {
        S bind(int port) throws IOException;
    }

    private record Resting(int rtpPort, long untilNanos) {}

    private final MediaNetwork network;
    private final long quarantineNanos;
    private final MediaClock clock;
    private final RandomGenerator random;
    private final Binder<S> binder;

    /** RTP ports; the first {@link #freePairs} are free, in no order. */
    private final int[] free;

    private int freePairs;
    private final Deque<Resting> resting = new ArrayDeque<>();

    PortPool(MediaNetwork network, Duration quarantine, MediaClock clock, RandomGenerator random, Binder<S> binder) {
        this.network = network;
        this.quarantineNanos = quarantine.toNanos();
        this.clock = clock;
        this.random = random;
        this.binder = binder;
        this.free = new int[network.ports().stream().mapToInt(PortRange::pairs).sum()];
        for (PortRange range : network.ports()) {
            for (int port = range.first(); port < range.last(); port += 2) {
                free[freePairs++] = port;
            }
        }
    }

    /** Two bound sockets, or {@link PortsExhausted}, or {@link SocketRefused}. */
    PortPair<S> take() {
        endQuarantines();
        while (freePairs > 0) {
            int rtpPort = takeAtRandom();
            @Nullable PortPair<S> pair = tryBind(rtpPort);
            if (pair != null) {
                return pair;
            }
            rest(rtpPort);
        }
        throw new PortsExhausted(network.name());
    }

    /** The sockets are closed; the ports rest. */
    void giveBack(int rtpPort) {
        rest(rtpPort);
    }

    PortUsage usage() {
        endQuarantines();
        int usedPairs = free.length - freePairs - resting.size();
        return new PortUsage(network.name(), 2 * usedPairs, 2 * resting.size(), 2 * freePairs);
    }

    private int takeAtRandom() {
        int index = random.nextInt(freePairs);
        int port = free[index];
        free[index] = free[--freePairs];
        return port;
    }

    /** Both or neither; null when one is taken by somebody else. */
    private @Nullable PortPair<S> tryBind(int rtpPort) {
        try {
            S rtp = binder.bind(rtpPort);
            try {
                return new PortPair<>(rtpPort, rtp, binder.bind(rtpPort + 1));
            } catch (IOException e) {
                rtp.close();
                throw e;
            }
        } catch (BindException e) {
            return null;
        } catch (IOException e) {
            free[freePairs++] = rtpPort;
            throw new SocketRefused("media port " + rtpPort + " in network " + network.name(), e);
        }
    }

    private void rest(int rtpPort) {
        resting.addLast(new Resting(rtpPort, clock.nanoTime() + quarantineNanos));
    }

    private void endQuarantines() {
        long now = clock.nanoTime();
        while (!resting.isEmpty() && now - resting.getFirst().untilNanos() >= 0) {
            free[freePairs++] = resting.removeFirst().rtpPort();
        }
    }
}
