package cascade.monitoring;

/** Kind of a configured limit on calls. */
public enum LimitKind implements Label {
    /** Streams from a lower, or from all. */
    STREAMS,
    /** Viewers of an upper, or of all. */
    VIEWERS,
    /** Bits per second towards all viewers. */
    BANDWIDTH
}
