package cascade.config.value;

/**
 * Transport of RTP: UDP, or TCP with the role that the author of the offer writes into {@code a=setup} (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>).
 */
public enum MediaTransport {
    UDP,
    TCP_PASSIVE,
    TCP_ACTIVE
}
