package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.simulator.lower.function.FunctionFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionFaultConverterTest {

    private final FunctionFaultConverter converter = new FunctionFaultConverter();

    @Test
    void readsEachFault() {
        assertThat(converter.convert("silent")).isEqualTo(new FunctionFault.Silent());
        assertThat(converter.convert("Deaf")).isEqualTo(new FunctionFault.Deaf());
        assertThat(converter.convert("late:15s")).isEqualTo(new FunctionFault.Late(Duration.ofSeconds(15)));
        assertThat(converter.convert("duplicate")).isEqualTo(new FunctionFault.Duplicate());
        assertThat(converter.convert("wrong-sn")).isEqualTo(new FunctionFault.WrongSn());
        assertThat(converter.convert("wrong-call-id")).isEqualTo(new FunctionFault.WrongCallId());
        assertThat(converter.convert("refuses:488")).isEqualTo(new FunctionFault.Refuses(488));
        assertThat(converter.convert("two-parts")).isEqualTo(new FunctionFault.TwoParts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lazy          | lazy' is no fault (expected: silent, deaf, late:TIME
            late          | is no duration
            late:0s       | (expected: above zero)
            refuses       | no SIP code (expected: like refuses:488)
            refuses:200   | (expected: 300 to 699)
            """)
    void saysWhatIsExpectedInstead(String text, String problem) {
        assertThatThrownBy(() -> converter.convert(text)).hasMessageContaining(problem);
    }
}
