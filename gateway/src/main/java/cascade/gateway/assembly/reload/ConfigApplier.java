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

/**
 * Application of a {@link ConfigDiff} to the running gateway. What can fail, the sockets of new networks, comes first, so
 * that a failure leaves everything as it was. Then the new configuration is in force and the rest follows it: who is gone,
 * whose ids are free then for others, what changed, who is new. Control loop only.
 */
final class ConfigApplier {

    private final LiveConfig live;
    private final ReloadTarget target;

    ConfigApplier(LiveConfig live, ReloadTarget target) {
        this.live = live;
        this.target = target;
    }

    /** Succeeds when all of it is in effect; fails, and nothing has changed, where a new network cannot be bound. */
    Future<Void> apply(ConfigDiff diff) {
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

    private Future<Void> follow(ConfigDiff diff) {
        GatewayConfig before = live.get();
        live.replace(diff.effective());
        List<Future<Void>> leaving = new ArrayList<>();
        for (ConfigChange change : diff.changes()) {
            leaver(change).ifPresent(domain -> leaving.add(target.removeDomain(domain)));
        }
        for (ConfigChange change : diff.changes()) {
            switch (change) {
                case GatewayChanged settings -> target.onSettings(before, diff.effective());
                case DomainChanged(DomainConfig old, DomainConfig now, var touched) -> target.changeDomain(old, now);
                case DomainAdded(DomainConfig domain) -> target.addDomain(domain);
                case DomainReplaced(DomainConfig old, DomainConfig now, var touched) -> target.addDomain(now);
                case NetworkAdded done -> {}
                case DomainRemoved done -> {}
            }
        }
        return Future.join(leaving).transform(done -> Future.succeededFuture());
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
