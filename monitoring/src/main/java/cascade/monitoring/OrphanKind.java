package cascade.monitoring;

/** Something alive that no stream or viewer owns; the reaper counts them and there must be none. */
public enum OrphanKind implements Label {
    DIALOG,
    LEG,
    PORT
}
