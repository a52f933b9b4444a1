package cascade.gateway.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePriorityTest {

    private static final byte[] KEEPALIVE = ">Keepalive<".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FILE_END = ">MediaStatus<".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = new byte[0];

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
        "OPTIONS sip:a SIP/2.0, SINGLE",
        "SUBSCRIBE sip:a SIP/2.0, SINGLE",
        "INFO sip:a SIP/2.0, SINGLE",
        "x, SINGLE",
        "'', SINGLE"
    })
    void isToldByTheBytes(String start, MessagePriority priority) {
        assertThat(of(start)).isEqualTo(priority);
    }

    @Test
    void aKeepaliveIsAsUrgentAsARegister() {
        String keepalive = "MESSAGE sip:a SIP/2.0\r\n\r\n<Notify><CmdType>Keepalive</CmdType></Notify>";
        assertThat(of(keepalive)).isEqualTo(MessagePriority.LIVENESS);
        assertThat(MessagePriority.of(keepalive.getBytes(StandardCharsets.US_ASCII), NONE, NONE))
                .isEqualTo(MessagePriority.BULK);
    }

    @Test
    void theByeOfASessionDoesNotOvertakeTheMessageThatItsFileHasBeenSent() {
        String fileEnd = "MESSAGE sip:a SIP/2.0\r\n\r\n<Notify><CmdType>MediaStatus</CmdType></Notify>";

        assertThat(of(fileEnd)).isEqualTo(of("BYE sip:a SIP/2.0"));
        assertThat(of(fileEnd + " ".repeat(3000))).isEqualTo(MessagePriority.BULK);
    }

    @Test
    void aLongCatalogThatMentionsTheWordIsNoKeepalive() {
        assertThat(of("MESSAGE sip:a SIP/2.0\r\n\r\n<Name>Keepalive</Name>" + " ".repeat(3000)))
                .isEqualTo(MessagePriority.BULK);
    }

    @ParameterizedTest
    @CsvSource({
        "'CSeq: 7 NOTIFY', BULK_RESPONSE",
        "'CSeq: 7 MESSAGE', BULK_RESPONSE",
        "'cseq:7  MESSAGE ', BULK_RESPONSE",
        "'CSeq: 7 INVITE', RESPONSE",
        "'Allow: INVITE, MESSAGE', RESPONSE",
        "'X-CSeq: 7 MESSAGE', RESPONSE"
    })
    void aResponseIsOfTheKindOfItsRequest(String header, MessagePriority priority) {
        assertThat(of("SIP/2.0 200 OK\r\nVia: x\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 200 OK\nCSe", "SIP/2.0 200 OK\n", "SIP/2.0 200 OK\nCSeq"})
    void aResponseThatIsCutIsOne(String message) {
        assertThat(of(message)).isEqualTo(MessagePriority.RESPONSE);
    }

    private static MessagePriority of(String message) {
        return MessagePriority.of(message.getBytes(StandardCharsets.US_ASCII), KEEPALIVE, FILE_END);
    }
}
