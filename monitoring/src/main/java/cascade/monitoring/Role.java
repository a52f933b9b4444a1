package cascade.monitoring;

/** The side of the cascade that a domain stands on. */
public enum Role implements Label {
    /** The gateway registers to it (上级). */
    UPPER,
    /** It registers to the gateway (下级). */
    LOWER
}
