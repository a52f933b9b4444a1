package cascade.gateway.subscription;

import java.time.Duration;
import java.util.Optional;

/**
 * Outcome of a NOTIFY whose subscription stands: the peer goes by what it was told, so what it did not take has to be said
 * again, or the subscription ended.
 * <a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.2">RFC 6665 section 4.2.2</a>. Immutable, any thread.
 */
public sealed interface NotifyOutcome {

    /** The peer answered 2xx. */
    record Taken() implements NotifyOutcome {}

    /**
     * The peer answered otherwise.
     *
     * @param retryAfter the wait that it asked for
     */
    record Refused(int status, Optional<Duration> retryAfter) implements NotifyOutcome {}

    /** No final answer came; the peer may have read it all the same. */
    record Unanswered() implements NotifyOutcome {}
}
