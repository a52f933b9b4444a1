package cascade.config.quirk;

/** Sequence of a sender in Subject: always 0, or the SSRC. */
public enum SubjectSequence {
    ZERO,
    SSRC
}
