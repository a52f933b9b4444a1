package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.SipObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guard around each event: whoever is told of one may fail on it, and that must not keep it from the others. Stateless. */
final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);

    private final SipObserver observer;

    Guard(SipObserver observer) {
        this.observer = observer;
    }

    /** @param label of the peer that the event concerns */
    void run(String label, Runnable event) {
        try {
            event.run();
        } catch (RuntimeException fault) {
            observer.rejected(label, "internal");
            LOG.atError().addKeyValue("peer", label).setCause(fault).log("sip event failed");
        }
    }
}
