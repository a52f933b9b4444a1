package cascade.monitoring;

/** Result of re-reading the configuration. */
public enum ReloadResult implements Label {
    /** Changes were found and took effect. */
    APPLIED,
    /** Nothing differed. */
    UNCHANGED,
    /** It had problems; the old one stays. */
    REFUSED
}
