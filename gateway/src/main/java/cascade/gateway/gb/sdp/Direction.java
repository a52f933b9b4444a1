package cascade.gateway.gb.sdp;

import java.util.Locale;

/**
 * Media direction from the point of view of an SDP's author: <a
 * href="https://datatracker.ietf.org/doc/html/rfc3264#section-5.1">RFC 3264 section 5.1</a>.
 */
public enum Direction {
    /** The author receives: what an upper platform offers. */
    RECVONLY,
    /** The author sends: what a lower platform answers. */
    SENDONLY,
    SENDRECV,
    INACTIVE;

    /** Direction of the answer to it: <a href="https://datatracker.ietf.org/doc/html/rfc3264#section-6.1">section 6.1</a>. */
    public Direction answer() {
        return switch (this) {
            case RECVONLY -> SENDONLY;
            case SENDONLY -> RECVONLY;
            case SENDRECV -> SENDRECV;
            case INACTIVE -> INACTIVE;
        };
    }

    /** The attribute's name. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
