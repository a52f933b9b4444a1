package cascade.monitoring;

/** End cause of a call: the one list that metrics, API and log share. */
public enum CallCause implements Label {
    /** The upper sent BYE. */
    UPPER_BYE,
    /** The lower sent BYE. */
    LOWER_BYE,
    /** The upper sent CANCEL before the answer. */
    CANCELLED,
    /** The lower answered the INVITE with a final code other than 2xx. */
    REJECTED_BY_LOWER,
    /** The lower did not answer the INVITE. */
    LOWER_TIMEOUT,
    /** The channel is unknown or not shared with this upper. */
    NOT_FOUND,
    /** The upper's permissions do not include this kind of stream. */
    NOT_PERMITTED,
    /** Answered, but no first packet came. */
    NO_MEDIA,
    /** Packets came and then stopped. */
    MEDIA_TIMEOUT,
    /** The upper's port was closed, or its TCP connection gone, without a BYE. */
    NO_RECEIVER,
    /** The upper never acknowledged the answer. */
    NO_ACK,
    /** Playback or download reached the end of the recording. */
    FILE_END,
    /** The lower domain was or went offline. */
    LOWER_OFFLINE,
    /** The upper domain went offline. */
    UPPER_OFFLINE,
    /** A configured limit was reached, or the one that a loudspeaker has: somebody else speaks to it. */
    LIMIT,
    /** The offer held no media that the gateway can relay. */
    BAD_OFFER,
    /** Ended through the HTTP API. */
    ADMIN,
    /** The gateway stopped; or it drained, and took no new calls. */
    SHUTDOWN,
    /** A fault of the gateway itself. */
    INTERNAL;

    /** The side that ended the call, or that failed it. */
    public CallSide side() {
        return switch (this) {
            case UPPER_BYE, CANCELLED, NO_RECEIVER, NO_ACK, UPPER_OFFLINE, BAD_OFFER -> CallSide.UPPER;
            case LOWER_BYE, REJECTED_BY_LOWER, LOWER_TIMEOUT, NO_MEDIA, MEDIA_TIMEOUT, FILE_END, LOWER_OFFLINE ->
                CallSide.LOWER;
            case NOT_FOUND, NOT_PERMITTED, LIMIT, ADMIN, SHUTDOWN, INTERNAL -> CallSide.GATEWAY;
        };
    }
}
