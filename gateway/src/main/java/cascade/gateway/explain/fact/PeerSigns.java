package cascade.gateway.explain.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Signs of life of a peer on the wire, of whatever kind the messages were.
 *
 * @param lastRequest when one of its requests came last
 * @param lastAnswer when it last answered a request of ours
 * @param unanswered requests that we have sent since, repetitions included
 * @param unansweredSince when the first of those was sent
 * @param clockOffset how far its clock is ahead of ours, by its Date header
 * @param contact {@code host:port} of its Contact where that is not where it speaks from
 */
public record PeerSigns(
        Optional<Instant> lastRequest,
        Optional<Instant> lastAnswer,
        long unanswered,
        Optional<Instant> unansweredSince,
        Optional<Duration> clockOffset,
        Optional<String> contact) {

    /** Of a peer that nothing was heard of. */
    public static final PeerSigns NONE =
            new PeerSigns(Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
}
