package cascade.config.quirk;

/** The SSRC that the upper offered (ours where it offered none or a placeholder), or always ours. */
public enum SsrcPolicy {
    OFFERED,
    OWN
}
