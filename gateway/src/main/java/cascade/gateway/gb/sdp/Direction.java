package cascade.gateway.gb.sdp;

import java.util.Locale;

/** Which way the author of an SDP lets media flow: RFC 3264 section 5.1. */
public enum Direction {
    /** The author receives: what an upper platform offers. */
    RECVONLY,
    /** The author sends: what a lower platform answers. */
    SENDONLY,
    SENDRECV,
    INACTIVE;

    /** The attribute's name. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
