package cascade.config.gateway;

/** Answer to a SIP request from an address that fits no domain: a 403, or none. Both are counted. */
public enum UnknownSource {
    REJECT,
    DROP
}
