package cascade.config;

/** Transport of RTP: UDP, or TCP with the role that the author of the offer writes into {@code a=setup} (RFC 4145). */
public enum MediaTransport {
    UDP,
    TCP_PASSIVE,
    TCP_ACTIVE
}
