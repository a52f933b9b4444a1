package cascade.gateway.sip;

import java.time.Duration;

/**
 * Observer of the SIP side, for what an operator may want to count. Called on the control loop; must not block. The
 * domain is the configured peer's name, or {@link #UNKNOWN}.
 */
public interface SipObserver {

    /** The domain label of everybody who is not configured. */
    String UNKNOWN = "unknown";

    /** Counts nothing. */
    SipObserver NONE = new SipObserver() {};

    /** @param status the response's code, empty for a request, {@code stray} for a response that nobody waits for */
    default void received(String domain, String method, String status) {}

    /** @param status the response's code, empty for a request */
    default void sent(String domain, String method, String status) {}

    /** @param kind {@code request}, {@code response}, {@code ack} (sent again) or {@code received} (absorbed) */
    default void retransmitted(String domain, String kind) {}

    /** @param kind what was repaired, e.g. {@code lf-only} */
    default void repaired(String domain, String kind) {}

    /** @param kind why a message was turned away, e.g. {@code too-large} */
    default void rejected(String domain, String kind) {}

    /**
     * A request of ours has its final response, or has waited for it in vain.
     *
     * @param callId of the request
     */
    default void transaction(String domain, String method, Duration duration, String callId) {}
}
