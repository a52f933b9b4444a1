package cascade.gateway.gb.sdp;

import cascade.gateway.gb.GbText;
import cascade.gateway.gb.Ssrc;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SDP parser that reads line by line, in any order and with any line ends, as products write it. What a line says that no
 * component names, or that cannot be read, is kept as a line and named in {@link SdpReading#skipped}: whether a call can do
 * without it is for the reader of the session to decide. An {@code m=} line keeps its place in any case, since an answer
 * has one for each (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-6">RFC 3264 section 6</a>).
 *
 * <p>For one document, on one thread; bodies are small, the SIP side bounds them.
 */
public final class SdpParser {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Address or host name; a control character would be lost on the next reader. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%\\[\\]-]+");
    /** A second attribute on the line of the first stands in the 2016 text, and therefore in products. */
    private static final String DOUBLED = "a=rtpmap:";

    private static final Pattern DOUBLED_ATTRIBUTE = Pattern.compile("(?<=.)(?=" + DOUBLED + ")");

    private static final int MAX_LINES = 256;
    private static final int CONNECTION_WORDS = 3;

    private @Nullable Origin origin;
    private @Nullable String sessionName;
    private @Nullable String uri;
    private @Nullable String address;
    private long @Nullable [] times;
    private @Nullable Ssrc ySsrc;
    private @Nullable String fMedia;
    private final MediaAttributes sessionAttributes = new MediaAttributes();
    private final List<MediaLines> media = new ArrayList<>();
    private final List<String> otherLines = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private boolean anyLine;
    private int lineNumber;

    private SdpParser() {}

    /** Reads a body; the few that hold Chinese text do so in GB18030 or UTF-8. */
    public static SessionDescription parse(byte[] body) throws SdpSyntaxException {
        return read(body).session();
    }

    public static SessionDescription parse(String text) throws SdpSyntaxException {
        return new SdpParser().document(text).session();
    }

    /** Reads a body and names what was skipped in it. */
    public static SdpReading read(byte[] body) throws SdpSyntaxException {
        return new SdpParser()
                .document(GbText.decode(body, StandardCharsets.UTF_8).text());
    }

    private SdpReading document(String text) throws SdpSyntaxException {
        for (String line : LINE_END.split(text, MAX_LINES + 1)) {
            lineNumber++;
            if (lineNumber > MAX_LINES) {
                throw refused("more than " + MAX_LINES + " lines");
            }
            lines(line.strip());
        }
        if (!anyLine) {
            throw refused("no SDP line (expected: a letter and =)");
        }
        // with media, what was said for all of them stands with each
        otherLines.addAll(media.isEmpty() ? sessionAttributes.lines : sessionAttributes.otherLines);
        return new SdpReading(session(), skipped);
    }

    private void lines(String written) {
        if (written.indexOf(DOUBLED, 1) < 0) {
            if (!written.isEmpty()) {
                line(written);
            }
            return;
        }
        for (String part : DOUBLED_ATTRIBUTE.split(written)) {
            if (!part.isBlank()) {
                line(part.strip());
            }
        }
    }

    private SessionDescription session() {
        return new SessionDescription(
                Optional.ofNullable(origin),
                sessionName == null ? "" : sessionName,
                Optional.ofNullable(uri),
                Optional.ofNullable(address),
                times == null ? 0 : times[0],
                times == null ? 0 : times[1],
                media.stream().map(lines -> lines.described(sessionAttributes)).toList(),
                Optional.ofNullable(ySsrc),
                Optional.ofNullable(fMedia),
                otherLines);
    }

    private void line(String line) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            skip("no SDP line (expected: a letter and =)");
            return;
        }
        anyLine = true;
        String value = line.substring(2).strip();
        switch (line.charAt(0)) {
            case 'v' -> {
                // there is one version only
            }
            case 'o' -> origin(line, value);
            case 's' -> sessionName = onlyOne(sessionName, value, line);
            case 'u' -> uri = onlyOne(uri, value, line);
            case 'c' -> connection(line, value);
            case 't' -> times(line, value);
            case 'm' -> media.add(mediaLine(value));
            case 'a' -> attributes().add(line, value);
            case 'y' -> ssrc(line, value);
            case 'f' -> fMedia = onlyOne(fMedia, value, line);
            default -> others().add(line);
        }
    }

    /** What a session has once: the first counts, a further one is kept as a line. */
    private <T> T onlyOne(@Nullable T first, T value, String line) {
        if (first == null) {
            return value;
        }
        otherLines.add(line);
        return first;
    }

    private void origin(String line, String value) {
        String[] words = BLANKS.split(value);
        // nothing depends on it, so a broken one breaks no call
        if (words.length == 6) {
            origin = onlyOne(origin, new Origin(words[0], words[1], words[2], words[5]), line);
        } else {
            otherLines.add(line);
        }
    }

    private void connection(String line, String value) {
        String[] words = BLANKS.split(value);
        // a time to live after a slash belongs to multicast
        String host = words[words.length - 1].split("/", 2)[0];
        if (!HOST.matcher(host).matches() || (words.length != CONNECTION_WORDS && !isLiteral(host))) {
            skip("c= (expected: IN IP4 and an address)");
            others().add(line);
        } else if (media.isEmpty()) {
            address = onlyOne(address, host, line);
        } else {
            media.getLast().address(host);
        }
    }

    private static boolean isLiteral(String host) {
        if (host.indexOf('.') < 0 && host.indexOf(':') < 0) {
            return false; // one number is a literal, too
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private void times(String line, String value) {
        String[] words = BLANKS.split(value);
        try {
            long[] read = {Long.parseLong(words[0]), Long.parseLong(words[1])};
            SessionDescription.requireTimes(read[0], read[1]);
            times = onlyOne(times, read, line);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            skip("t= (expected: two times in Unix seconds)");
            otherLines.add(line);
        }
    }

    private MediaLines mediaLine(String value) {
        MediaLines read = MediaLines.of(BLANKS.split(value));
        if (!read.isWhole()) {
            skip("m= (expected: type, port, protocol and payload types)");
        }
        return read;
    }

    private void ssrc(String line, String value) {
        if (value.isEmpty()) {
            return;
        }
        try {
            ySsrc = onlyOne(ySsrc, Ssrc.parse(value), line);
        } catch (IllegalArgumentException e) {
            skip("y= (expected: an SSRC of ten digits)");
            otherLines.add(line);
        }
    }

    private void skip(String problem) {
        skipped.add("line " + lineNumber + ": " + problem);
    }

    private MediaAttributes attributes() {
        return media.isEmpty() ? sessionAttributes : media.getLast().attributes();
    }

    private List<String> others() {
        return media.isEmpty() ? otherLines : media.getLast().otherLines();
    }

    private SdpSyntaxException refused(String problem) {
        return new SdpSyntaxException(lineNumber, problem);
    }
}
