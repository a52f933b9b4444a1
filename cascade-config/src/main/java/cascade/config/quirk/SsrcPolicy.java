package cascade.config.quirk;

/**
 * Origin of the SSRC in our answer to an upper: the one that it offered (ours where it offered none or a placeholder), or
 * always ours.
 */
public enum SsrcPolicy {
    OFFERED,
    OWN
}
