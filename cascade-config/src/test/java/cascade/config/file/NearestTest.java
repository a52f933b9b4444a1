package cascade.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "prot, port, 1",
        "max-mised, max-missed, 1",
        "expires, expires, 0",
        "kitten, sitting, 3",
        "'', bind, 4",
    })
    void distanceCountsSlips(String from, String to, int slips) {
        assertThat(Nearest.distance(from, to)).isEqualTo(slips);
    }

    @Test
    void hintsOnlyAtWhatIsNear() {
        assertThat(Nearest.to("adress", List.of("address", "port"))).contains("address");
        assertThat(Nearest.to("colour", List.of("address", "port"))).isEmpty();
    }
}
