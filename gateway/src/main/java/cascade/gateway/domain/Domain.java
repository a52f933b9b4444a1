package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.gateway.sip.SipPeer;
import java.time.Instant;
import java.util.Optional;

/** The association with one configured platform. Control loop only. */
public sealed interface Domain permits UpperDomain, LowerDomain {

    DomainConfig config();

    /** The operator's name for it. */
    default String name() {
        return config().name();
    }

    DomainState state();

    default boolean isOnline() {
        return state() == DomainState.ONLINE;
    }

    /** When the state began. */
    Instant since();

    /** The socket address that requests go to; empty while there is no verified one. */
    Optional<SipPeer> peer();

    /** What went wrong last, in plain words. */
    Optional<String> lastError();

    DomainCounters counters();

    /** The way to speak to it. */
    PeerLink link();
}
