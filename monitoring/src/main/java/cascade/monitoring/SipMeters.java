package cascade.monitoring;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Meters of SIP traffic by peer. Whatever a peer may choose freely (method, status) is folded into a bounded set, so
 * that nobody outside can make the number of series grow.
 */
public final class SipMeters {

    /** The domain of a message whose sender is none of the configured peers. */
    public static final String UNKNOWN_DOMAIN = "unknown";

    private static final String REQUEST_STATUS = "";
    private static final String OTHER = "other";
    /** Registered by IANA for SIP; any other is folded into its class. */
    private static final Set<String> STATUSES =
            Set.of(("100 180 181 182 183 199 200 202 204 300 301 302 305 380 400 401 402"
                            + " 403 404 405 406 407 408 410 412 413 414 415 416 417 420 421 422 423 424 425 428 429 430 433 436 437"
                            + " 438 439 440 469 470 480 481 482 483 484 485 486 487 488 489 491 493 494 500 501 502 503 504 505 513"
                            + " 555 580 600 603 604 606 607 608")
                    .split(" "));

    private static final Pattern CLASS = Pattern.compile("[1-6][0-9][0-9]");
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

    /**
     * From sending a request to its final response; one that timed out is recorded with the time waited.
     *
     * @param callId of the request
     */
    public void transaction(String domain, String method, Duration duration, String callId) {
        var exemplar = new CallExemplar(CallExemplar.SIP_CALL, callId);
        instruments.time(MeterName.SIP_TRANSACTION, duration, exemplar, domain, boundedMethod(method));
    }

    private static String boundedMethod(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }

    private static String boundedStatus(String status) {
        if (status.equals(REQUEST_STATUS) || STATUSES.contains(status)) {
            return status;
        }
        return CLASS.matcher(status).matches() ? status.charAt(0) + "xx" : OTHER;
    }
}
