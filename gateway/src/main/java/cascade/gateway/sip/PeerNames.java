package cascade.gateway.sip;

import java.util.Optional;
import java.util.Set;

/**
 * Configured domains by source address: known sources have budgets and answers of their own, and dialogs and transactions
 * belong to a domain. Control loop only.
 */
@FunctionalInterface
public interface PeerNames {

    /** The configured domain behind that source, empty for a stranger; the first where several share the address. */
    Optional<String> domainOf(SipPeer source);

    /**
     * Every domain that may speak from there: a domain has several hosts, and several domains may share one (NAT). Empty
     * for a stranger.
     */
    default Set<String> domainsAt(SipPeer source) {
        return domainOf(source).map(Set::of).orElse(Set.of());
    }

    /**
     * The configured domain that a source claims to be by its From id, whatever its address: a lower that may come from
     * anywhere is nobody until it has registered. Proves nothing.
     */
    default Optional<String> domainOfId(SipPeer source, String fromUser) {
        return Optional.empty();
    }
}
