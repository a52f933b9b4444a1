package cascade.gateway.sip.message;

import java.util.Locale;

/** Why a message was turned away before the transactions saw it; counted per peer and kind. */
public enum Refusal {
    NOT_SIP(400),
    TOO_LARGE(513),
    LINE_TOO_LONG(400),
    TOO_MANY_LINES(400),
    TOO_MANY_VALUES(400),
    CONTROL_CHARACTER(400),
    BAD_HEADER(400),
    DUPLICATE_HEADER(400),
    MISSING_HEADER(400),
    VIA_COMMENT(400),
    BAD_START_LINE(400),
    BAD_VERSION(505),
    BAD_URI_SCHEME(416),
    BAD_CONTENT_LENGTH(400),
    METHOD_MISMATCH(400),
    GRAMMAR(400);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The SIP status that a known peer is answered with. */
    public int status() {
        return status;
    }

    /** The label of the metric, e.g. {@code too-large}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
