package cascade.gateway.domain;

import cascade.config.UnknownSource;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns away who is not a configured platform, or not from where it may speak: 403 with a Warning in plain words, or
 * silence, as configured; counted, and logged now and then. Control loop only.
 */
public final class Strangers {

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final Domains domains;
    private UnknownSource unknownSource;
    private final SipObserver observer;
    private final LogBudget logBudget;

    Strangers(Domains domains, UnknownSource unknownSource, DomainRuntime runtime) {
        this.domains = domains;
        this.unknownSource = unknownSource;
        this.observer = runtime.observer();
        this.logBudget = new LogBudget(LOG_INTERVAL, runtime.nanoTime());
    }

    void reconfigure(UnknownSource next) {
        unknownSource = next;
    }

    /** Answers a request that is neither an upper's nor a lower's. */
    public void refuse(ServerTransaction transaction) {
        String id = transaction.request().from().uri().user();
        refuse(
                transaction,
                domains.isKnownId(transaction.source(), id) ? Distrust.FOREIGN_ADDRESS : Distrust.UNKNOWN_ID);
    }

    void refuse(ServerTransaction transaction, Distrust why) {
        observer.rejected(domains.domainOf(transaction.source()).orElse(SipObserver.UNKNOWN), why.label());
        logBudget
                .tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue(
                                "method", PeerText.shown(transaction.request().method()))
                        .addKeyValue(
                                "gbId",
                                PeerText.shown(
                                        transaction.request().from().uri().user()))
                        .addKeyValue("address", transaction.source())
                        .addKeyValue("errorCode", why.label())
                        .addKeyValue("suppressed", suppressed)
                        .log("turned away"));
        if (why.isStranger() && unknownSource == UnknownSource.DROP) {
            transaction.ignore();
        } else {
            transaction.refuse(403, why.text());
        }
    }
}
