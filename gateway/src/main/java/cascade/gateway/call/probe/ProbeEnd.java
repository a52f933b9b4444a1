package cascade.gateway.call.probe;

/** End of a probe. */
public enum ProbeEnd {
    /** Its {@link StreamOpening} has been told. */
    JUDGED,
    /** It ended for a reason that is not the lower's: it may be tried again. */
    VOID,
    /** Nothing was opened: it would have taken streams or ports that viewers may need. */
    BUSY,
    /** Nothing was opened: the channel's stream is open, and has had its picture. */
    WATCHED,
    /** Nothing was opened: the channel's stream is open, and tells its own result. */
    IN_USE,
    /** Nothing was opened: the gateway drains or stops, and takes no new calls. */
    CLOSED,
    /** Nothing was opened: the lower is offline. */
    OFFLINE
}
