package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <sip:34020000002000000001@3402000000>;tag=1",
                "f:sip:34020000002000000001@192.0.2.1:5060",
                "FROM : \"某平台\" <sip:34020000002000000001@3402000000>"
            })
    void isTheUserOfFromInEachForm(String from) {
        assertThat(ClaimedId.of(message(from))).contains("34020000002000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"To: <sip:34020000002000000001@3402000000>", "From: <tel:+86>", "", "From: "})
    void isAbsentWhereFromNamesNobody(String line) {
        assertThat(ClaimedId.of(message(line))).isEmpty();
    }

    @Test
    void isAbsentInAnEmptyDatagram() {
        assertThat(ClaimedId.of(new byte[0])).isEmpty();
    }

    private static byte[] message(String line) {
        return ("REGISTER sip:a SIP/2.0\r\nVia: SIP/2.0/UDP x\r\n" + line + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
