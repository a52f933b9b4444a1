package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import java.util.Collections;
import java.util.Set;

/**
 * Source of a request: the socket address that it came from, and the configured domains that may speak from there.
 *
 * @param peer answers go back there
 * @param domains empty for a stranger
 * @param bytes the length of the request as it was received
 * @param priority of the request
 */
public record RequestSource(SipPeer peer, Set<String> domains, int bytes, MessagePriority priority) {

    /** Whether the address may be somebody else's: a stranger's over UDP, which no handshake proved. */
    public boolean isUnproven() {
        return domains.isEmpty() && !peer.transport().isReliable();
    }

    public boolean isKnown() {
        return !domains.isEmpty();
    }

    /** The peer whose share a request takes; the domains of one address have one together, and so have all strangers. */
    String owner() {
        return switch (domains.size()) {
            case 0 -> SipObserver.UNKNOWN;
            case 1 -> domains.iterator().next();
            default -> Collections.min(domains);
        };
    }

    boolean isSameOrigin(RequestSource other) {
        return peer.equals(other.peer) && domains.equals(other.domains);
    }

    /**
     * Whether both may be the same domain: it may have several hosts and connections. The same host is enough, for
     * strangers, and for a lower whose first REGISTER made its address known.
     */
    boolean mayBe(RequestSource other) {
        return peer.host().equals(other.peer.host()) || !Collections.disjoint(domains, other.domains);
    }
}
