package cascade.gateway.media;

/** Drop reason of a received packet. */
public enum DropReason {
    /** Shorter than its own header says. */
    TOO_SHORT,
    /** Not version 2: STUN, TLS, noise. */
    NOT_RTP,
    /** RTCP whose packets do not add up to the datagram. */
    BROKEN_RTCP,
    /** Before the answer told who may send. */
    BEFORE_ANSWER,
    /** Not from the source's address. */
    FOREIGN_ADDRESS,
    /** From another port or address than announced, and its SSRC is not the announced one: not learned. */
    FOREIGN_SSRC,
    /** From another port or address than announced, and its payload type was not negotiated: not learned. */
    FOREIGN_PAYLOAD_TYPE,
    /** RTP or RTCP of the source under another SSRC than the stream's, which sends at the same time. */
    SECONDARY_SSRC,
    /** RTP on a viewer's port: we only send there. */
    UNEXPECTED,
    /** RTCP while {@link RtcpMode#OFF}, of a viewer that is to have none, or of one that was not started. */
    RTCP_NOT_WANTED,
    /** RTCP of a viewer while no source has been confirmed. */
    NO_SOURCE,
    /** A TCP connection from elsewhere than the peer's networks, or beside one that lives; closed at once. */
    FOREIGN_CONNECTION,
    /** Bytes between two frames of a TCP connection that belong to no packet. */
    BROKEN_FRAME,
    /** Longer than a UDP datagram can be, and not to be cut. */
    OVERSIZE,
    /** A TCP viewer reads too slowly: the oldest that waited for it. */
    QUEUE_FULL,
    /** A TCP viewer has no connection now. */
    NOT_CONNECTED,
    /** Came faster than we read: the socket's buffer in the kernel was full. */
    KERNEL_BUFFER_FULL;

    /** True for packets that somebody else than the negotiated peer sent. */
    public boolean isForeign() {
        return this == FOREIGN_ADDRESS || this == FOREIGN_SSRC || this == FOREIGN_PAYLOAD_TYPE;
    }
}
