package cascade.gateway.gb.sdp;

/**
 * Media transport, seen by the author of the SDP: GB/T 28181-2016 annex L,
 * <a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>.
 */
public enum MediaTransport {
    UDP("RTP/AVP"),
    /** The author listens. */
    TCP_PASSIVE("TCP/RTP/AVP"),
    /** The author connects. */
    TCP_ACTIVE("TCP/RTP/AVP");

    private final String protocol;

    MediaTransport(String protocol) {
        this.protocol = protocol;
    }

    /** The protocol of the {@code m=} line. */
    public String protocol() {
        return protocol;
    }

    public boolean isTcp() {
        return this != UDP;
    }

    /** The transport with which the other side has to answer. */
    public MediaTransport answer() {
        return switch (this) {
            case UDP -> UDP;
            case TCP_PASSIVE -> TCP_ACTIVE;
            case TCP_ACTIVE -> TCP_PASSIVE;
        };
    }
}
