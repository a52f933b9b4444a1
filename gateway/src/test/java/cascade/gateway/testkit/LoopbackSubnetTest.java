package cascade.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackSubnetTest {

    /** Of the specification's example, of the demo, of captures; of what is run by hand; and 127.1.2.3, where nobody is. */
    private static final Pattern KNOWN = Pattern.compile("127\\.(0\\.0\\.|1\\.0\\.|8\\.0\\.|1\\.2\\.3)");

    private static final Pattern LOOPBACK = Pattern.compile("\"[^\"]*127\\.\\d+\\.\\d+[.\"]");

    @Test
    void noTwoAreTheSame() {
        assertThat(Stream.generate(LoopbackSubnet::next).limit(200).map(LoopbackSubnet::prefix))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherJvmGetsAnotherBlock() throws IOException {
        String here = LoopbackSubnet.next().prefix();
        var other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Printer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        String there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(there).startsWith("127.");
        assertThat(block(there)).isNotEqualTo(block(here));
    }

    private static String block(String prefix) {
        return prefix.split("\\.", -1)[1];
    }

    /** Another JVM's main class. */
    static final class Printer {
        private Printer() {}

        public static void main(String[] arguments) {
            System.out.println(LoopbackSubnet.next().prefix());
        }
    }

    @Test
    void noSocketTestHasAnAddressOfItsOwnInvention() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            List<String> written = sources.filter(file -> file.toString().endsWith("IT.java"))
                    .flatMap(LoopbackSubnetTest::lines)
                    .filter(line -> LOOPBACK.matcher(line).find())
                    .filter(line -> !KNOWN.matcher(line).find())
                    .toList();

            assertThat(written).isEmpty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
