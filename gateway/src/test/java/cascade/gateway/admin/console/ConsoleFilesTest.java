package cascade.gateway.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the console are all served, small, our own, and need nothing from elsewhere. */
class ConsoleFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/cascade/gateway/console");
    private static final Pattern SCRIPT = Pattern.compile(".*\\.m?js");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import[^;]*?|export \\{[^}]*}) ?from ?['\"]([^'\"]+)['\"]");
    private static final int MAX_SCRIPT_BYTES = 150_000;

    @Test
    void everyFileIsNamedInThePageAndServed() throws IOException {
        List<String> served = all().filter(name -> !name.equals("index.html")
                        && !name.equals("vendor/SHA256SUMS")
                        && !name.equals("vendor/LICENSES.txt"))
                .toList();

        assertThat(ConsoleFiles.read().files().keySet()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void theScriptsTogetherStaySmall() throws IOException {
        long bytes = 0;
        for (String script : scripts()) {
            bytes += Files.size(FOLDER.resolve(script));
        }
        assertThat(bytes).isLessThan(MAX_SCRIPT_BYTES);
    }

    @Test
    void everyImportIsAFileOfTheConsole() throws IOException {
        for (String script : scripts()) {
            Matcher imported = IMPORT.matcher(Files.readString(FOLDER.resolve(script)));
            while (imported.find()) {
                assertThat(imported.group(1)).as(script).startsWith(".");
                assertThat(FOLDER.resolve(script).resolveSibling(imported.group(1)))
                        .as(script)
                        .exists();
            }
        }
    }

    @Test
    void nothingComesFromAnotherServer() throws IOException {
        for (String name : all().filter(file -> !file.startsWith("vendor/")).toList()) {
            assertThat(Files.readString(FOLDER.resolve(name)).replace("http://www.w3.org/2000/svg", ""))
                    .as(name)
                    .doesNotContain("http://", "https://", "@import");
        }
    }

    @Test
    void thePageHasNoScriptAndNoStyleOfItsOwn() {
        assertThat(page())
                .doesNotContain("<style", "style=", "onclick=", "<script>")
                .contains("<script type=\"module\" src=");
    }

    @Test
    void theLibrariesAreThoseWhoseHashesStandBesideThem() throws Exception {
        Path vendor = FOLDER.resolve("vendor");
        var named = new ArrayList<String>();
        for (String line : Files.readAllLines(vendor.resolve("SHA256SUMS"))) {
            String[] hashAndName = line.split(" +");
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(vendor.resolve(hashAndName[1])));
            assertThat(HexFormat.of().formatHex(hash)).as(hashAndName[1]).isEqualTo(hashAndName[0]);
            named.add(hashAndName[1]);
        }
        try (Stream<Path> files = Files.list(vendor)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("SHA256SUMS")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    private static String page() {
        try {
            return ConsoleFiles.read().page().bytes().toString(UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> scripts() throws IOException {
        return all().filter(name -> SCRIPT.matcher(name).matches()).toList();
    }

    private static Stream<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .toList()
                    .stream();
        }
    }
}
