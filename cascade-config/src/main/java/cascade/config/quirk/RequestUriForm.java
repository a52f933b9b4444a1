package cascade.config.quirk;

/** The sip-domain as in From and To, or the peer's address and port. */
public enum RequestUriForm {
    DOMAIN,
    ADDRESS
}
