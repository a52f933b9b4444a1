package cascade.gateway.sip.message;

import java.util.Locale;

/** A deviation of a real product that was put right while reading; counted per peer and kind. */
public enum Repair {
    /** Lines end with LF only. */
    LF_ONLY,
    /** A datagram that ends with its last header line, without the blank line after it. */
    NO_BLANK_LINE,
    /** Bytes after the body that Content-Length does not count (RFC 3261 section 18.3). */
    EXTRA_BYTES,
    /** A datagram's typed body that Content-Length counts as 0 or in characters: it is what follows the blank line. */
    CONTENT_LENGTH,
    /** The body is shorter than Content-Length says: counted in another charset, or with other line ends. */
    SHORT_BODY,
    /** A datagram without Content-Length: the body is what remains. */
    NO_CONTENT_LENGTH,
    /** A display name beyond the grammar was dropped: outside ASCII, or with odd characters unquoted. */
    DISPLAY_NAME,
    /** Request method not in upper case. */
    METHOD_CASE,
    /** From without a tag. */
    NO_FROM_TAG,
    /** A response without any Via. */
    NO_VIA,
    /** Via branch without the magic cookie of RFC 3261. */
    OLD_BRANCH,
    /** Via parameter such as {@code RPort=rport}. */
    RPORT_FORM,
    /** A Contact that the grammar refuses was ignored. */
    CONTACT,
    /** Blanks at the end of the start line. */
    START_LINE_BLANKS;

    /** The label of the metric, e.g. {@code lf-only}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
