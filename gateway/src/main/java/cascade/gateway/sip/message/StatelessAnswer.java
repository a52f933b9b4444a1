package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a request that could not be read: it repeats the five fields that route an answer (RFC 3261 section
 * 8.2.6.2) and nothing else, never longer than the request was.
 */
final class StatelessAnswer {

    /** Only the head of a broken message is looked at. */
    private static final int HEAD_BYTES = 4096;

    private StatelessAnswer() {}

    static Optional<byte[]> to(byte[] bytes, int start, int status, SipLimits limits) {
        byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, start + HEAD_BYTES));
        String[] lines = new String(head, start, head.length - start, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        String startLine = lines[0];
        if (startLine.startsWith("SIP/") || startLine.startsWith("ACK ") || !startLine.contains(" SIP/")) {
            return Optional.empty();
        }
        var answer = new StringBuilder("SIP/2.0 " + status + " " + ReasonPhrase.of(status) + "\r\n");
        for (List<String> names : List.of(
                List.of("Via", "v"),
                List.of("From", "f"),
                List.of("To", "t"),
                List.of("Call-ID", "i"),
                List.of("CSeq"))) {
            Optional<String> value = firstValue(lines, names, limits);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            answer.append(names.getFirst()).append(": ").append(value.get());
            if (names.getFirst().equals("To") && !value.get().contains("tag=")) {
                answer.append(";tag=refused");
            }
            answer.append("\r\n");
        }
        answer.append("Content-Length: 0\r\n\r\n");
        return Optional.of(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> firstValue(String[] lines, List<String> names, SipLimits limits) {
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0 || lines[i].length() > limits.maxLineBytes()) {
                continue;
            }
            String name = lines[i].substring(0, colon).strip();
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                String value = lines[i].substring(colon + 1).strip();
                boolean printable = value.chars().allMatch(c -> c >= 0x20 && c != 0x7f);
                return printable && !value.isEmpty() ? Optional.of(value) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
