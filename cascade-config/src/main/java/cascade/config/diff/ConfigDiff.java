package cascade.config.diff;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.diff.ConfigChange.DomainAdded;
import cascade.config.diff.ConfigChange.DomainChanged;
import cascade.config.diff.ConfigChange.DomainRemoved;
import cascade.config.diff.ConfigChange.DomainReplaced;
import cascade.config.diff.ConfigChange.GatewayChanged;
import cascade.config.diff.ConfigChange.NetworkAdded;
import cascade.config.diff.GatewayKey.Taken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Difference between the configuration in force and one that was read: what changes at once, and what waits for a
 * restart.
 *
 * @param effective the configuration in force once {@code changes} are applied: the one that was read, with the values
 *     in force where these need a restart
 * @param changes removals first, then the gateway's own keys and networks, then what is changed or added
 * @param restartNeeded keys whose value in force differs from the one that was read
 */
public record ConfigDiff(GatewayConfig effective, List<ConfigChange> changes, SortedSet<String> restartNeeded) {

    public ConfigDiff {
        changes = List.copyOf(changes);
        restartNeeded = new TreeSet<>(restartNeeded);
    }

    /**
     * Compares key by key.
     *
     * @param running the configuration in force
     * @param next a configuration that was read and checked
     */
    public static ConfigDiff between(GatewayConfig running, GatewayConfig next) {
        SortedSet<String> restart = new TreeSet<>(GatewayKey.between(running, next, Taken.AT_RESTART));
        restart.addAll(networksAtRestart(running, next));
        GatewayConfig effective = Kept.over(next, running);

        List<ConfigChange> removals = new ArrayList<>();
        List<ConfigChange> gateway = new ArrayList<>();
        List<ConfigChange> others = new ArrayList<>();
        SortedSet<String> live = GatewayKey.between(running, effective, Taken.LIVE);
        if (!live.isEmpty()) {
            gateway.add(new GatewayChanged(live));
        }
        for (NetworkConfig network : effective.networks().values()) {
            if (!running.networks().containsKey(network.name())) {
                gateway.add(new NetworkAdded(network));
            }
        }
        Map<String, DomainConfig> before = byName(running);
        Map<String, DomainConfig> after = byName(effective);
        before.values().stream()
                .filter(domain -> !after.containsKey(domain.name()))
                .forEach(domain -> removals.add(new DomainRemoved(domain)));
        for (DomainConfig domain : after.values()) {
            DomainConfig old = before.get(domain.name());
            if (old == null) {
                others.add(new DomainAdded(domain));
            } else {
                Set<DomainKey> touched = DomainKey.between(old, domain);
                if (touched.stream().anyMatch(DomainKey::isIdentity)) {
                    others.add(new DomainReplaced(old, domain, touched));
                } else if (!touched.isEmpty()) {
                    others.add(new DomainChanged(old, domain, touched));
                }
            }
        }
        removals.addAll(gateway);
        removals.addAll(others);
        return new ConfigDiff(effective, removals, restart);
    }

    /** Whether nothing is to be applied. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The keys that change at once, as an operator writes them. */
    public List<String> changed() {
        return changes.stream()
                .map(ConfigChange::keys)
                .flatMap(Collection::stream)
                .toList();
    }

    private static SortedSet<String> networksAtRestart(GatewayConfig running, GatewayConfig next) {
        SortedSet<String> paths = new TreeSet<>();
        for (NetworkConfig network : running.networks().values()) {
            NetworkConfig other = next.networks().get(network.name());
            if (other == null) {
                paths.add(NetworkKey.path(network.name()));
            } else {
                paths.addAll(NetworkKey.between(network, other));
            }
        }
        return paths;
    }

    private static Map<String, DomainConfig> byName(GatewayConfig config) {
        Map<String, DomainConfig> domains = new LinkedHashMap<>();
        config.domains().forEach(domain -> domains.put(domain.name(), domain));
        return domains;
    }
}
