package cascade.gateway.gb.sdp;

import java.util.Locale;

/** Who opens the TCP connection for media: RFC 4145 section 4. */
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
