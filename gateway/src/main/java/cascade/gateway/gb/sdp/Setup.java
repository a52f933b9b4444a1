package cascade.gateway.gb.sdp;

import java.util.Locale;

/**
 * Setup attribute, the side that opens the TCP connection for media:
 * <a href="https://datatracker.ietf.org/doc/html/rfc4145#section-4">RFC 4145 section 4</a>.
 */
public enum Setup {
    /** The author connects. */
    ACTIVE,
    /** The author listens. */
    PASSIVE,
    /** The author leaves it to the other. */
    ACTPASS;

    /** The value of {@code a=setup:}. */
    public String attributeValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
