package cascade.gateway.domain.peer;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Problem counters of one feature and their log lines: of a kind with a peer the first is logged and then one each
 * interval, since peers can cause them at will. Control loop only.
 */
public final class PeerProblems {

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private record Key(String peer, String kind) {}

    private final Logger log;
    private final SipObserver observer;
    private final LongSupplier nanoTime;
    private final Map<Key, LogBudget> budgets = new HashMap<>();

    /** @param nanoTime a clock that only goes forward */
    public PeerProblems(Logger log, SipObserver observer, LongSupplier nanoTime) {
        this.log = log;
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** A peer that is no longer configured. */
    public void forget(String peer) {
        budgets.keySet().removeIf(key -> key.peer().equals(peer));
    }

    /**
     * @param kind the label of {@code cascade_sip_rejected_total}, and the line's cause
     * @param what in plain words, without text that a peer chose freely
     */
    public void note(String peer, String kind, String what) {
        note(peer, kind, what, UnaryOperator.identity());
    }

    /** @param keys adds what is special about it */
    public void note(String peer, String kind, String what, UnaryOperator<LoggingEventBuilder> keys) {
        observer.rejected(peer, kind);
        budgets.computeIfAbsent(new Key(peer, kind), key -> new LogBudget(LOG_INTERVAL, nanoTime))
                .tryTake()
                .ifPresent(suppressed -> keys.apply(log.atWarn()
                                .addKeyValue("peer", peer)
                                .addKeyValue("errorCode", kind)
                                .addKeyValue("suppressed", suppressed))
                        .log(what));
    }
}
