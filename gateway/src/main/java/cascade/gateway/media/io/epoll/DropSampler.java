package cascade.gateway.media.io.epoll;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sampler of the kernel's drop counters (packets for which a socket had no room): comes to each socket of a loop once a
 * second, a few at a time, so that no packet has to carry the number. Loop thread.
 */
final class DropSampler {

    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean started;
    private long nextNanos;
    private int next;

    void onLook(WatchedTable watched, long nowNanos) {
        if (watched.size() == 0 || (started && nowNanos - nextNanos < 0)) {
            return;
        }
        int count = watched.size();
        long stepNanos = ROUND_NANOS / count;
        long due = started ? Math.min(count, 1 + (nowNanos - nextNanos) / stepNanos) : count;
        started = true;
        nextNanos = nowNanos + stepNanos;
        for (int i = 0; i < due; i++) {
            next = (next + 1) % count;
            @Nullable Watched one = watched.inPlace(next);
            if (one != null && !one.isClosed()) {
                one.sampleDrops();
            }
        }
    }
}
