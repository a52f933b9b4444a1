package cascade.gateway.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePriorityTest {

    private static final byte[] KEEPALIVE = ">Keepalive<".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0 200 OK, RESPONSE",
        "ACK sip:a SIP/2.0, ENDING",
        "BYE sip:a SIP/2.0, ENDING",
        "CANCEL sip:a SIP/2.0, ENDING",
        "INVITE sip:a SIP/2.0, CALL",
        "REGISTER sip:a SIP/2.0, LIVENESS",
        "NOTIFY sip:a SIP/2.0, BULK",
        "MESSAGE sip:a SIP/2.0, BULK",
        "x, BULK",
        "'', BULK"
    })
    void isToldByTheFirstBytes(String start, MessagePriority priority) {
        assertThat(of(start)).isEqualTo(priority);
    }

    @Test
    void aKeepaliveIsAsUrgentAsARegister() {
        String keepalive = "MESSAGE sip:a SIP/2.0\r\n\r\n<Notify><CmdType>Keepalive</CmdType></Notify>";
        assertThat(of(keepalive)).isEqualTo(MessagePriority.LIVENESS);
        assertThat(MessagePriority.of(keepalive.getBytes(StandardCharsets.US_ASCII), new byte[0]))
                .isEqualTo(MessagePriority.BULK);
    }

    @Test
    void aLongCatalogThatMentionsTheWordIsNoKeepalive() {
        assertThat(of("MESSAGE sip:a SIP/2.0\r\n\r\n<Name>Keepalive</Name>" + " ".repeat(3000)))
                .isEqualTo(MessagePriority.BULK);
    }

    private static MessagePriority of(String message) {
        return MessagePriority.of(message.getBytes(StandardCharsets.US_ASCII), KEEPALIVE);
    }
}
