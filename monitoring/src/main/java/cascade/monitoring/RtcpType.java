package cascade.monitoring;

/** RTCP packet types, counted one by one within a compound packet (RFC 3550 section 6). */
public enum RtcpType implements Label {
    /** Sender report. */
    SR,
    /** Receiver report. */
    RR,
    /** Source description. */
    SDES,
    BYE,
    /** Application-defined. */
    APP,
    /** Feedback, extended reports and whatever else comes. */
    OTHER
}
