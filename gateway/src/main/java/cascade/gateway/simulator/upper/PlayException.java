package cascade.gateway.simulator.upper;

import java.time.Duration;
import java.util.Optional;

/** Failure of a call attempt: the channel could not be played. */
public final class PlayException extends Exception {

    /** No SIP status: nothing was answered, or no lower is registered. */
    public static final int NO_STATUS = 0;

    private final int status;
    private final Optional<Duration> retryAfter;

    PlayException(int status, String message) {
        this(status, message, Optional.empty());
    }

    /** @param retryAfter the wait that the refusal asks for */
    public PlayException(int status, String message, Optional<Duration> retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The SIP code of the refusal, or {@link #NO_STATUS}. */
    public int status() {
        return status;
    }

    /** The wait after which the peer bids us call again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
