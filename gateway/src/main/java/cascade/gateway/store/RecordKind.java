package cascade.gateway.store;

import java.util.Locale;

/** Kind of kept state, with the version of its record format. The key of a record is unique within its kind. */
public enum RecordKind {
    /** Registration of a lower with our registrar, by domain. */
    LOWER_REGISTRATION(1, 1),
    /** Our registration with an upper, by domain. */
    UPPER_REGISTRATION(2, 1),
    /** Subscription that we hold at a lower (UAC side of the SUBSCRIBE dialog). */
    SUBSCRIBER(3, 1),
    /** Subscription that an upper holds with us (UAS side). */
    NOTIFIER(4, 1),
    /** Channel of a lower's catalog. */
    CHANNEL(5, 1),
    /** Confirmed call: both dialogs and what its legs need. */
    CALL(6, 1),
    /** Entry of the audit trail. */
    AUDIT(7, 1),
    /** Call that has ended, as the list of recent calls shows it. */
    RECENT_CALL(8, 1);

    private final int code;
    private final int version;

    RecordKind(int code, int version) {
        this.code = code;
        this.version = version;
    }

    /** Its name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind's number in a file (1 to 255): never changes and is never given to another kind. */
    public int code() {
        return code;
    }

    /** The version in which records of this kind are written; raised when a former build could not read them. */
    public int version() {
        return version;
    }
}
