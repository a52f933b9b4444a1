package cascade.gateway.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parameters of a request, each checked when it is read. */
final class Parameters {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final Map<String, String> path;
    private final MultiMap query;
    private final String accept;
    private final String acceptLanguage;
    private final Buffer body;
    private final Client client;

    /**
     * @param accept the media types that the client names, "" where it names none
     * @param acceptLanguage the languages that it names, "" where it names none
     */
    Parameters(
            Map<String, String> path,
            MultiMap query,
            String accept,
            String acceptLanguage,
            Buffer body,
            Client client) {
        this.path = path;
        this.query = query;
        this.accept = accept;
        this.acceptLanguage = acceptLanguage;
        this.body = body;
        this.client = client;
    }

    /** Who asks. */
    Client client() {
        return client;
    }

    /** The body where it is a JSON object. */
    JsonObject json() {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException notAnObject) {
            throw new ProblemException(Problem.badParameter("body", "not readable", "a JSON object"));
        }
    }

    /** A misspelt parameter would otherwise be an answer to another question. */
    void allowOnly(Set<String> names) {
        for (String name : query.names()) {
            if (!names.contains(name)) {
                throw new ProblemException(Problem.badParameter(name, "unknown parameter", oneOf(names)));
            }
            List<String> values = query.getAll(name);
            if (values.size() > 1) {
                throw new ProblemException(
                        Problem.badParameter(name, "given " + values.size() + " times", "one value"));
            }
        }
    }

    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": not in the route's path");
        }
        return value;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** One that must be there. */
    String required(String name, String expected) {
        return text(name).orElseThrow(() -> new ProblemException(Problem.badParameter(name, "missing", expected)));
    }

    /**
     * English or Chinese, as {@code Accept-Language} prefers (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.5.4">RFC 9110 section 12.5.4</a>); English for who
     * asks for neither.
     */
    Locale language() {
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES))
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException notLanguages) {
            return Locale.ENGLISH;
        }
    }

    /** One of some words. */
    Optional<String> choice(String name, String... words) {
        Optional<String> text = text(name);
        text.filter(value -> !Set.of(words).contains(value)).ifPresent(value -> {
            throw new ProblemException(
                    Problem.badParameter(name, "'" + value + "' does not fit", oneOf(Set.of(words))));
        });
        return text;
    }

    /** The Accept header, "" where there is none. */
    String accept() {
        return accept;
    }

    /** Whether the client names that media type among those that it takes. */
    boolean accepts(String mediaType) {
        return accept.toLowerCase(Locale.ROOT).contains(mediaType);
    }

    int number(String name, int absent, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        throw new ProblemException(Problem.badParameter(
                name, "'" + text.get() + "' does not fit", "a whole number from " + least + " to " + most));
    }

    static String oneOf(Set<String> names) {
        return names.isEmpty()
                ? "no parameters"
                : names.stream().sorted().collect(Collectors.joining(", ", "one of ", ""));
    }
}
