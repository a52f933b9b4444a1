package cascade.gateway.gb;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause(value = "9.10", part = "forms of the time")
class GbDateTest {
    @Test
    void writesBeijingTimeWithoutAZone() {
        Instant instant = Instant.parse("2020-06-09T06:09:01.830Z");

        assertThat(GbDate.toHeader(instant)).isEqualTo("2020-06-09T14:09:01.830");
        assertThat(GbDate.toElement(instant)).isEqualTo("2020-06-09T14:09:01");
    }

    @Test
    void writesAllThreeDigitsOfARoundSecond() {
        assertThat(GbDate.toHeader(Instant.parse("2020-06-09T06:09:01Z"))).isEqualTo("2020-06-09T14:09:01.000");
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-25T16:45:44, 2019-12-25T08:45:44Z",
        "2020-06-09T14:09:01.830, 2020-06-09T06:09:01.830Z",
        "2020-06-09T14:09:01.830123456, 2020-06-09T06:09:01.830123456Z",
        "' 2020-06-09 14:09:01 ', 2020-06-09T06:09:01Z",
        "2020-06-09T14:09:01Z, 2020-06-09T14:09:01Z",
        "2020-06-09T14:09:01.5+08:00, 2020-06-09T06:09:01.5Z",
        "'Wed, 25 Dec 2019 08:45:44 GMT', 2019-12-25T08:45:44Z"
    })
    void readsEveryFormThatPeersWrite(String text, Instant expected) {
        assertThat(GbDate.tryParse(text)).hasValue(expected);
    }

    @Test
    void readsEveryDateOfTheCaptures() {
        assertThat(CapturedBodies.headers("Date"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(GbDate.tryParse(value)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2020-13-09T14:09:01", "2020-06-09", "2020-06-09T14:09:01 GMT"})
    void readsNothingElse(String text) {
        assertThat(GbDate.tryParse(text)).isEmpty();
    }

    @Test
    void readsWhatItWrites() {
        Instant instant = Instant.parse("2026-11-20T15:59:59.999Z");
        assertThat(GbDate.tryParse(GbDate.toHeader(instant))).hasValue(instant);
    }
}
