package cascade.config.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of a configuration file as they were written, also where they are not UTF-8. Blocks. */
public final class FileLines {

    private FileLines() {}

    /** None where the file cannot be read, which is a problem that is noticed when it is parsed. */
    public static List<String> of(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
