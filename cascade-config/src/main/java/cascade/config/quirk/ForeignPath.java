package cascade.config.quirk;

/** An INVITE whose preferred path does not name us: by its channel as if it had none, or 403. */
public enum ForeignPath {
    ROUTE,
    REFUSE
}
