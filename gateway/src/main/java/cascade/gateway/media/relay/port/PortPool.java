package cascade.gateway.media.relay.port;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException.PortsExhausted;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Pool of the RTP/RTCP port pairs of one network. Takes are random, so that nobody can guess the next; what is given
 * back rests for the quarantine, so that packets on their way to the former leg meet nobody; shorter, down to a minimum,
 * where few pairs are free, since a late packet is told by its SSRC and a refused call is lost. A pair of which another
 * program holds a port rests as well. Control context.
 */
public final class PortPool {

    /** Of pairs that other programs hold; a range that is all theirs costs each call no more. */
    static final int MAX_TRIES = 32;

    /** Pairs to choose from at random, where resting ones have to do. */
    private static final int CHOICE = 16;

    /** Opens what a leg needs on a pair; a {@link BindException} means that one of its ports is taken. */
    @FunctionalInterface
    public interface Opener<T> {
        T open(int rtpPort) throws IOException;
    }

    private record Resting(int rtpPort, long sinceNanos) {}

    private final MediaNetwork network;
    private final long quarantineNanos;
    private final long minNanos;
    private final MediaClock clock;
    private final RandomGenerator random;

    /** RTP ports; the first {@link #freePairs} are free, in no order. */
    private final int[] free;

    private int freePairs;
    private final Deque<Resting> resting = new ArrayDeque<>();

    /** @param min rest of a pair that is used again because no other is free */
    public PortPool(MediaNetwork network, Duration quarantine, Duration min, MediaClock clock, RandomGenerator random) {
        this.network = network;
        this.quarantineNanos = quarantine.toNanos();
        this.minNanos = min.toNanos();
        this.clock = clock;
        this.random = random;
        this.free = new int[network.ports().stream().mapToInt(PortRange::pairs).sum()];
        for (PortRange range : network.ports()) {
            for (int port = range.first(); port < range.last(); port += 2) {
                free[freePairs++] = port;
            }
        }
    }

    /** What {@code opener} opened, or {@link PortsExhausted}, or {@link SocketRefused}, which costs no pair. */
    public <T> T take(Opener<T> opener) {
        endQuarantines();
        while (freePairs < CHOICE && hasRested(minNanos)) {
            freeLongestRested();
        }
        for (int tries = 0; freePairs > 0 && tries < MAX_TRIES; tries++) {
            int rtpPort = takeAtRandom();
            Optional<T> opened = tryOpen(rtpPort, opener);
            if (opened.isPresent()) {
                return opened.get();
            }
            rest(rtpPort);
        }
        throw new PortsExhausted(network.name());
    }

    /**
     * The same on that pair alone, which a leg of a former process had: {@link SocketRefused} where it is in use, rests, is in
     * none of the network's ranges, or another program holds it.
     */
    public <T> T take(int rtpPort, Opener<T> opener) {
        endQuarantines();
        int index = indexOfFree(rtpPort);
        if (index < 0) {
            throw refused(rtpPort, "not free");
        }
        free[index] = free[--freePairs];
        return tryOpen(rtpPort, opener).orElseThrow(() -> {
            rest(rtpPort);
            return refused(rtpPort, "another program has it");
        });
    }

    private int indexOfFree(int rtpPort) {
        for (int i = 0; i < freePairs; i++) {
            if (free[i] == rtpPort) {
                return i;
            }
        }
        return -1;
    }

    private SocketRefused refused(int rtpPort, String why) {
        return new SocketRefused("media port " + rtpPort + " in network " + network.name(), new BindException(why));
    }

    /** The sockets are closed; the ports rest. */
    public void giveBack(int rtpPort) {
        rest(rtpPort);
    }

    public PortUsage usage() {
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

    /** Empty when somebody else has it. */
    private <T> Optional<T> tryOpen(int rtpPort, Opener<T> opener) {
        try {
            return Optional.of(opener.open(rtpPort));
        } catch (BindException e) {
            return Optional.empty();
        } catch (IOException e) {
            free[freePairs++] = rtpPort;
            throw new SocketRefused("media port " + rtpPort + " in network " + network.name(), e);
        }
    }

    private void rest(int rtpPort) {
        resting.addLast(new Resting(rtpPort, clock.nanoTime()));
    }

    private void endQuarantines() {
        while (hasRested(quarantineNanos)) {
            freeLongestRested();
        }
    }

    /** Whether some pair has rested for so long. */
    private boolean hasRested(long nanos) {
        return !resting.isEmpty() && clock.nanoTime() - resting.getFirst().sinceNanos() >= nanos;
    }

    private void freeLongestRested() {
        free[freePairs++] = resting.removeFirst().rtpPort();
    }
}
