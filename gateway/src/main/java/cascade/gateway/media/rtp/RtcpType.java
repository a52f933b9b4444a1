package cascade.gateway.media.rtp;

/**
 * RTCP packet types that counters tell apart. <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-12.1">RFC
 * 3550 section 12.1</a>, <a href="https://datatracker.ietf.org/doc/html/rfc4585">RFC 4585</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3611">RFC 3611</a>.
 */
public enum RtcpType {
    SR(200),
    RR(201),
    SDES(202),
    BYE(203),
    APP(204),
    /** Transport-layer feedback. */
    RTPFB(205),
    /** Payload-specific feedback. */
    PSFB(206),
    XR(207),
    /** Anything else that has the RTCP form. */
    OTHER(-1);

    private static final RtcpType[] ALL = values();
    private static final int FIRST_CODE = 200;

    private final int code;

    RtcpType(int code) {
        this.code = code;
    }

    /** The packet type on the wire; -1 for {@link #OTHER}. */
    public int code() {
        return code;
    }

    public static RtcpType of(int code) {
        int index = code - FIRST_CODE;
        return index >= 0 && index < ALL.length - 1 ? ALL[index] : OTHER;
    }
}
