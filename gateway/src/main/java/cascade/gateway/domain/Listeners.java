package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.gateway.domain.status.OfflineReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observers of one role's domains, told in turn; one that fails does not keep the others from hearing. */
final class Listeners<D extends Domain> implements DomainListener<D> {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<DomainListener<D>> all = new ArrayList<>();

    void add(DomainListener<D> listener) {
        all.add(listener);
    }

    @Override
    public void onAdded(D domain) {
        tell(domain, listener -> listener.onAdded(domain));
    }

    @Override
    public void onReconfigured(D domain, DomainConfig old) {
        tell(domain, listener -> listener.onReconfigured(domain, old));
    }

    @Override
    public void onRemoved(D domain) {
        tell(domain, listener -> listener.onRemoved(domain));
    }

    @Override
    public void onOnline(D domain) {
        tell(domain, listener -> listener.onOnline(domain));
    }

    @Override
    public void onRegisteredAnew(D domain) {
        tell(domain, listener -> listener.onRegisteredAnew(domain));
    }

    @Override
    public void onOffline(D domain, OfflineReason reason) {
        tell(domain, listener -> listener.onOffline(domain, reason));
    }

    private void tell(D domain, Consumer<DomainListener<D>> event) {
        for (DomainListener<D> listener : List.copyOf(all)) {
            try {
                event.accept(listener);
            } catch (RuntimeException fault) {
                LOG.atError().addKeyValue("peer", domain.name()).setCause(fault).log("domain listener failed");
            }
        }
    }
}
