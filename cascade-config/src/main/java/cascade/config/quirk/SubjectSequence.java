package cascade.config.quirk;

/** Always 0, or the SSRC. */
public enum SubjectSequence {
    ZERO,
    SSRC
}
