package cascade.gateway.simulator.upper;

import io.vertx.core.Future;

/** Call attempt of a simulated upper: an INVITE without its final response. From any thread. */
public interface PlayAttempt {

    /**
     * Succeeds when the lower has answered 200; fails with {@link PlayException} where it refused (487 after a {@link
     * #cancel} that came in time), {@link cascade.gateway.sip.SipTimeoutException} where it said nothing.
     */
    Future<PlayedStream> answered();

    /** Sends CANCEL as soon as that is allowed. */
    Future<Void> cancel();
}
