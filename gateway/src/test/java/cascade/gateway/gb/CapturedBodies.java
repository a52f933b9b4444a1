package cascade.gateway.gb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the captured messages say: headers, and bodies cut at their Content-Length as RFC 3261 18.3 has it. */
public final class CapturedBodies {
    /** One captured message with a body. */
    public record Captured(String name) {
        public byte[] body() {
            return of(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)");
    private static final byte[] HEADER_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private CapturedBodies() {}

    /** The bodies of one media type: {@code application/sdp}, {@code application/manscdp+xml}. */
    public static List<Captured> ofType(String mediaType) {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .filter(file -> hasBody(file, mediaType))
                    .map(file -> new Captured(root().relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All values of one header, over all messages. */
    public static List<String> headers(String name) {
        Pattern header = Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$");
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .flatMap(file -> header.matcher(head(bytes(file))).results())
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of one message, by its path below {@code captures}. */
    public static byte[] of(String name) {
        return body(bytes(root().resolve(name)));
    }

    private static boolean hasBody(Path file, String mediaType) {
        byte[] message = bytes(file);
        String head = head(message).toLowerCase(Locale.ROOT);
        return head.contains("\r\ncontent-type: " + mediaType) && body(message).length > 0;
    }

    private static byte[] body(byte[] message) {
        String head = head(message);
        int start = head.length() + HEADER_END.length;
        Matcher length = CONTENT_LENGTH.matcher(head);
        int end = length.find() ? start + Integer.parseInt(length.group(1)) : message.length;
        return Arrays.copyOfRange(message, Math.min(start, message.length), Math.min(end, message.length));
    }

    private static String head(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? text : text.substring(0, end);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(CapturedBodies.class.getResource("/captures").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
