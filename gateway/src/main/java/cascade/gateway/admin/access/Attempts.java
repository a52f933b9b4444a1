package cascade.gateway.admin.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Wrong passwords by source address, and how long who guesses has to wait. As many addresses are remembered as fit, those
 * that failed last. Control loop only.
 */
final class Attempts {

    private static final int MAX_ADDRESSES = 1_000;
    private static final int MOST_DOUBLINGS = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final class Failures {
        int count;
        long waitUntil;
    }

    private final LongSupplier nanoTime;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long this address has still to wait before another password of it is looked at. */
    Duration delay(String address) {
        Failures failures = byAddress.get(address);
        long left = failures == null ? 0 : failures.waitUntil - nanoTime.getAsLong();
        return Duration.ofNanos(Math.max(0, left));
    }

    void failed(String address, AccessRules rules) {
        Failures failures = byAddress.computeIfAbsent(address, first -> new Failures());
        failures.count++;
        int beyond = failures.count - rules.maxFailures();
        if (beyond >= 0) {
            Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
            Duration wait = doubled.compareTo(rules.maxWait()) > 0 ? rules.maxWait() : doubled;
            failures.waitUntil = nanoTime.getAsLong() + wait.toNanos();
        }
    }

    void succeeded(String address) {
        byAddress.remove(address);
    }
}
