package cascade.gateway.domain.peer;

import cascade.config.DomainConfig;
import cascade.config.value.HostPort;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Configured hosts of one peer, primary and backups, with the one that is in use. Names are resolved anew at every
 * use, since that is how some platforms fail over. Control loop only.
 */
public final class PeerHosts {

    /** The addresses that a domain is known to have. */
    public interface Places {
        void add(String network, InetAddress address);

        void remove(String network, InetAddress address);
    }

    private DomainConfig config;
    private List<HostPort> hosts;
    private final Resolver resolver;
    private final Places sources;
    private final Map<HostPort, InetAddress> resolved = new HashMap<>();
    /** Address before the hosts were changed or forgotten: what began there may still have to be ended. */
    private Optional<SipPeer> left = Optional.empty();

    private int index;
    private int failedInARow;

    /** @param sources is told where the domain is */
    public PeerHosts(DomainConfig config, Resolver resolver, Places sources) {
        this.config = config;
        this.hosts = config.hosts();
        this.resolver = resolver;
        this.sources = sources;
    }

    /** Finds the addresses of all hosts; those that fail are found again when they are used. */
    public Future<Void> resolveAll() {
        return Future.join(hosts.stream().map(this::resolve).toList()).transform(outcome -> Future.succeededFuture());
    }

    /** The address of the host in use. */
    public Future<SipPeer> current() {
        return resolve(hosts.get(index));
    }

    private Future<SipPeer> resolve(HostPort host) {
        return resolver.resolve(host).map(address -> {
            if (hosts.contains(host)) {
                note(host, address.getAddress());
            }
            return peer(address);
        });
    }

    private void note(HostPort host, InetAddress address) {
        InetAddress before = resolved.put(host, address);
        sources.add(config.network(), address);
        if (before != null && !contains(before)) {
            sources.remove(config.network(), before);
        }
    }

    /**
     * The address that the host in use had last, or another host where that was never found; where no host of now is known,
     * the address before them.
     */
    public Optional<SipPeer> lastCurrent() {
        return Stream.concat(hosts.stream().skip(index).limit(1), hosts.stream())
                .filter(resolved::containsKey)
                .findFirst()
                .map(host -> peer(new InetSocketAddress(resolved.get(host), host.port())))
                .or(() -> left);
    }

    private SipPeer peer(InetSocketAddress address) {
        SipTransport transport = switch (config.transport()) {
            case UDP -> SipTransport.UDP;
            case TCP -> SipTransport.TCP;
        };
        return new SipPeer(config.network(), transport, address);
    }

    /** Whether that is the address of one of the hosts, as far as they could be resolved. */
    public boolean contains(InetAddress address) {
        return resolved.containsValue(address);
    }

    /**
     * Takes the hosts of another configuration. The host in use stays in use where it is still one of them; addresses of
     * those that are not are forgotten.
     */
    public void reconfigure(DomainConfig next) {
        left = lastCurrent();
        Optional<HostPort> inUse = hosts.stream().skip(index).findFirst();
        config = next;
        hosts = next.hosts();
        index = inUse.map(hosts::indexOf).filter(at -> at >= 0).orElse(0);
        failedInARow = 0;
        for (HostPort gone : List.copyOf(resolved.keySet())) {
            if (!hosts.contains(gone)) {
                forget(gone);
            }
        }
    }

    /** Whether the host in use, reached in the same way, is one of that configuration too. */
    public boolean hasInUse(DomainConfig next) {
        return next.transport() == config.transport()
                && hosts.stream().skip(index).limit(1).anyMatch(next.hosts()::contains);
    }

    /** Forgets all addresses: the domain is gone. */
    public void clear() {
        left = lastCurrent();
        hosts = List.of();
        List.copyOf(resolved.keySet()).forEach(this::forget);
    }

    private void forget(HostPort host) {
        InetAddress address = resolved.remove(host);
        if (address != null && !contains(address)) {
            sources.remove(config.network(), address);
        }
    }

    /** The host in use failed. @return whether the next one is worth trying at once: not all have failed in a row */
    public boolean advance() {
        index = (index + 1) % hosts.size();
        failedInARow++;
        if (failedInARow < hosts.size()) {
            return true;
        }
        failedInARow = 0;
        return false;
    }

    /** The host in use works. */
    public void reached() {
        failedInARow = 0;
    }
}
