package cascade.gateway.media;

/**
 * Transport of a leg's RTP: UDP, or TCP with our own role, passive or active (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4145#section-4">RFC 4145 section 4</a>; GB/T 28181-2016 annex L).
 */
public enum MediaTransport {
    UDP,
    /** <a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>, we listen. */
    TCP_PASSIVE,
    /** <a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>, we connect. */
    TCP_ACTIVE
}
