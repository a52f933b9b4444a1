package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/survival.md names are there. */
class SurvivalPageTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:IT|Test))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Map<String, Path> tests = tests();
        List<MatchResult> named = NAMED.matcher(Files.readString(Path.of("docs", "survival.md")))
                .results()
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(each -> {
            assertThat(tests).containsKey(each.group(1));
            String method = each.group(2) == null ? "class " + each.group(1) : "void " + each.group(2) + "(";
            assertThat(Files.readString(tests.get(each.group(1)))).contains(method);
        });
    }

    private static Map<String, Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
        }
    }
}
