package cascade.monitoring;

import java.time.Duration;
import java.util.Set;

/**
 * SIP traffic by peer. Whatever a peer may choose freely (method, status) is folded into a bounded set, so that nobody
 * outside can make the number of series grow.
 */
public final class SipMeters {

    /** The domain of a message whose sender is none of the configured peers. */
    public static final String UNKNOWN_DOMAIN = "unknown";

    private static final String REQUEST_STATUS = "";
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of(
            "REGISTER",
            "MESSAGE",
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "INFO",
            "SUBSCRIBE",
            "NOTIFY",
            "OPTIONS",
            "PRACK",
            "UPDATE",
            "REFER",
            "PUBLISH");

    private final Instruments instruments;

    SipMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    public void request(String domain, Direction direction, String method) {
        message(domain, direction, method, REQUEST_STATUS);
    }

    /** @param method of the request that is answered */
    public void response(String domain, Direction direction, String method, int status) {
        message(domain, direction, method, status >= 100 && status <= 699 ? Integer.toString(status) : OTHER);
    }

    /** @param kind a constant of the code, never taken from a message */
    public void retransmission(String domain, String kind) {
        instruments.count(MeterName.SIP_RETRANSMISSIONS, 1, domain, kind);
    }

    /** @param kind a constant of the code, never taken from a message */
    public void repair(String domain, String kind) {
        instruments.count(MeterName.SIP_REPAIRS, 1, domain, kind);
    }

    /** @param kind a constant of the code, never taken from a message */
    public void rejected(String domain, String kind) {
        instruments.count(MeterName.SIP_REJECTED, 1, domain, kind);
    }

    /** From sending a request to its final response; one that timed out is recorded with the time waited. */
    public void transaction(String domain, String method, Duration duration) {
        instruments.time(MeterName.SIP_TRANSACTION, duration, domain, bounded(method));
    }

    private void message(String domain, Direction direction, String method, String status) {
        instruments.count(MeterName.SIP_MESSAGES, 1, domain, direction.label(), bounded(method), status);
    }

    private static String bounded(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }
}
