package cascade.monitoring;

/** Where a relay port of a network stands. */
public enum PortState implements Label {
    /** Bound by a leg. */
    USED,
    /** Given back, kept out of use until late packets of its last leg have died away. */
    QUARANTINED,
    FREE
}
