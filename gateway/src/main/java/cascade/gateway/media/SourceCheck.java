package cascade.gateway.media;

/**
 * Source check of a leg: which addresses count as the peer's, from strict over latching to a learned one to none at
 * all.
 */
public enum SourceCheck {
    /** Only the address and port of the SDP. */
    STRICT,
    /**
     * The address and port of the SDP; or, once, the first packet from elsewhere that carries the announced SSRC and a
     * negotiated payload type, from the same host or from the peer's networks. The address of the SDP wins over a learned
     * one at any time; another port of the same host may go on with the stream after {@link
     * MediaSettings#sourceMoveAfter}; anything else needs a new answer.
     */
    LEARN_ONCE,
    /** Whoever sends to the port. */
    OFF
}
