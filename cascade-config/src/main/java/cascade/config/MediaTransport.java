package cascade.config;

/** What carries RTP; for TCP, who listens, as written into {@code a=setup} by the author of the offer. */
public enum MediaTransport {
    UDP,
    TCP_PASSIVE,
    TCP_ACTIVE
}
