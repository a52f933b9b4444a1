package cascade.monitoring;

/**
 * Result of a REGISTER exchange, whoever sent it
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-10">RFC 3261 section 10</a>).
 */
public enum RegistrationResult implements Label {
    /** A binding was made or refreshed. */
    ACCEPTED,
    /** Answered 401: the first half of a digest registration. */
    CHALLENGED,
    /** The binding was removed, with {@code Expires: 0} or {@code Contact;expires=0}. */
    REMOVED,
    /** Answered with a final code other than 2xx and 401, or a 401 to good credentials. */
    REJECTED,
    /** No answer within 64*T1. */
    TIMEOUT,
    /** The request could not be sent: no route, connection refused. */
    UNREACHABLE
}
