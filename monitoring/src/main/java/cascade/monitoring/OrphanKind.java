package cascade.monitoring;

/** Kind of orphan, something alive that no stream or viewer owns; the reaper counts them and there must be none. */
public enum OrphanKind implements Label {
    DIALOG,
    LEG,
    PORT,
    RECORD
}
