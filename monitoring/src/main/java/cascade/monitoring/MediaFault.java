package cascade.monitoring;

/** Kind of a fault of the relay's own. */
public enum MediaFault implements Label {
    /** A packet or a check ended in an error. */
    LOOP,
    /** A full queue refused what control asked of a loop. */
    REQUEST,
    /** A full queue refused what a loop had to tell control. */
    EVENT
}
