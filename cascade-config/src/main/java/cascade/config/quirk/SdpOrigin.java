package cascade.config.quirk;

/** User name of {@code o=}: the channel's id, or our own platform id; in offers and answers alike. */
public enum SdpOrigin {
    CHANNEL,
    PLATFORM
}
