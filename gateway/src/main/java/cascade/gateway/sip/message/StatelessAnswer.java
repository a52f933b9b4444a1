package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a request that could not be read: it repeats the five fields that route an answer (RFC 3261 section
 * 8.2.6.2), as they came, and nothing else of the request.
 */
final class StatelessAnswer {

    /** Only the head of a broken message is looked at. */
    private static final int HEAD_BYTES = 4096;

    private StatelessAnswer() {}

    static Optional<byte[]> to(byte[] bytes, int start, int status, SipLimits limits) {
        List<String> lines = headLines(bytes, start);
        String startLine = lines.getFirst();
        if (isResponseOrAck(startLine) || !startLine.contains(" SIP/")) {
            return Optional.empty();
        }
        var answer = new StringBuilder("SIP/2.0 " + status + " " + ReasonPhrase.of(status) + "\r\n");
        for (List<String> names : List.of(
                List.of("Via", "v"),
                List.of("From", "f"),
                List.of("To", "t"),
                List.of("Call-ID", "i"),
                List.of("CSeq"))) {
            List<String> values = values(lines, names);
            if (values.isEmpty() || !values.stream().allMatch(value -> mayBeRepeated(value, limits))) {
                return Optional.empty();
            }
            // every Via, since each proxy on the way back takes its own; of the others there can be only one
            for (String value : names.contains("Via") ? values : values.subList(0, 1)) {
                answer.append(names.getFirst()).append(": ").append(value);
                if (names.contains("To") && !value.contains("tag=")) {
                    answer.append(";tag=refused");
                }
                answer.append("\r\n");
            }
        }
        answer.append("Content-Length: 0\r\n\r\n");
        return Optional.of(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Unfolded; a line that the end of the looked-at part has cut is left out. */
    private static List<String> headLines(byte[] bytes, int start) {
        int end = Math.min(bytes.length, start + HEAD_BYTES);
        String head = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<>(
                Arrays.asList(head.replaceAll("\r?\n[ \t]+", " ").split("\r?\n", -1)));
        if (end < bytes.length && lines.size() > 1) {
            lines.removeLast();
        }
        int blank = lines.indexOf("");
        return blank > 0 ? lines.subList(0, blank) : lines;
    }

    private static boolean isResponseOrAck(String startLine) {
        return startLine.regionMatches(true, 0, "SIP/", 0, 4) || startLine.regionMatches(true, 0, "ACK ", 0, 4);
    }

    private static List<String> values(List<String> lines, List<String> names) {
        var values = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    private static boolean mayBeRepeated(String value, SipLimits limits) {
        return !value.isEmpty()
                && value.length() <= limits.maxLineBytes()
                && value.chars().allMatch(c -> c >= 0x20 && c != 0x7f);
    }
}
