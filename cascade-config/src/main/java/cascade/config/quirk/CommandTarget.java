package cascade.config.quirk;

/** Addressee of a relayed command, in Request-URI and To: the channel that it is about, or the lower platform. */
public enum CommandTarget {
    CHANNEL,
    PLATFORM
}
