package cascade.gateway.explain.fact;

import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * State of the association with an upper or a lower.
 *
 * @param at where it is configured to be, or may come from
 * @param since when it is online, or is not
 * @param peer {@code host:port} that it was last reached at or heard from
 * @param keepalives received, or answered
 * @param patience how long an answer of it is waited for
 * @param turnedAway requests that come near this domain and were refused, the last first
 */
public record PlatformFacts(
        String name,
        String deviceId,
        String at,
        DomainState state,
        Instant since,
        Optional<String> peer,
        Optional<String> lastError,
        Optional<FailureKind> failure,
        Optional<OfflineReason> left,
        long keepalives,
        Duration patience,
        PeerSigns signs,
        List<Stranger> turnedAway) {

    public PlatformFacts {
        turnedAway = List.copyOf(turnedAway);
    }

    public boolean isOnline() {
        return state == DomainState.ONLINE;
    }
}
