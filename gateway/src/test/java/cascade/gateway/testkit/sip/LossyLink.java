package cascade.gateway.testkit.sip;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One direction of a link that loses datagrams: the same ones for the same seed. Of one thread, but for the count. */
final class LossyLink {

    private final double share;
    private final Random random;
    private final AtomicLong lost = new AtomicLong();

    /** @param share of the datagrams that are lost, 0 to 1 */
    LossyLink(double share, long seed) {
        this.share = share;
        this.random = new Random(seed);
    }

    static LossyLink lossless() {
        return new LossyLink(0, 0);
    }

    boolean passes() {
        boolean passes = random.nextDouble() >= share;
        if (!passes) {
            lost.incrementAndGet();
        }
        return passes;
    }

    long lost() {
        return lost.get();
    }
}
