package cascade.monitoring;

/** Result of a reload of the configuration. */
public enum ReloadResult implements Label {
    /** Changes were found and took effect. */
    APPLIED,
    /** Nothing differed. */
    UNCHANGED,
    /** It is in force, but a part of the running gateway failed to follow it. */
    FAILED,
    /** It had problems; the old one stays. */
    REFUSED
}
