package cascade.gateway.gb.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of one media while they are read. */
final class MediaLines {
    private static final int FIRST_PAYLOAD_TYPE = 3;
    private static final int MAX_PAYLOAD_TYPE = 127;

    private final String type;
    private final int port;
    private final String protocol;
    private final List<Integer> payloadTypes;
    private final MediaAttributes attributes = new MediaAttributes();
    private final List<String> otherLines = new ArrayList<>();
    private @Nullable String address;

    private MediaLines(String type, int port, String protocol, List<Integer> payloadTypes) {
        this.type = type;
        this.port = port;
        this.protocol = protocol;
        this.payloadTypes = payloadTypes;
    }

    /** The words of an {@code m=} line; IllegalArgumentException when they are none. */
    static MediaLines of(String[] words) {
        if (words.length < FIRST_PAYLOAD_TYPE) {
            throw new IllegalArgumentException("m=: too few words");
        }
        int port = Integer.parseInt(words[1]);
        MediaDescription.requirePort(port);
        List<Integer> payloadTypes = Stream.of(words)
                .skip(FIRST_PAYLOAD_TYPE)
                .map(MediaLines::payloadType)
                .toList();
        return new MediaLines(words[0].toLowerCase(Locale.ROOT), port, words[2].toUpperCase(Locale.ROOT), payloadTypes);
    }

    private static int payloadType(String word) {
        int payloadType = Integer.parseInt(word);
        if (payloadType < 0 || payloadType > MAX_PAYLOAD_TYPE) {
            throw new IllegalArgumentException("payload type: " + payloadType);
        }
        return payloadType;
    }

    void address(String host) {
        address = host;
    }

    MediaAttributes attributes() {
        return attributes;
    }

    List<String> otherLines() {
        return otherLines;
    }

    /** The media as it was described; what the session says of all media fills the gaps. */
    MediaDescription described(MediaAttributes session) {
        List<String> others = new ArrayList<>(otherLines);
        others.addAll(attributes.otherLines);
        List<RtpMap> rtpMaps = attributes.rtpMaps.isEmpty() ? session.rtpMaps : attributes.rtpMaps;
        Optional<Long> fileSize = attributes.fileSizeBytes.or(session.fileSizeBytes);
        Optional<Integer> speed = attributes.downloadSpeed.or(session.downloadSpeed);
        return new MediaDescription(
                type,
                port,
                protocol,
                payloadTypes,
                Optional.ofNullable(address),
                rtpMaps,
                attributes.direction.or(session.direction),
                attributes.setup.or(session.setup),
                attributes.connection.or(session.connection),
                attributes.streamIndex.or(session.streamIndex),
                fileSize.map(OptionalLong::of).orElse(OptionalLong.empty()),
                speed.map(OptionalInt::of).orElse(OptionalInt.empty()),
                others);
    }
}
