package cascade.gateway.bench.kit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Installed program. */
public record Program(Path path) {

    /** Where Debian has its servers, which is not on everybody's PATH. */
    private static final String SERVERS = "/usr/sbin";

    public static Optional<Program> find(String name) {
        String folders = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(folders.split(File.pathSeparator)), Stream.of(SERVERS))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Program::new)
                .findFirst();
    }

    /** The first line that it prints for that option, of either stream. */
    public String firstLine(String option) throws IOException {
        Process process = new ProcessBuilder(path.toString(), option)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Pinned.awaitEnd(process);
        return said.lines().findFirst().orElse("").strip();
    }
}
