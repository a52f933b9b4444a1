package cascade.gateway.explain.finding;

import cascade.monitoring.Label;

/**
 * Cause for which an upper gets no picture of a channel, or a worse one than it should. The labels are stable: the API, the
 * console and the page on troubleshooting go by them.
 */
public enum Cause implements Label {
    /** Nothing stands in the way. */
    NONE(false),

    UPPER_PASSWORD,
    UPPER_REFUSED,
    UPPER_UNREACHABLE,
    UPPER_KEEPALIVE_LOST,
    /** Its requests come from an address that is not configured for it, or under another id. */
    UPPER_TURNED_AWAY,

    /** Right after a start, before the lowers have told of their channels. */
    STARTING,
    CHANNEL_UNKNOWN,
    CATALOG_INCOMPLETE,
    CATALOG_MISSING,
    NOT_SHARED,
    ID_CONFLICT,
    /** The upper asks by the lower's id, but knows the channel under another. */
    OTHER_ID,
    NOT_A_CAMERA,
    LOOP,
    NOT_PERMITTED,
    CHANNEL_OFF,

    LOWER_PASSWORD,
    LOWER_TURNED_AWAY,
    LOWER_NEVER_REGISTERED,
    LOWER_DEREGISTERED,
    LOWER_EXPIRED,
    LOWER_KEEPALIVE_LOST,
    LOWER_UNREACHABLE,
    /** Its requests reach us, and it answers none of ours. */
    LOWER_ONE_WAY,

    /** An operator has the gateway run out ahead of a restart. */
    DRAINING,
    LIMIT_REACHED,
    PORTS_EXHAUSTED,
    OVERLOAD,

    BAD_OFFER,
    MEDIA_ADDRESS_REFUSED,
    LOWER_SILENT,
    LOWER_BUSY,
    LOWER_REJECTED,
    LOWER_HUNG_UP,
    UPPER_CANCELLED,
    NO_ACK,
    FAULT,

    NO_MEDIA,
    MEDIA_STOPPED,
    MEDIA_FOREIGN_SOURCE,
    MEDIA_WRONG_SSRC,
    MEDIA_NOT_CONNECTED,
    UPPER_NOT_RECEIVING,
    MEDIA_LOSS(false),

    NOT_PROGRAM_STREAM(false),
    CODEC_MISMATCH(false),
    NO_STREAM_MAP(false),
    NO_KEY_FRAME(false),
    TIMESTAMPS_STILL(false),
    TIMESTAMP_RATE(false),
    AUDIO_ONLY(false),

    CLOCK_OFFSET(false),
    CONTACT_BEHIND_NAT(false),
    UPPER_NEVER_ASKED(false);

    private final boolean blocks;

    Cause() {
        this(true);
    }

    Cause(boolean blocks) {
        this.blocks = blocks;
    }

    /** Whether no media comes through at all; the others let it through, and something is wrong with it or beside it. */
    public boolean blocks() {
        return blocks;
    }
}
