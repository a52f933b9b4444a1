package cascade.gateway.simulator.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PtzCodeTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            A50F0000000000B4, stop
            A50F00011F0000D4, right 31
            A50F00021F0000D5, left 31
            A50F0004001F00D7, down 31
            A50F0008001F00DB, up 31
            A50F0010000010D4, zoom in 1
            A50F00291F1F102B, 'right 31, up 31, zoom out 1'
            A50F0048001F001B, iris close 31
            A50F00421F000015, focus near 31
            A50F0040000000F4, stop focus and iris
            A50F008100010036, set preset 1
            A50F008200010037, call preset 1
            A50F008300010038, delete preset 1
            A50F00840102003B, add preset 2 to cruise 1
            A50F00850102003C, delete preset 2 of cruise 1
            A50F00850100003A, delete cruise 1
            A50F0087012C1078, cruise 1 dwell 300 s
            A50F00880100003D, start cruise 1
            A50F00890101003F, scan 1 left limit
            A50F008A0140007F, scan 1 speed 64
            A50F008C01000041, switch 1 on
            A50F008D01000042, switch 1 off
            """)
    void readsTheStandardsVectorsAndWritesThemAgain(String hex, String words) {
        PtzCode code = PtzCode.parse(hex).orElseThrow();
        assertThat(code.words()).isEqualTo(words);
        assertThat(code.hex()).isEqualTo(hex);
    }

    @Test
    void anyAddressAndCaseIsRead() {
        assertThat(PtzCode.parse("a50f4d1000001021"))
                .hasValueSatisfying(code -> assertThat(code.words()).isEqualTo("zoom in 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A50F", "A50F0000000000B5", "B50F0000000000C4", "no hex at all 16"})
    void whatIsNoCodeIsNotRead(String hex) {
        assertThat(PtzCode.parse(hex)).isEmpty();
    }
}
