package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FieldReport(value = "F23", part = "which bodies are keepalives")
@Clause(value = "9.6 state", part = "what counts as a keepalive")
class PoorKeepaliveTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Notify CmdType=\"Keepalive\" SN=\"17\"><DeviceID>1</DeviceID></Notify>",
                "<?xml version=\"1.0\"?>\n<Notify>\n<CmdType>Keepalive</CmdType>\n</Notify>",
                "<Notify><CmdType>keepalive</CmdType><SN></SN></Notify>",
                "<Notify><SN>-17</SN><CmdType> Keepalive </CmdType></Notify>",
                "<Notify><CmdType>Keepalive</CmdType><SN>17</SN></Notify><EOF/>",
                "<Notify><CmdType>Keepalive"
            })
    void tellsAKeepaliveByItsCommand(String body) {
        assertThat(matches(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Keepalive",
                "<Query><CmdType>Keepalive</CmdType></Query>",
                "<Notify><CmdType>Catalog</CmdType><Name>Keepalive</Name></Notify>",
                "<Notify><CmdType>KeepaliveX</CmdType></Notify>"
            })
    void takesNothingElseForOne(String body) {
        assertThat(matches(body)).isFalse();
    }

    private static boolean matches(String body) {
        return PoorKeepalive.matches(body.getBytes(StandardCharsets.UTF_8));
    }
}
