package cascade.gateway.gb.sdp;

import java.util.Optional;

/**
 * RTP map attribute, the encoding of a payload type: {@code a=rtpmap:96 PS/90000}. {@code parameters} follow a second
 * slash (channels).
 */
public record RtpMap(int payloadType, String encoding, int clockRateHz, Optional<String> parameters) {
    /** Program stream (节目流), the normal case. */
    public static final RtpMap PS = new RtpMap(96, "PS", 90_000);

    public static final RtpMap MPEG4 = new RtpMap(97, "MPEG4", 90_000);
    public static final RtpMap H264 = new RtpMap(98, "H264", 90_000);
    public static final RtpMap H265 = new RtpMap(100, "H265", 90_000);

    private static final int MAX_PAYLOAD_TYPE = 127;

    public RtpMap {
        if (payloadType < 0 || payloadType > MAX_PAYLOAD_TYPE) {
            throw new IllegalArgumentException(
                    "payload type: " + payloadType + " (expected: 0 to " + MAX_PAYLOAD_TYPE + ")");
        }
        if (encoding.isEmpty() || clockRateHz <= 0) {
            throw new IllegalArgumentException("rtpmap " + payloadType + ": (expected: name/clock rate)");
        }
    }

    public RtpMap(int payloadType, String encoding, int clockRateHz) {
        this(payloadType, encoding, clockRateHz, Optional.empty());
    }

    /** The value of {@code a=rtpmap:}. */
    public String toAttributeValue() {
        return payloadType + " " + encoding + "/" + clockRateHz
                + parameters.map(text -> "/" + text).orElse("");
    }
}
