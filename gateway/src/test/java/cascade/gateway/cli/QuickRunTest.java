package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickRunTest {

    @ParameterizedTest
    @ValueSource(strings = {"run --config city", "run -c city"})
    void theUsualCommandLineOfAGatewayNeedsNoParser(String line) {
        assertThat(QuickRun.config(line.split(" "))).contains(Path.of("city"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "run --config",
                "run --config --help",
                "run --config city --help",
                "run --config=city",
                "check --config city",
                "run --city config"
            })
    void everyOtherOneIsTheParsers(String line) {
        assertThat(QuickRun.config(line.split(" "))).isEmpty();
    }

    @Test
    void aNameThatNoFileCanHaveIsTheParsers() {
        assertThat(QuickRun.config("run", "-c", "a\0b")).isEmpty();
    }
}
