package cascade.config.quirk;

/** User of another domain towards the next: as it came behind our own id, not named, or the asking platform instead. */
public enum UserIdentity {
    CARRIED,
    ENDED,
    RENEWED
}
