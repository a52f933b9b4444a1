package cascade.config.quirk;

/** The channel's id, or our own platform id; in offers and answers alike. */
public enum SdpOrigin {
    CHANNEL,
    PLATFORM
}
