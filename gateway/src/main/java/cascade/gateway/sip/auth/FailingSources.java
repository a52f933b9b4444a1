package cascade.gateway.sip.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often each source was wrong in a row; one that was too often is refused for a while. */
final class FailingSources {

    private record Failures(int inARow, long lastNanos) {}

    private final Map<InetAddress, Failures> bySource;
    private final int maxFailures;
    private final long windowNanos;
    private final LongSupplier nanoTime;

    FailingSources(int maxFailures, Duration window, int maxSources, LongSupplier nanoTime) {
        this.maxFailures = maxFailures;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
        this.bySource = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<InetAddress, Failures> eldest) {
                return size() > maxSources;
            }
        };
    }

    boolean isBlocked(InetAddress source) {
        return inARow(source) >= maxFailures;
    }

    void failed(InetAddress source) {
        bySource.put(source, new Failures(inARow(source) + 1, nanoTime.getAsLong()));
    }

    void succeeded(InetAddress source) {
        bySource.remove(source);
    }

    private int inARow(InetAddress source) {
        Failures failures = bySource.get(source);
        return failures == null || nanoTime.getAsLong() - failures.lastNanos() > windowNanos ? 0 : failures.inARow();
    }
}
