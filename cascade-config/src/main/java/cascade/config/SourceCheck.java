package cascade.config;

/** Which source addresses a media leg accepts: the negotiated one, the first that sends (then only that), or any. */
public enum SourceCheck {
    STRICT,
    LEARN_ONCE,
    OFF
}
