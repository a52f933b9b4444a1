package cascade.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdFieldTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call-ID: 4711@host",
                "call-id:4711@host",
                "CALL-ID \t:  4711@host  ",
                "i: 4711@host",
                "I:4711@host",
            })
    void isFoundHoweverItIsWritten(String line) {
        assertThat(of("INVITE sip:i@x SIP/2.0\r\nVia: x\r\n" + line + "\r\nCSeq: 1 INVITE\r\n\r\n"))
                .isEqualTo("4711@host");
        assertThat(of("INVITE sip:i@x SIP/2.0\nVia: x\n" + line + "\n\n")).isEqualTo("4711@host");
    }

    @Test
    void isNotTakenFromTheBodyOrTheStartLine() {
        assertThat(of("INVITE sip:x SIP/2.0\r\nVia: x\r\n\r\nCall-ID: 4711\r\n"))
                .isEmpty();
        assertThat(of("Call-ID: 4711\r\nVia: x\r\n\r\n")).isEmpty();
    }

    @Test
    void isEmptyWhereAMessageBreaksOff() {
        String whole = "INVITE sip:x SIP/2.0\r\nCall-ID: 4711\r\n\r\n";
        for (int length = 0; length < whole.length(); length++) {
            assertThat("4711").startsWith(of(whole.substring(0, length)));
        }
    }

    @Test
    void anEndlessOneIsNone() {
        assertThat(of("INVITE sip:x SIP/2.0\r\nCall-ID: " + "4".repeat(257) + "\r\n\r\n"))
                .isEmpty();
    }

    private static String of(String message) {
        return CallIdField.of(message.getBytes(StandardCharsets.UTF_8));
    }
}
