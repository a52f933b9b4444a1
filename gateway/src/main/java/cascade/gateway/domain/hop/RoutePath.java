package cascade.gateway.domain.hop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Path of platforms (路由路径), from the upper one down to the one that has the channel: their ids joined by {@code -}, as
 * {@code X-RoutePath} and {@code X-PreferredPath} have them (GB/T 28181-2022 annex H). Immutable, any thread.
 *
 * @param ids the upper one first
 */
public record RoutePath(List<String> ids) {

    /** Path that a call has taken, in the responses to its INVITE. */
    public static final String HEADER = "X-RoutePath";

    private static final String ID = "[0-9A-Za-z]{1,32}";
    private static final Pattern FORM = Pattern.compile(ID + "(?:\\s*-\\s*" + ID + ")*");

    /** More than a request can have hops. */
    private static final int MAX_IDS = 255;

    public RoutePath {
        ids = List.copyOf(ids);
    }

    /** A path of these, the upper one first. */
    public static RoutePath of(String... ids) {
        return new RoutePath(List.of(ids));
    }

    /** The path that a header says; empty where that is none. */
    public static Optional<RoutePath> parse(String header) {
        String text = header.strip();
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<String> ids = Arrays.stream(text.split("-", -1)).map(String::strip).toList();
        return ids.size() > MAX_IDS ? Optional.empty() : Optional.of(new RoutePath(ids));
    }

    /** The path by way of that platform; the same where it begins there, since one that stands in for another has its id. */
    public RoutePath behind(String id) {
        if (next().filter(id::equals).isPresent()) {
            return this;
        }
        var all = new ArrayList<String>(ids.size() + 1);
        all.add(id);
        all.addAll(ids);
        return new RoutePath(all);
    }

    /** What is left of it below the first platform that has that id; the whole where none has. */
    public RoutePath below(String id) {
        return new RoutePath(ids.subList(ids.indexOf(id) + 1, ids.size()));
    }

    /** The uppermost platform. */
    public Optional<String> next() {
        return ids.stream().findFirst();
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    public boolean contains(String id) {
        return ids.contains(id);
    }

    /** As a header has it. */
    @Override
    public String toString() {
        return String.join("-", ids);
    }
}
