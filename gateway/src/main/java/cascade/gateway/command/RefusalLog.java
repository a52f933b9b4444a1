package cascade.gateway.command;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counters and log lines of what is refused or belongs to nothing: of a kind with a peer the first is logged, then one each
 * interval, since peers can cause them at will. Control loop only.
 */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private record Key(String peer, String kind) {}

    private final SipObserver observer;
    private final LongSupplier nanoTime;
    private final Map<Key, LogBudget> budgets = new HashMap<>();

    RefusalLog(SipObserver observer, LongSupplier nanoTime) {
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** @param what in plain words, without text that a peer chose freely */
    void note(String peer, String kind, String what) {
        observer.rejected(peer, kind);
        budgets.computeIfAbsent(new Key(peer, kind), key -> new LogBudget(INTERVAL, nanoTime))
                .tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", peer)
                        .addKeyValue("errorCode", kind)
                        .addKeyValue("suppressed", suppressed)
                        .log(what));
    }
}
