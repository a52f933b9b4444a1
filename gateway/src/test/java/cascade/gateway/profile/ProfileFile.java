package cascade.gateway.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File of a vendor profile as its writer sees it: whom it is for, what it builds on, and what it says, each with the reason.
 *
 * @param forWhom the comment at its head
 * @param base the profile that it includes
 */
record ProfileFile(String name, String forWhom, Optional<String> base, List<Line> lines) {

    /**
     * A setting.
     *
     * @param section around it: none, or {@code domain}, {@code upper} or {@code lower}
     * @param why the comment above it
     */
    record Line(String section, String setting, String why) {

        /** As an operator would write it in a domain. */
        String written() {
            return section.isEmpty() ? "quirks { " + setting + " }" : setting;
        }
    }

    private static final Pattern INCLUDE = Pattern.compile("include \"(.+)\\.conf\"");
    private static final Pattern SECTION = Pattern.compile("(domain|upper|lower) \\{");

    static ProfileFile of(String name) {
        List<String> head = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        Optional<String> base = Optional.empty();
        List<String> comment = head;
        String section = "";
        for (String text : text(name).lines().map(String::strip).toList()) {
            Matcher include = INCLUDE.matcher(text);
            Matcher opened = SECTION.matcher(text);
            if (text.startsWith("#")) {
                comment.add(text.substring(1).strip());
            } else if (include.matches()) {
                base = Optional.of(include.group(1));
                comment = new ArrayList<>();
            } else if (opened.matches()) {
                section = opened.group(1);
                comment = new ArrayList<>();
            } else if (text.equals("}")) {
                section = "";
            } else if (text.isEmpty()) {
                comment = new ArrayList<>();
            } else {
                lines.add(new Line(section, text, String.join(" ", comment)));
                comment = new ArrayList<>();
            }
        }
        return new ProfileFile(name, String.join(" ", head), base, lines);
    }

    private static String text(String name) {
        try (var file = ProfileFile.class.getResourceAsStream("/profiles/" + name + ".conf")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
