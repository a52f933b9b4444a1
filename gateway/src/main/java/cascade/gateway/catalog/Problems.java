package cascade.gateway.catalog;

import cascade.gateway.sip.SipObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Counts every problem, and logs the first of a kind with a peer and then one each interval: peers can cause them at will.
 * Control loop only.
 */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private record Key(String peer, Problem problem) {}

    /** When it was logged last, and how often it happened since. */
    private record Logged(long atNanos, int since) {}

    private final SipObserver observer;
    private final LongSupplier nanoTime;
    private final Map<Key, Logged> logged = new HashMap<>();

    Problems(SipObserver observer, LongSupplier nanoTime) {
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** @param what in plain words, without text that a peer chose freely */
    void note(String peer, Problem problem, String what) {
        note(peer, problem, what, UnaryOperator.identity());
    }

    /** @param keys adds what is special about it */
    void note(String peer, Problem problem, String what, UnaryOperator<LoggingEventBuilder> keys) {
        observer.rejected(peer, problem.label());
        long nowNanos = nanoTime.getAsLong();
        var key = new Key(peer, problem);
        Logged last = logged.get(key);
        if (last != null && nowNanos - last.atNanos() < LOG_INTERVAL_NANOS) {
            logged.put(key, new Logged(last.atNanos(), last.since() + 1));
            return;
        }
        keys.apply(LOG.atWarn()
                        .addKeyValue("peer", peer)
                        .addKeyValue("errorCode", problem.label())
                        .addKeyValue("suppressed", last == null ? 0 : last.since()))
                .log(what);
        logged.put(key, new Logged(nowNanos, 0));
    }
}
