package cascade.gateway.gb.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of one media description while they are read. */
final class MediaLines {
    static final String ANY_FORMAT = "*";

    private static final int PROTOCOL = 2;
    private static final int FIRST_PAYLOAD_TYPE = 3;
    private static final int MAX_PAYLOAD_TYPE = 127;

    /** A media type (<a href="https://datatracker.ietf.org/doc/html/rfc4566#section-9">RFC 4566 section 9</a>). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]+");

    /** Stand in for words that are missing; such a media is refused by its port. */
    private static final String UNKNOWN_TYPE = "unknown";

    private static final String UNKNOWN_PROTOCOL = "UNKNOWN";

    private final String type;
    private final int port;
    private final String protocol;
    private final List<Integer> payloadTypes = new ArrayList<>();
    private final MediaAttributes attributes = new MediaAttributes();
    private final List<String> otherLines = new ArrayList<>();
    private boolean whole;
    private @Nullable String address;

    private MediaLines(String type, int port, String protocol, boolean whole) {
        this.type = type;
        this.port = port;
        this.protocol = protocol;
        this.whole = whole;
    }

    /** The words of an {@code m=} line; where type, port or protocol cannot be read, the port is 0. */
    static MediaLines of(String[] words) {
        // what is no word would be written as a line that reads otherwise
        String type = TOKEN.matcher(words[0]).matches() ? words[0].toLowerCase(Locale.ROOT) : UNKNOWN_TYPE;
        String protocol = words.length > PROTOCOL ? words[PROTOCOL].toUpperCase(Locale.ROOT) : UNKNOWN_PROTOCOL;
        OptionalInt port = words.length > PROTOCOL ? port(words[1]) : OptionalInt.empty();
        var media = new MediaLines(type, port.orElse(0), protocol, port.isPresent());
        for (int i = FIRST_PAYLOAD_TYPE; i < words.length; i++) {
            media.payloadType(words[i]);
        }
        return media;
    }

    /** The port, without the number of ports behind a slash. */
    private static OptionalInt port(String word) {
        try {
            int port = Integer.parseInt(word.split("/", 2)[0]);
            MediaDescription.requirePort(port);
            return OptionalInt.of(port);
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    /** Takes a payload type; the formats of other protocols ({@code *}) are none. */
    private void payloadType(String word) {
        try {
            int payloadType = Integer.parseInt(word);
            if (payloadType >= 0 && payloadType <= MAX_PAYLOAD_TYPE) {
                payloadTypes.add(payloadType);
                return;
            }
        } catch (NumberFormatException notANumber) {
            // not a payload type either
        }
        whole &= word.equals(ANY_FORMAT);
    }

    /** Whether all words could be read. */
    boolean isWhole() {
        return whole;
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
