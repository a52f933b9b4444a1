package cascade.gateway.gb.manscdp;

/** Refusal of a MANSCDP body. The kind is stable: metric label, log key and reason of the 400. */
public final class ManscdpException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a body is refused. */
    public enum Kind {
        DOCTYPE("doctype"),
        TOO_LARGE("too-large"),
        TOO_DEEP("too-deep"),
        TEXT_TOO_LONG("text-too-long"),
        TOO_MANY_ITEMS("too-many-items"),
        NOT_XML("not-xml"),
        UNKNOWN_ROOT("unknown-root"),
        MISSING_FIELD("missing-field"),
        INVALID_FIELD("invalid-field");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Kind kind;

    ManscdpException(Kind kind, String message) {
        super(kind.code() + ": " + message);
        this.kind = kind;
    }

    ManscdpException(Kind kind, String message, Throwable cause) {
        super(kind.code() + ": " + message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
