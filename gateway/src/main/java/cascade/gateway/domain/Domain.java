package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.status.DomainCounters;
import cascade.gateway.domain.status.DomainReport;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.domain.status.OfflineReason;
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

    /** How it stands. */
    DomainReport report();

    default DomainState state() {
        return report().state();
    }

    default boolean isOnline() {
        return state() == DomainState.ONLINE;
    }

    /** Since when it is online, or since when it is not; tries to register in between change nothing. */
    default Instant since() {
        return report().since();
    }

    /** When an upper is registered with again after a try that failed; empty while there is nothing to try. */
    default Optional<Instant> nextAttempt() {
        return report().nextAttempt();
    }

    /** The version of the protocol that it named last in REGISTER or an answer to it; empty where it never did. */
    default Optional<GbVersion> gbVersion() {
        return report().gbVersion();
    }

    /** The socket address that requests go to; empty while there is no verified one. */
    Optional<SipPeer> peer();

    /** The last failure, in plain words; empty once it went well again. */
    default Optional<String> lastError() {
        return report().lastError();
    }

    /** The kind of that failure. */
    default Optional<FailureKind> lastFailure() {
        return report().lastFailure();
    }

    /** Why it went offline; empty while it is online, and when it never was. */
    default Optional<OfflineReason> offlineReason() {
        return report().offlineReason();
    }

    default DomainCounters counters() {
        return report().counters();
    }

    /** Somebody who comes near this domain was turned away; tells the operator while it is not online. */
    void onTurnedAway(String why);

    /** Security of the hop to it. */
    PeerSecurity security();

    /** The way to speak to it. */
    PeerLink link();
}
