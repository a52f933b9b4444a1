package cascade.config.quirk;

/** No NOTIFY, only items that are not on, or every item. */
public enum InitialNotify {
    NONE,
    ABNORMAL,
    ALL
}
