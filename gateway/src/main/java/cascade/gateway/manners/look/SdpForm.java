package cascade.gateway.manners.look;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** SDP as it was written: its lines in their order. Immutable. */
record SdpForm(List<String> lines) {

    private static final int MOST_BYTES = 8_192;
    private static final int MOST_LINES = 64;
    private static final Set<String> SETUP = Set.of("active", "passive", "actpass", "holdconn");

    static SdpForm of(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
        return new SdpForm(text.lines()
                .map(String::strip)
                .filter(line -> line.length() > 1 && line.charAt(1) == '=')
                .limit(MOST_LINES)
                .toList());
    }

    /** Rest of the first line of that beginning. */
    Optional<String> value(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .findFirst();
    }

    /** Letters of lines and names of attributes, in their order, repetitions once. */
    String order() {
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            String word = line.startsWith("a=") ? attribute(line) : line.substring(0, 1);
            if (words.isEmpty() || !words.getLast().equals(word)) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    private static String attribute(String line) {
        String name = line.substring(2);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Of {@code o=}. */
    String originUser() {
        return value("o=").map(origin -> origin.split(" ", 2)[0]).orElse("");
    }

    /** Of {@code c=}; "" where there is none. */
    String address() {
        return value("c=")
                .map(connection -> connection.split(" +"))
                .filter(words -> words.length == 3)
                .map(words -> words[2])
                .orElse("");
    }

    boolean isTcp() {
        return value("m=").filter(media -> media.contains("TCP/")).isPresent();
    }

    /** Numbers of the payload types, as the first {@code m=} lists them. */
    String formats() {
        return value("m=")
                .map(media -> media.split(" +", 4))
                .filter(words -> words.length == 4)
                .map(words -> words[3])
                .orElse("");
    }

    /** {@code y=} as a number; empty where there is none that is one. */
    OptionalLong ssrc() {
        return value("y=")
                .filter(digits -> digits.matches("\\d{1,10}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    /** "none" where there is none that is known. */
    String setup() {
        return value("a=setup:").filter(SETUP::contains).orElse("none");
    }
}
