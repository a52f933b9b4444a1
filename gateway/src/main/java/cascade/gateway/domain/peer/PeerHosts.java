package cascade.gateway.domain.peer;

import cascade.address.IpFamily;
import cascade.address.IpText;
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
    private final SipSide sip;
    private final Resolver resolver;
    private final Places sources;
    private final Map<HostPort, InetAddress> resolved = new HashMap<>();
    /** Address before the hosts were changed or forgotten: what began there may still have to be ended. */
    private Optional<SipPeer> left = Optional.empty();

    private int index;
    private int failedInARow;
    /** In the place of the host in use, where a 302 of that sent us. */
    private Optional<Redirect> redirected = Optional.empty();
    /** Where the last registration that was accepted stands. */
    private InUse reached = InUse.FIRST;

    /**
     * Redirection to another platform.
     *
     * @param deviceId id of the platform there, as its URI says it
     * @param overNanos when it has had its time
     */
    public record Redirect(HostPort target, String deviceId, long overNanos) {}

    private record InUse(int index, Optional<Redirect> redirected) {
        static final InUse FIRST = new InUse(0, Optional.empty());

        boolean isAt(HostPort host) {
            return redirected.map(Redirect::target).filter(host::equals).isPresent();
        }
    }

    /** @param sources is told where the domain is */
    public PeerHosts(DomainConfig config, SipSide sip, Resolver resolver, Places sources) {
        this.config = config;
        this.sip = sip;
        this.hosts = config.hosts();
        this.resolver = resolver;
        this.sources = sources;
    }

    /** Knows the hosts that are configured by their addresses: they may speak from now on, before {@link #resolveAll}. */
    public void noteAddresses() {
        hosts.forEach(host -> IpText.parse(host.host()).ifPresent(address -> note(host, address)));
    }

    /** Finds the addresses of all hosts; those that fail are found again when they are used. */
    public Future<Void> resolveAll() {
        return Future.join(hosts.stream().map(this::resolve).toList()).transform(outcome -> Future.succeededFuture());
    }

    /** The address of the host in use. */
    public Future<SipPeer> current() {
        return resolve(redirected.map(Redirect::target).orElseGet(() -> hosts.get(index)));
    }

    private Future<SipPeer> resolve(HostPort host) {
        IpFamily family = host.family()
                .orElseGet(() -> sip.listeningPoint(config.network()).family());
        return resolver.resolve(host, family).map(address -> {
            if (isOurs(host)) {
                note(host, address.getAddress());
            }
            return peer(address);
        });
    }

    private boolean isOurs(HostPort host) {
        return hosts.contains(host) || inUse().isAt(host) || reached.isAt(host);
    }

    private InUse inUse() {
        return new InUse(index, redirected);
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
        return Stream.of(
                        redirected.map(Redirect::target).stream(),
                        hosts.stream().skip(index).limit(1),
                        hosts.stream())
                .flatMap(found -> found)
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
        int kept = inUse.map(hosts::indexOf).orElse(-1);
        if (kept < 0) {
            redirected = Optional.empty();
        }
        index = Math.max(kept, 0);
        reached = inUse();
        failedInARow = 0;
        forgetOthers();
    }

    private void forgetOthers() {
        List.copyOf(resolved.keySet()).stream().filter(host -> !isOurs(host)).forEach(this::forget);
    }

    /** A 302 of the host in use sent us there: it is the one in use until it fails, or {@link #endRedirect}. */
    public void redirect(Redirect redirect) {
        redirected = Optional.of(redirect);
    }

    /** The redirection in force. */
    public Optional<Redirect> redirected() {
        return redirected;
    }

    /** The host that redirected us is in use again. */
    public void endRedirect() {
        redirected = Optional.empty();
    }

    /** The configured host in use, {@code host:port}; empty while a redirection is in the place of it. */
    public Optional<String> configuredInUse() {
        return redirected.isPresent()
                ? Optional.empty()
                : Optional.of(hosts.get(index).toString());
    }

    /**
     * That host is in use from now on, as it was in the former process.
     *
     * @return false where it is no longer configured
     */
    public boolean use(String host) {
        int found = hosts.stream().map(HostPort::toString).toList().indexOf(host);
        if (found < 0) {
            return false;
        }
        index = found;
        reached();
        return true;
    }

    /** Whether a backup is in use. */
    public boolean isBackup() {
        return index > 0;
    }

    /** The first host is in use from now on, for a try. */
    public void useFirst() {
        index = 0;
        redirected = Optional.empty();
    }

    /** The try of another host failed: the one where the registration stands is in use again. */
    public void backToReached() {
        index = reached.index();
        redirected = reached.redirected();
        forgetOthers();
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
        redirected = Optional.empty();
        reached = InUse.FIRST;
        List.copyOf(resolved.keySet()).forEach(this::forget);
    }

    private void forget(HostPort host) {
        InetAddress address = resolved.remove(host);
        if (address != null && !contains(address)) {
            sources.remove(config.network(), address);
        }
    }

    /**
     * The host in use failed: the next one is, or after a redirect the one that redirected us.
     *
     * @return whether that is worth trying at once: not all have failed in a row
     */
    public boolean advance() {
        if (redirected.isPresent()) {
            endRedirect();
            return true;
        }
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
        reached = inUse();
        forgetOthers();
    }
}
