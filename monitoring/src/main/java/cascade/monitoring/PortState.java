package cascade.monitoring;

/** State of a relay port of a network. */
public enum PortState implements Label {
    /** Bound by a leg. */
    USED,
    /** Given back, kept out of use until late packets of its last leg have died away. */
    QUARANTINED,
    FREE
}
