package cascade.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What operators are given beside the jar: the folder {@code monitoring}, as a test of any module finds it. */
public final class MonitoringFiles {

    public static final Path FOLDER =
            Path.of("..", "monitoring").toAbsolutePath().normalize();

    private MonitoringFiles() {}

    /** @param path below the folder */
    public static String read(String path) {
        try {
            return Files.readString(FOLDER.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Files of that folder below it, by name. */
    public static List<Path> list(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
