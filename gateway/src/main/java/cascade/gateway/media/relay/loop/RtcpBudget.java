package cascade.gateway.media.relay.loop;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Budget of a loop for telling RTCP: so many datagrams in each second. {@link #allow} from any thread; everything else is the
 * loop's own.
 */
public final class RtcpBudget {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile int perSecond;
    private long secondStartedNanos;
    private int told;
    private int missed;

    /** @param packets 0: none, and none is missed */
    public void allow(int packets) {
        perSecond = packets;
    }

    /** False where nobody wants it, and where too much came in this second, which is counted. */
    public boolean tryTake(LongSupplier nanoTime) {
        int most = perSecond;
        if (most == 0) {
            return false;
        }
        long nowNanos = nanoTime.getAsLong();
        if (nowNanos - secondStartedNanos >= SECOND_NANOS) {
            secondStartedNanos = nowNanos;
            told = 0;
        }
        if (told >= most) {
            missed++;
            return false;
        }
        told++;
        return true;
    }

    /** How many came too fast since this was asked last. */
    public int takeMissed() {
        int since = missed;
        missed = 0;
        return since;
    }

    /** One that was taken was not told after all. */
    public void onNotTold(int packets) {
        missed += packets;
    }
}
