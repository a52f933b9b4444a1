package cascade.gateway.media;

/**
 * RTCP mode of the relay: passed on, terminated, or off (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6">RFC 3550 section 6</a>).
 */
public enum RtcpMode {
    /** Passed on both ways with the SSRCs of the other leg. */
    RELAY,
    /** Answered here: own receiver reports to the source, own sender reports to the viewers. */
    TERMINATE,
    /** Dropped and counted. */
    OFF
}
