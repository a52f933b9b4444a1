package cascade.gateway.simulator.lower.playback;

/** Form in which a recorder tells that a recording was sent whole; the first is the standard's. */
public enum FileEnd {
    /** MediaStatus 121 in the call's dialog. */
    IN_DIALOG,
    /** MediaStatus 121 from the platform, in no dialog. */
    OUT_OF_DIALOG,
    /** MediaStatus 121 from the channel, under a Call-ID that nobody has heard of. */
    WRONG_CALL_ID,
    /** MediaStatus 121 as the body of an INFO in the dialog. */
    INFO,
    /** BYE, and nothing before it. */
    BYE,
    /** Nothing: the media stops. */
    NEVER
}
