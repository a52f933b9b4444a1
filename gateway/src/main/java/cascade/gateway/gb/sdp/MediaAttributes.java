package cascade.gateway.gb.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Attribute lines, {@code a=}, of one media, or of the session for all media, while they are read. An attribute that is
 * unknown, unreadable or there already is kept as a line: none of them is worth a lost call.
 */
final class MediaAttributes {
    /** A value that counts the first time it is said. */
    static final class Once<T> {
        private @Nullable T value;

        private boolean set(T said) {
            boolean first = value == null;
            if (first) {
                value = said;
            }
            return first;
        }

        /** What was said here, else what was said for the whole session. */
        Optional<T> or(Once<T> session) {
            return Optional.ofNullable(value).or(() -> Optional.ofNullable(session.value));
        }
    }

    private static final Pattern RTP_MAP =
            Pattern.compile("(?<type>[0-9]{1,3})\\s+(?<name>[^\\s/]+)\\s*/\\s*(?<rate>[0-9]{1,9})(?:/(?<rest>\\S+))?");

    final List<RtpMap> rtpMaps = new ArrayList<>();
    final Once<Direction> direction = new Once<>();
    final Once<Setup> setup = new Once<>();
    final Once<String> connection = new Once<>();
    final Once<StreamIndex> streamIndex = new Once<>();
    final Once<Long> fileSizeBytes = new Once<>();
    final Once<Integer> downloadSpeed = new Once<>();
    /** The lines that none of the above holds. */
    final List<String> otherLines = new ArrayList<>();
    /** All lines. */
    final List<String> lines = new ArrayList<>();

    /** Takes one line, whose part after {@code a=} is {@code attribute}. */
    void add(String line, String attribute) {
        lines.add(line);
        String[] parts = attribute.split(":", 2);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!isTaken(name, parts.length == 2 ? parts[1].strip() : "")) {
            otherLines.add(line);
        }
    }

    private boolean isTaken(String name, String value) {
        try {
            return switch (name) {
                case "rtpmap" -> addRtpMap(value);
                case "recvonly", "sendonly", "sendrecv", "inactive" -> direction.set(Direction.valueOf(upper(name)));
                case "setup" -> setup.set(Setup.valueOf(upper(value)));
                case "connection" -> !value.isEmpty() && connection.set(value);
                case "streamnumber" -> streamIndex.set(StreamIndex.parse(StreamIndex.Form.STREAM_NUMBER, value));
                case "streamprofile" -> streamIndex.set(StreamIndex.parse(StreamIndex.Form.STREAM_PROFILE, value));
                case "stream" -> streamIndex.set(StreamIndex.parse(StreamIndex.Form.STREAM, value));
                case "streammode" -> streamIndex.set(StreamIndex.parse(StreamIndex.Form.STREAM_MODE, value));
                case "filesize" -> fileSizeBytes.set(Long.valueOf(value));
                case "downloadspeed" -> downloadSpeed.set(Integer.valueOf(value));
                default -> false;
            };
        } catch (IllegalArgumentException e) {
            // a known name with a value that is none
            return false;
        }
    }

    private boolean addRtpMap(String value) {
        Matcher map = RTP_MAP.matcher(value);
        if (!map.matches()) {
            return false;
        }
        RtpMap read = new RtpMap(
                Integer.parseInt(map.group("type")),
                map.group("name"),
                Integer.parseInt(map.group("rate")),
                Optional.ofNullable(map.group("rest")));
        // the doubled line of the 2016 text says nothing new
        if (!rtpMaps.contains(read)) {
            rtpMaps.add(read);
        }
        return true;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
