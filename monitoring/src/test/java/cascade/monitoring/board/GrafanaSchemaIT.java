package cascade.monitoring.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.monitoring.MonitoringFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Boards held against Grafana's own description of a dashboard, the TypeScript types of {@code @grafana/schema}. Skipped
 * where there is no npm, or where it cannot fetch that package and the compiler, whose checksums stand in
 * {@code package-lock.json}.
 */
class GrafanaSchemaIT {

    private static final Path SOURCES = MonitoringFiles.FOLDER.resolve("src/test/grafana");
    private static final Path FOLDER = MonitoringFiles.FOLDER.resolve("target/grafana-schema");

    private record Outcome(int status, String said) {}

    @BeforeAll
    static void fetchTheDescription() throws IOException, InterruptedException {
        assumeTrue(run("npm", "--version").status == 0, "no npm");
        Files.createDirectories(FOLDER);
        for (Path file : MonitoringFiles.list("src/test/grafana")) {
            Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Path fetched = FOLDER.resolve("node_modules/.package-lock.json");
        if (!Files.exists(fetched) || isOlder(fetched, SOURCES.resolve("package-lock.json"))) {
            Outcome fetch = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(fetch.status == 0, fetch.said);
        }
    }

    private static boolean isOlder(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    @Test
    void everyBoardIsWhatGrafanaCallsADashboard() throws IOException, InterruptedException {
        Outcome compiled = compile(Boards.ALL.stream()
                .map(board -> constant(board.name().file(), board.json()))
                .collect(Collectors.joining()));
        assertThat(compiled.status).as(compiled.said).isZero();
    }

    @Test
    void aBoardThatMisspellsAWordIsNone() throws IOException, InterruptedException {
        String misspelt = GatewayBoard.board().json().replace("\"drawStyle\"", "\"drawstyle\"");
        assertThat(compile(constant("misspelt", misspelt)).said).contains("'\"drawstyle\"' does not exist");
    }

    private static String constant(String name, String json) {
        return "export const " + name + ": Board = " + json + ";\n";
    }

    private static Outcome compile(String constants) throws IOException, InterruptedException {
        Files.writeString(FOLDER.resolve("boards.ts"), "import type { Board } from './board';\n" + constants);
        return run("node", "node_modules/typescript/bin/tsc", "-p", ".");
    }

    private static Outcome run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Files.isDirectory(FOLDER) ? FOLDER.toFile() : MonitoringFiles.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), said);
        } catch (IOException missing) {
            return new Outcome(127, String.valueOf(missing.getMessage()));
        }
    }
}
