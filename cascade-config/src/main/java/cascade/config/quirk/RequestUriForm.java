package cascade.config.quirk;

/** Host part of a Request-URI: the sip-domain as in From and To, or the peer's address and port. */
public enum RequestUriForm {
    DOMAIN,
    ADDRESS
}
