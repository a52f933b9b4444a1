package cascade.gateway.assembly.reload;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.diff.ConfigChange;
import cascade.config.diff.ConfigChange.DomainAdded;
import cascade.config.diff.ConfigChange.DomainChanged;
import cascade.config.diff.ConfigChange.DomainRemoved;
import cascade.config.diff.ConfigChange.DomainReplaced;
import cascade.config.diff.ConfigChange.GatewayChanged;
import cascade.config.diff.ConfigChange.NetworkAdded;
import cascade.config.diff.ConfigDiff;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Application of a {@link ConfigDiff} to the running gateway. What can fail, the sockets of new networks, comes first, so
 * that a failure leaves everything as it was. Then the new configuration is in force and the rest follows it: who is gone,
 * whose ids are free then for others, what changed, who is new. Control loop only.
 */
final class ConfigApplier {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigApplier.class);

    private final LiveConfig live;
    private final ReloadTarget target;

    ConfigApplier(LiveConfig live, ReloadTarget target) {
        this.live = live;
        this.target = target;
    }

    /**
     * Fails, and nothing has changed, where a new network cannot be bound. Else the configuration is in force when it
     * succeeds.
     *
     * @return faults of our own by which a part did not follow it, each as {@code key: what failed}; the rest did
     */
    Future<List<String>> apply(ConfigDiff diff) {
        List<NetworkConfig> bound = new ArrayList<>();
        Future<Void> networks = Future.succeededFuture();
        for (ConfigChange change : diff.changes()) {
            if (change instanceof NetworkAdded(NetworkConfig network)) {
                networks = networks.compose(done -> target.addNetwork(network)
                        .onSuccess(listening -> bound.add(network))
                        .recover(cause -> Future.failedFuture(new IllegalStateException(
                                "gateway.networks." + network.name() + ": " + cause.getMessage(), cause))));
            }
        }
        return networks.onFailure(cause -> bound.forEach(target::removeNetwork)).compose(done -> follow(diff));
    }

    private Future<List<String>> follow(ConfigDiff diff) {
        GatewayConfig before = live.get();
        live.replace(diff.effective());
        List<Future<Void>> leaving = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (ConfigChange change : diff.changes()) {
            leaver(change).ifPresent(domain -> guarded(change, faults, () -> leaving.add(target.removeDomain(domain))));
        }
        for (ConfigChange change : diff.changes()) {
            guarded(change, faults, () -> follow(change, before, diff.effective()));
        }
        return Future.join(leaving).transform(done -> Future.succeededFuture(List.copyOf(faults)));
    }

    private void follow(ConfigChange change, GatewayConfig before, GatewayConfig after) {
        switch (change) {
            case GatewayChanged settings -> target.onSettings(before, after);
            case DomainChanged(DomainConfig old, DomainConfig now, var touched) -> target.changeDomain(old, now);
            case DomainAdded(DomainConfig domain) -> target.addDomain(domain);
            case DomainReplaced(DomainConfig old, DomainConfig now, var touched) -> target.addDomain(now);
            case NetworkAdded done -> {}
            case DomainRemoved done -> {}
        }
    }

    /** A part that fails is no reason to leave the others by the old configuration. */
    private static void guarded(ConfigChange change, List<String> faults, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            String keys = String.join(", ", change.keys());
            LOG.atError().addKeyValue("changed", keys).setCause(fault).log("configuration not followed");
            faults.add(keys + ": " + fault);
        }
    }

    private static Optional<DomainConfig> leaver(ConfigChange change) {
        return switch (change) {
            case DomainRemoved(DomainConfig domain) -> Optional.of(domain);
            case DomainReplaced(DomainConfig old, DomainConfig now, var touched) -> Optional.of(old);
            case GatewayChanged other -> Optional.empty();
            case NetworkAdded other -> Optional.empty();
            case DomainAdded other -> Optional.empty();
            case DomainChanged other -> Optional.empty();
        };
    }
}
