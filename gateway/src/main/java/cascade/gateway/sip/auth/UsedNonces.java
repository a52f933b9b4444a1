package cascade.gateway.sip.auth;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The nonces of accepted requests, kept for their life so that nothing is accepted twice. Only the holder of the password
 * gets one in; when full, it refuses rather than forgets.
 */
final class UsedNonces {

    private record Use(long count, long firstUsedNanos) {}

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final int limit;
    private final long lifeNanos;
    private final LongSupplier nanoTime;

    UsedNonces(int limit, Duration life, LongSupplier nanoTime) {
        this.limit = limit;
        this.lifeNanos = life.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Notes a use; false where the nonce was used before with that count or a higher one. */
    boolean tryUse(String nonce, long count) {
        forgetExpired();
        Use last = uses.get(nonce);
        if (last == null ? uses.size() >= limit : count <= last.count()) {
            return false;
        }
        long firstUsedNanos = last == null ? nanoTime.getAsLong() : last.firstUsedNanos();
        uses.put(nonce, new Use(count, firstUsedNanos));
        return true;
    }

    /** In the order of their first use; a nonce used that long ago was made even earlier. */
    private void forgetExpired() {
        long nowNanos = nanoTime.getAsLong();
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && nowNanos - oldest.next().firstUsedNanos() > lifeNanos) {
            oldest.remove();
        }
    }
}
