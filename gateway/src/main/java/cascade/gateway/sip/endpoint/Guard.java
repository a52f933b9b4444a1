package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Guard around each event: whoever is told of one may fail on it, and that must not keep it from the others. Faults are
 * counted, and logged once a second at most: what makes us fail may come again and again. Control loop only.
 */
final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);

    private static final Duration FAULT_INTERVAL = Duration.ofSeconds(1);

    private final SipObserver observer;
    private final LogBudget faults;

    /** @param nanoTime a clock that only goes forward */
    Guard(SipObserver observer, LongSupplier nanoTime) {
        this.observer = observer;
        this.faults = new LogBudget(FAULT_INTERVAL, nanoTime);
    }

    /** @param label of the peer that the event concerns */
    void run(String label, Runnable event) {
        try {
            event.run();
        } catch (RuntimeException fault) {
            failed(label, fault, "sip event failed", UnaryOperator.identity());
        }
    }

    /** @param keys adds what is known of the event */
    void failed(String label, RuntimeException fault, String what, UnaryOperator<LoggingEventBuilder> keys) {
        observer.rejected(label, "internal");
        faults.tryTake()
                .ifPresent(suppressed -> keys.apply(LOG.atError().addKeyValue("peer", label))
                        .addKeyValue("suppressed", suppressed)
                        .setCause(fault)
                        .log(what));
    }
}
