package cascade.config;

/** What a SIP request from an address that fits no domain gets: a 403, or nothing. Both are counted. */
public enum UnknownSource {
    REJECT,
    DROP
}
