package cascade.monitoring;

/** Result of a reload of the configuration. */
public enum ReloadResult implements Label {
    /** Changes were found and took effect. */
    APPLIED,
    /** Nothing differed. */
    UNCHANGED,
    /** It had problems; the old one stays. */
    REFUSED
}
