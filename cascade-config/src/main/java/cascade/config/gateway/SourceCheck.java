package cascade.config.gateway;

/** Source policy of a media leg: the negotiated address, the first that sends (latching), or any. */
public enum SourceCheck {
    STRICT,
    LEARN_ONCE,
    OFF
}
