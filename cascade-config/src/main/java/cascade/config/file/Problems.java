package cascade.config.file;

import cascade.config.ConfigProblem;
import cascade.config.ConfigWarning;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Problems and warnings, each with its place, collected so that an operator sees all of them at once. */
public final class Problems {

    private final Sources sources;
    private final ConfigObject resolved;
    private final SortedSet<ConfigProblem> found = new TreeSet<>();
    private final SortedSet<ConfigWarning> doubts = new TreeSet<>();
    /** Files that a line was asked of, each read once: a city has thousands of passwords in one. */
    private final Map<String, List<String>> lines = new HashMap<>();

    public Problems(Sources sources, ConfigObject resolved) {
        this.sources = sources;
        this.resolved = resolved;
        found.addAll(sources.unreadable());
    }

    public void add(KeyPath path, String wrong, String expected) {
        note(path, wrong, "expected " + expected);
    }

    /** A key that nobody reads; {@code known} are those that are read beside it. */
    public void addUnknownKey(KeyPath path, Collection<String> known) {
        String expected = Nearest.to(path.last(), known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("expected one of " + String.join(", ", known));
        note(path, "unknown key", expected);
    }

    /** Something that should be there is not. It may be in a file that could not be read: then that file is the problem. */
    public void addAbsence(KeyPath path, String wrong, String expected) {
        if (sources.unreadable().isEmpty()) {
            add(path, wrong, expected);
        }
    }

    public void add(Position position, String key, String wrong, String expected) {
        found.add(new ConfigProblem(position.file(), position.line(), key, wrong, "expected " + expected));
    }

    /** Something that keeps every rule and is hardly meant so. */
    public void warn(KeyPath path, String doubt, String hint) {
        warn(place(path), path.toString(), doubt, hint);
    }

    public void warn(Position position, String key, String doubt, String hint) {
        doubts.add(new ConfigWarning(position.file(), position.line(), key, doubt, hint));
    }

    /** The place of a key, else of the innermost section around it that was written. */
    public Position place(KeyPath path) {
        return sources.locate(path, resolved);
    }

    /** The line on which a key stands, as it was written; empty where its file cannot be read. */
    public Optional<String> line(KeyPath path) {
        Position position = place(path);
        List<String> written = lines.computeIfAbsent(position.file(), file -> FileLines.of(Path.of(file)));
        return position.line() <= written.size() ? Optional.of(written.get(position.line() - 1)) : Optional.empty();
    }

    /** Where the configuration begins: the place of what has no better one. */
    public Position start() {
        return place(KeyPath.ROOT);
    }

    private void note(KeyPath path, String wrong, String expected) {
        Position position = place(path);
        found.add(new ConfigProblem(position.file(), position.line(), path.toString(), wrong, expected));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<ConfigProblem> sorted() {
        return List.copyOf(found);
    }

    public List<ConfigWarning> warnings() {
        return List.copyOf(doubts);
    }
}
