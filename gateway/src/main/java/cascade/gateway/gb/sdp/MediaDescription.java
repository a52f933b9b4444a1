package cascade.gateway.gb.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * SDP media description: an {@code m=} line and the attributes that belong to it
 * (<a href="https://datatracker.ietf.org/doc/html/rfc8866#section-5.14">RFC 8866 section 5.14</a>).
 *
 * @param type {@code video} (also video with audio in PS) or {@code audio} (voice)
 * @param port where the author receives, or sends from; 0 refuses the media
 * @param protocol {@code RTP/AVP} is UDP, {@code TCP/RTP/AVP} is TCP
 * @param payloadTypes in the author's order of preference
 * @param address the author's media address for this media; without one that of the session holds
 * @param connection {@code new}, in practice always
 * @param fileSizeBytes of a download; products also write 0 and -1, which mean nothing
 * @param downloadSpeed multiple of the normal rate
 * @param otherLines lines of this media that no component names, whole and in their order
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<Integer> payloadTypes,
        Optional<String> address,
        List<RtpMap> rtpMaps,
        Optional<Direction> direction,
        Optional<Setup> setup,
        Optional<String> connection,
        Optional<StreamIndex> streamIndex,
        OptionalLong fileSizeBytes,
        OptionalInt downloadSpeed,
        List<String> otherLines) {
    public static final String VIDEO = "video";
    public static final String AUDIO = "audio";

    private static final int MAX_PORT = 65_535;
    /**
     * What a side that connects writes, since it has nothing to tell (<a
     * href="https://datatracker.ietf.org/doc/html/rfc4145#section-4.1">RFC 4145 section 4.1</a>).
     */
    private static final int DISCARD_PORT = 9;

    public MediaDescription {
        requirePort(port);
        payloadTypes = List.copyOf(payloadTypes);
        rtpMaps = List.copyOf(rtpMaps);
        otherLines = List.copyOf(otherLines);
        SessionDescription.requireLines(otherLines);
    }

    public boolean isVideo() {
        return type.equals(VIDEO);
    }

    public boolean isAudio() {
        return type.equals(AUDIO);
    }

    /**
     * How the author wants the media. Whoever says TCP and no role, or leaves it open, listens where it names a port, the
     * receiver's default, and connects where it names none. Besides {@code TCP/RTP/AVP} there are {@code RTP/AVP/TCP} and
     * others.
     */
    public MediaTransport transport() {
        if (!protocol.contains("TCP")) {
            return MediaTransport.UDP;
        }
        return switch (setup.orElse(Setup.ACTPASS)) {
            case ACTIVE -> MediaTransport.TCP_ACTIVE;
            case PASSIVE -> MediaTransport.TCP_PASSIVE;
            case ACTPASS -> namesPort() ? MediaTransport.TCP_PASSIVE : MediaTransport.TCP_ACTIVE;
        };
    }

    /** Whether somebody could connect to the port; 0 and 9 only stand there. */
    public boolean namesPort() {
        return port != 0 && port != DISCARD_PORT;
    }

    /** Encoding of a payload type, if the author said so. */
    public Optional<RtpMap> rtpMap(int payloadType) {
        return rtpMaps.stream().filter(map -> map.payloadType() == payloadType).findFirst();
    }

    /** The same media with what is said of a recorded file: its size, and the speed of a download. */
    public MediaDescription withFile(OptionalLong sizeBytes, OptionalInt speed) {
        return new MediaDescription(
                type,
                port,
                protocol,
                payloadTypes,
                address,
                rtpMaps,
                direction,
                setup,
                connection,
                streamIndex,
                sizeBytes,
                speed,
                otherLines);
    }

    static void requirePort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("media port: " + port + " (expected: 0 to " + MAX_PORT + ")");
        }
    }
}
