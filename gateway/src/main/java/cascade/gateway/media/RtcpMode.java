package cascade.gateway.media;

/** What becomes of RTCP. */
public enum RtcpMode {
    /** Passed on both ways with the SSRCs of the other leg. */
    RELAY,
    /** Answered here: own receiver reports to the source, own sender reports to the viewers. */
    TERMINATE,
    /** Dropped and counted. */
    OFF
}
