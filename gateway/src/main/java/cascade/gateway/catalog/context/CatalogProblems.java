package cascade.gateway.catalog.context;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Problem counters and their log lines: of a kind with a peer the first is logged and then one each interval, since
 * peers can cause them at will. Control loop only.
 */
public final class CatalogProblems {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogProblems.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private record Key(String peer, CatalogProblem problem) {}

    private final SipObserver observer;
    private final LongSupplier nanoTime;
    private final Map<Key, LogBudget> budgets = new HashMap<>();

    public CatalogProblems(SipObserver observer, LongSupplier nanoTime) {
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** A peer that is no longer configured. */
    public void forget(String peer) {
        budgets.keySet().removeIf(key -> key.peer().equals(peer));
    }

    /** @param what in plain words, without text that a peer chose freely */
    public void note(String peer, CatalogProblem problem, String what) {
        note(peer, problem, what, UnaryOperator.identity());
    }

    /** @param keys adds what is special about it */
    public void note(String peer, CatalogProblem problem, String what, UnaryOperator<LoggingEventBuilder> keys) {
        observer.rejected(peer, problem.label());
        budgets.computeIfAbsent(new Key(peer, problem), key -> new LogBudget(LOG_INTERVAL, nanoTime))
                .tryTake()
                .ifPresent(suppressed -> keys.apply(LOG.atWarn()
                                .addKeyValue("peer", peer)
                                .addKeyValue("errorCode", problem.label())
                                .addKeyValue("suppressed", suppressed))
                        .log(what));
    }
}
