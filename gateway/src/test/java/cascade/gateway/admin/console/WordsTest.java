package cascade.gateway.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the console stand in both languages, and those that the views use are there. */
class WordsTest {

    private static final Path FOLDER = Path.of("src/main/resources/cascade/gateway/console");
    private static final Pattern ENTRY =
            Pattern.compile("^ {2}'([^']+)': '((?:[^'\\\\]|\\\\.)*)',$", Pattern.MULTILINE);
    private static final Pattern USED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Map<String, String> english = words("en");
    private final Map<String, String> chinese = words("zh");

    WordsTest() throws IOException {}

    @Test
    void everyKeyIsThereInBothLanguages() {
        assertThat(chinese.keySet()).containsExactlyElementsOf(english.keySet()).hasSizeGreaterThan(100);
    }

    @Test
    void aTranslationHasThePlacesOfTheOther() {
        english.forEach(
                (key, words) -> assertThat(places(chinese.get(key))).as(key).isEqualTo(places(words)));
    }

    @Test
    void chineseIsWrittenInChinese() {
        assertThat(chinese.entrySet().stream()
                        .filter(entry -> entry.getValue().codePoints().noneMatch(Character::isIdeographic))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void everyKeyThatAViewUsesIsThere() throws IOException {
        try (Stream<Path> scripts = Files.walk(FOLDER)) {
            for (Path script :
                    scripts.filter(file -> file.toString().endsWith(".js")).toList()) {
                Set<String> used = USED.matcher(Files.readString(script))
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
                used.removeAll(english.keySet());
                assertThat(used).as(script.toString()).isEmpty();
            }
        }
    }

    @Test
    void everyCauseAndKindHasItsWords() {
        assertThat(english.keySet())
                .containsAll(Arrays.stream(CallCause.values())
                        .map(cause -> "cause." + cause.label())
                        .toList())
                .containsAll(Arrays.stream(StreamKind.values())
                        .map(kind -> "kind." + kind.label())
                        .toList());
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(result -> result.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, String> words(String language) throws IOException {
        String text = Files.readString(FOLDER.resolve("words").resolve(language + ".js"));
        Map<String, String> words = new TreeMap<>();
        for (MatchResult entry : ENTRY.matcher(text).results().toList()) {
            assertThat(words.put(entry.group(1), entry.group(2)))
                    .as("twice: " + entry.group(1))
                    .isNull();
        }
        // a line that is no entry would be missed above
        assertThat(text.lines().filter(line -> line.startsWith("  ")).count()).isEqualTo(words.size());
        return words;
    }
}
