package cascade.gateway.media;

/** How a leg's packets travel; passive and active are our own role (RFC 4145), GB/T 28181-2016 annex L. */
public enum MediaTransport {
    UDP,
    /** RFC 4571, we listen. */
    TCP_PASSIVE,
    /** RFC 4571, we connect. */
    TCP_ACTIVE
}
