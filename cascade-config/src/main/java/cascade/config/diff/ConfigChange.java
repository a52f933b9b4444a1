package cascade.config.diff;

import cascade.config.DomainConfig;
import cascade.config.NetworkConfig;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One change of a configuration that a running gateway takes over. */
public sealed interface ConfigChange {

    /** The keys that it touches, as an operator writes them: {@code domains.city.share}. */
    List<String> keys();

    /** Keys of {@code gateway} that are read anew whenever they are used. */
    record GatewayChanged(SortedSet<String> paths) implements ConfigChange {

        public GatewayChanged {
            paths = new TreeSet<>(paths);
        }

        @Override
        public List<String> keys() {
            return List.copyOf(paths);
        }
    }

    /** A network that was not there. */
    record NetworkAdded(NetworkConfig network) implements ConfigChange {

        @Override
        public List<String> keys() {
            return List.of("gateway.networks." + network.name());
        }
    }

    /** A domain that was not there. */
    record DomainAdded(DomainConfig domain) implements ConfigChange {

        @Override
        public List<String> keys() {
            return List.of(path(domain));
        }
    }

    /** A domain that is gone: its registration and its calls end. */
    record DomainRemoved(DomainConfig domain) implements ConfigChange {

        @Override
        public List<String> keys() {
            return List.of(path(domain));
        }
    }

    /** Another platform under the name of the old one, because a key that identifies it differs: removed, then added. */
    record DomainReplaced(DomainConfig before, DomainConfig after, Set<DomainKey> touched) implements ConfigChange {

        public DomainReplaced {
            touched = Set.copyOf(touched);
        }

        @Override
        public List<String> keys() {
            return paths(after, touched);
        }
    }

    /** The same platform, of which some keys differ: its registration and calls go on where these allow it. */
    record DomainChanged(DomainConfig before, DomainConfig after, Set<DomainKey> touched) implements ConfigChange {

        public DomainChanged {
            touched = Set.copyOf(touched);
        }

        @Override
        public List<String> keys() {
            return paths(after, touched);
        }
    }

    private static String path(DomainConfig domain) {
        return "domains." + domain.name();
    }

    private static List<String> paths(DomainConfig domain, Set<DomainKey> touched) {
        return touched.stream()
                .sorted()
                .map(key -> path(domain) + "." + key.key())
                .collect(Collectors.toList());
    }
}
