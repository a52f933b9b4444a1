package cascade.config.file;

import cascade.config.ConfigProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Source files of one configuration as they were written, and where in them each key stands. */
public final class Sources {

    static final String MAIN_FILE = "gateway.conf";
    static final String DOMAIN_FOLDER = "domains";
    public static final String SUFFIX = ".conf";

    /** A file and its content, substitutions not yet made. */
    public record SourceFile(String name, ConfigObject content) {}

    private final String mainName;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<ConfigProblem> unreadable = new ArrayList<>();

    private Sources(Path main) {
        this.mainName = main.toString();
    }

    /** Reads {@code gateway.conf} and {@code domains/*.conf} of a folder, or one file that holds all. */
    public static Sources read(Path path) {
        if (!Files.isDirectory(path)) {
            Sources single = new Sources(path);
            single.parse(path);
            return single;
        }
        Path main = path.resolve(MAIN_FILE);
        Sources sources = new Sources(main);
        sources.parse(main);
        sources.domainFiles(path.resolve(DOMAIN_FOLDER)).forEach(sources::parse);
        return sources;
    }

    /** No files at all: of what is not an operator's. */
    public static Sources none() {
        return new Sources(Path.of(MAIN_FILE));
    }

    /** What keeps files from being read; what would be missing because of them is not worth a problem. */
    List<ConfigProblem> unreadable() {
        return unreadable;
    }

    /** The files that could be read; of two that give the same key the later one wins. */
    public List<SourceFile> files() {
        return files;
    }

    public Config merged() {
        Config merged = ConfigFactory.empty();
        for (SourceFile file : files) {
            merged = file.content().toConfig().withFallback(merged);
        }
        return merged;
    }

    /** The place of a key, else of the innermost section around it that was written. */
    Position locate(KeyPath path, ConfigObject resolved) {
        return exactly(path)
                .or(() -> find(resolved, path).flatMap(Position::of))
                .or(() -> path.steps().isEmpty() ? Optional.empty() : Optional.of(locate(path.parent(), resolved)))
                .orElse(new Position(mainName, 1));
    }

    private Optional<Position> exactly(KeyPath path) {
        for (SourceFile file : files.reversed()) {
            Optional<Position> position = path.steps().isEmpty()
                    ? Optional.empty()
                    : find(file.content(), path).flatMap(Position::of);
            if (position.isPresent()) {
                return position;
            }
        }
        return Optional.empty();
    }

    /** The value at a path; empty also where a substitution stands in the way. */
    public static Optional<ConfigValue> find(ConfigObject root, KeyPath path) {
        Optional<ConfigValue> value = Optional.of(root);
        for (String step : path.steps()) {
            value = value.flatMap(parent -> child(parent, step));
        }
        return value;
    }

    private static Optional<ConfigValue> child(ConfigValue parent, String step) {
        try {
            if (parent instanceof ConfigObject object) {
                return Optional.ofNullable(object.get(step));
            }
            return parent instanceof ConfigList list ? item(list, step) : Optional.empty();
        } catch (ConfigException.NotResolved e) {
            return Optional.empty();
        }
    }

    private static Optional<ConfigValue> item(ConfigList list, String step) {
        return IntStream.range(0, list.size())
                .filter(index -> step.equals(KeyPath.step(index)))
                .mapToObj(list::get)
                .findFirst()
                .map(ConfigValue.class::cast);
    }

    private void parse(Path file) {
        Optional<ConfigProblem> encoding = FileEncoding.problem(file);
        if (encoding.isPresent()) {
            unreadable.add(encoding.get());
            return;
        }
        try {
            ConfigParseOptions options = ConfigParseOptions.defaults().setAllowMissing(false);
            files.add(new SourceFile(
                    file.toString(),
                    ConfigFactory.parseFile(file.toFile(), options).root()));
        } catch (ConfigException e) {
            unreadable.add(FileProblem.of(file, e));
        }
    }

    private List<Path> domainFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            unreadable.add(new ConfigProblem(
                    folder.toString(),
                    1,
                    DOMAIN_FOLDER,
                    "cannot be listed: " + e.getMessage(),
                    "expected a readable folder"));
            return List.of();
        }
    }
}
