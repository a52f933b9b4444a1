package cascade.gateway.call.probe;

import cascade.monitoring.Label;

/** Result of the opening of a live stream (点播), as far as it is the lower's doing; the label names it in API and metrics. */
public enum OpeningResult implements Label {
    /** A key frame came in time. */
    PICTURE,
    /** Packets came, and no key frame in time. */
    NO_PICTURE,
    /** The INVITE was answered, and no packet came. */
    NO_MEDIA,
    /** The lower answered with a final code other than 2xx. */
    REFUSED,
    /** The lower did not answer in time. */
    SILENT,
    /** The lower said BYE before there was a picture. */
    ENDED
}
