package cascade.monitoring;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SIP traffic by peer. Whatever a peer may choose freely (method, status) is folded into a bounded set, so that nobody
 * outside can make the number of series grow.
 */
public final class SipMeters {

    /** The domain of a message whose sender is none of the configured peers. */
    public static final String UNKNOWN_DOMAIN = "unknown";

    private static final String REQUEST_STATUS = "";
    private static final String OTHER = "other";
    private static final Pattern STATUS = Pattern.compile("[1-6][0-9][0-9]");
    private static final Set<String> METHODS = Set.of(
            ("REGISTER MESSAGE INVITE ACK BYE CANCEL INFO SUBSCRIBE NOTIFY OPTIONS" + " PRACK UPDATE REFER PUBLISH")
                    .split(" "));

    private final Instruments instruments;

    SipMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /** @param status the response's code, empty for a request */
    public void message(String domain, Direction direction, String method, String status) {
        instruments.count(
                MeterName.SIP_MESSAGES, 1, domain, direction.label(), boundedMethod(method), boundedStatus(status));
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
        instruments.time(MeterName.SIP_TRANSACTION, duration, domain, boundedMethod(method));
    }

    private static String boundedMethod(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }

    private static String boundedStatus(String status) {
        return status.equals(REQUEST_STATUS) || STATUS.matcher(status).matches() ? status : OTHER;
    }
}
