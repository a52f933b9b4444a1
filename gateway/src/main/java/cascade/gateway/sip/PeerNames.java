package cascade.gateway.sip;

import java.util.Optional;

/** Tells which configured domain speaks from an address: known sources have budgets and answers of their own. */
@FunctionalInterface
public interface PeerNames {

    /** The configured domain behind that source, empty for a stranger. Called per message on the control loop. */
    Optional<String> domainOf(SipPeer source);
}
