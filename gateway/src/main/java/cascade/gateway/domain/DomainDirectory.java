package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.config.LowerDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Directory of the configured domains: by name, by platform id on a network, and by source address. It finds who a message
 * may be from; whether that one may speak from there is for {@link Domains} to ask. Control loop only.
 */
final class DomainDirectory implements PeerNames {

    /** One platform id on one network is one domain; the check of the configuration sees to that. */
    private record Identity(String network, String deviceId) {
        static Identity of(DomainConfig config) {
            return new Identity(config.network(), config.deviceId());
        }

        static Identity of(SipPeer source, String deviceId) {
            return new Identity(source.network(), deviceId);
        }
    }

    private final SourceIndex<Domain> sources = new SourceIndex<>();
    private final Map<Identity, UpperDomain> uppers = new LinkedHashMap<>();
    private final Map<Identity, LowerDomain> lowers = new LinkedHashMap<>();
    private final Map<String, Domain> byName = new LinkedHashMap<>();

    void add(UpperDomain domain) {
        uppers.put(Identity.of(domain.config()), domain);
        byName.put(domain.name(), domain);
    }

    void add(LowerDomain domain) {
        lowers.put(Identity.of(domain.config()), domain);
        byName.put(domain.name(), domain);
        addBlocks(domain, domain.config());
    }

    void remove(UpperDomain domain) {
        byName.remove(domain.name());
        uppers.remove(Identity.of(domain.config()));
    }

    void remove(LowerDomain domain) {
        byName.remove(domain.name());
        lowers.remove(Identity.of(domain.config()));
        removeBlocks(domain, domain.config());
    }

    /** The lower may come from other blocks from now on. */
    void replaceBlocks(LowerDomain domain, LowerDomainConfig next) {
        removeBlocks(domain, domain.config());
        addBlocks(domain, next);
    }

    private void addBlocks(LowerDomain domain, LowerDomainConfig config) {
        config.allowFrom().forEach(block -> sources.add(config.network(), block, domain));
    }

    private void removeBlocks(LowerDomain domain, LowerDomainConfig config) {
        config.allowFrom().forEach(block -> sources.remove(config.network(), block, domain));
    }

    /** The addresses of domains, which they keep up to date themselves. */
    SourceIndex<Domain> sources() {
        return sources;
    }

    /** The upper of that id on the source's network, or the one that is that platform now, wherever it may come from. */
    Optional<UpperDomain> upperById(SipPeer source, String deviceId) {
        return Optional.ofNullable(uppers.get(Identity.of(source, deviceId)))
                .or(() -> uppers.values().stream()
                        .filter(upper -> upper.isPresently(deviceId))
                        .filter(upper -> upper.config().network().equals(source.network()))
                        .findFirst());
    }

    /** The lower of that id on the source's network, wherever it may come from. */
    Optional<LowerDomain> lowerById(SipPeer source, String deviceId) {
        return Optional.ofNullable(lowers.get(Identity.of(source, deviceId)));
    }

    boolean isKnownId(SipPeer source, String deviceId) {
        return upperById(source, deviceId).isPresent()
                || lowerById(source, deviceId).isPresent();
    }

    /** The domain that a stranger comes nearest: that of the id that it names, else one that may speak from there. */
    Optional<Domain> nearest(SipPeer source, String deviceId) {
        return upperById(source, deviceId)
                .<Domain>map(upper -> upper)
                .or(() -> lowerById(source, deviceId))
                .or(() -> sources.findAll(source).stream().findFirst());
    }

    @Override
    public Optional<String> domainOfId(SipPeer source, String fromUser) {
        return lowerById(source, fromUser)
                .map(Domain::name)
                .or(() -> upperById(source, fromUser).map(Domain::name));
    }

    /** By address alone, for budgets and metrics; the first that fits where several share an address. */
    @Override
    public Optional<String> domainOf(SipPeer source) {
        return sources.find(source).map(Domain::name);
    }

    /** By address alone: by a configured host, an allow-from block, or where a lower is bound. */
    @Override
    public Set<String> domainsAt(SipPeer source) {
        return sources.findAll(source).stream().map(Domain::name).collect(Collectors.toUnmodifiableSet());
    }

    Optional<Domain> domain(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Uppers first, in the order of the configuration. */
    List<Domain> all() {
        return List.copyOf(byName.values());
    }

    List<UpperDomain> uppers() {
        return List.copyOf(uppers.values());
    }

    List<LowerDomain> lowers() {
        return List.copyOf(lowers.values());
    }
}
