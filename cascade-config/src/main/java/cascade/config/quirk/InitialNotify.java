package cascade.config.quirk;

/** Items of the first NOTIFY of a catalog subscription: no NOTIFY, only items that are not on, or every item. */
public enum InitialNotify {
    NONE,
    ABNORMAL,
    ALL
}
