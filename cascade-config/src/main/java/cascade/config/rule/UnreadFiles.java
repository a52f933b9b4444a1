package cascade.config.rule;

import cascade.config.file.FileLines;
import cascade.config.file.Position;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import cascade.config.read.Substitutions;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Warnings about unread files: those that lie in the folder of a configuration and are not read, and includes that find
 * no file.
 */
public final class UnreadFiles {

    private static final Pattern CONFIGURATION =
            Pattern.compile("(?i)[^.].*\\.(conf|hocon|json|ya?ml|toml|properties)");
    private static final Pattern INCLUDE = Pattern.compile("\\binclude\\s+(?:file\\(\\s*)?\"([^\"]+)\"");
    private static final int DEPTH = 3;

    private UnreadFiles() {}

    public static void note(Path folder, Sources sources, Problems problems) {
        Set<Path> read = new HashSet<>();
        for (Sources.SourceFile file : sources.files()) {
            read.add(normal(Path.of(file.name())));
            collect(file.content(), read);
            noteMissingIncludes(Path.of(file.name()), problems);
        }
        if (Files.isDirectory(folder)) {
            noteUnread(folder, read, problems);
        }
    }

    private static void noteUnread(Path folder, Set<Path> read, Problems problems) {
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> CONFIGURATION
                            .matcher(String.valueOf(file.getFileName()))
                            .matches())
                    .filter(file -> !read.contains(normal(file)))
                    .sorted()
                    .toList();
            for (Path file : files) {
                problems.warn(
                        new Position(file.toString(), 1),
                        "file",
                        "is not read",
                        "only gateway.conf, domains/*.conf and what they include are");
            }
        } catch (IOException unreadable) {
            problems.warn(
                    new Position(folder.toString(), 1), "folder", "cannot be listed", "expected a readable folder");
        }
    }

    private static void noteMissingIncludes(Path file, Problems problems) {
        List<String> lines = FileLines.of(file);
        for (int index = 0; index < lines.size(); index++) {
            Matcher include = INCLUDE.matcher(lines.get(index));
            if (include.lookingAt() || include.find()) {
                Path included = file.resolveSibling(include.group(1));
                if (!Files.exists(included) && !Files.exists(Path.of(included + Sources.SUFFIX))) {
                    problems.warn(
                            new Position(file.toString(), index + 1),
                            "include",
                            include.group(1) + " does not exist",
                            "write include required(...) where it must be there");
                }
            }
        }
    }

    /** The files that values come from. */
    private static void collect(ConfigValue value, Set<Path> files) {
        Optional.ofNullable(value.origin().filename()).ifPresent(name -> files.add(normal(Path.of(name))));
        if (!Substitutions.isResolved(value)) {
            return;
        }
        if (value instanceof ConfigObject object) {
            object.values().forEach(child -> collect(child, files));
        } else if (value instanceof ConfigList list) {
            list.forEach(item -> collect(item, files));
        }
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
