package cascade.monitoring;

/** Side of a call on which its end was decided or its failure lies, as the gateway sees it. */
public enum CallSide implements Label {
    /** The platform above: it hung up, gave up, left, or asked for what cannot be done. */
    UPPER,
    /** The gateway: its configuration, its limits, its operator, its faults. */
    GATEWAY,
    /** The platform below: it refused, was silent or away, or sent no media. */
    LOWER
}
