package cascade.gateway.call.session;

import cascade.monitoring.CallCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gate that new calls pass before anything else is asked of them: open, draining ahead of a stop, or closed by one. While the
 * gateway drains, new calls are answered 503 with Retry-After
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-21.5.4">RFC 3261 section 21.5.4</a>) and what runs goes on to
 * its own end. A drain can be taken back, and none survives the process. Control loop only.
 */
public final class CallGate {

    /** What becomes of new calls. */
    private sealed interface State {

        record Open() implements State {}

        record Draining(Instant since) implements State {}

        record Closed() implements State {}
    }

    private final Supplier<Duration> retryAfter;
    private State state = new State.Open();

    /** @param retryAfter what an upper is told to wait while the gateway drains, read at the time of use */
    public CallGate(Supplier<Duration> retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Refuses new calls until {@link #reopen}; false where that was so already. */
    public boolean drain(Instant now) {
        boolean open = state instanceof State.Open;
        if (open) {
            state = new State.Draining(now);
        }
        return open;
    }

    /** Takes a drain back; false where there was none. */
    public boolean reopen() {
        boolean draining = state instanceof State.Draining;
        if (draining) {
            state = new State.Open();
        }
        return draining;
    }

    /** Refuses new calls for good: the gateway stops. */
    public void close() {
        state = new State.Closed();
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }

    /** Since when the gateway drains; empty where it does not. */
    public Optional<Instant> drainingSince() {
        return switch (state) {
            case State.Draining(Instant since) -> Optional.of(since);
            case State.Open open -> Optional.empty();
            case State.Closed closed -> Optional.empty();
        };
    }

    /** Refuses a new call where none is taken. */
    public void check() throws CallRejection {
        switch (state) {
            case State.Open open -> {}
            case State.Draining draining ->
                throw CallRejection.withReason(
                                503, CallCause.SHUTDOWN, "the gateway drains before a restart and takes no new calls")
                        .retryAfter(Math.toIntExact(retryAfter.get().toSeconds()));
            case State.Closed closed -> throw new CallRejection(503, CallCause.SHUTDOWN, "the gateway is stopping");
        }
    }
}
