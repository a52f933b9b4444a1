package cascade.monitoring;

/** Role of a domain in the cascade: above the gateway or below. */
public enum Role implements Label {
    /** The gateway registers to it (上级). */
    UPPER,
    /** It registers to the gateway (下级). */
    LOWER
}
