package cascade.gateway.simulator.playback;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Lines of a MANSRTSP body: a start line, then headers.
 *
 * @param start the first line
 * @param headers the others, up to the empty one
 */
record MansrtspLines(String start, List<String> headers) {

    static MansrtspLines of(String body) {
        List<String> lines = body.strip().lines().toList();
        return lines.isEmpty()
                ? new MansrtspLines("", List.of())
                : new MansrtspLines(
                        lines.getFirst().strip(),
                        lines.stream()
                                .skip(1)
                                .takeWhile(line -> !line.isBlank())
                                .toList());
    }

    /** A word of the start line, empty where it has fewer. */
    String startWord(int index) {
        String[] words = start.split("\\s+", -1);
        return index < words.length ? words[index] : "";
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** @throws NumberFormatException where it is none */
    OptionalLong number(String name) {
        Optional<String> text = header(name);
        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    /** @throws NumberFormatException where it is none */
    OptionalDouble decimal(String name) {
        Optional<String> text = header(name);
        return text.isPresent() ? OptionalDouble.of(Double.parseDouble(text.get())) : OptionalDouble.empty();
    }
}
