package cascade.gateway.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceivedMessageTest {

    private final ReceivedMessage message = new ReceivedMessage();

    @BeforeEach
    void read() {
        String text = """
                INVITE sip:1@127.0.0.1 SIP/2.0
                Record-Route: <sip:127.0.0.2;lr>
                Via: SIP/2.0/UDP 127.0.0.2;branch=z9hG4bKb
                Record-Route: <sip:127.0.0.3;lr>
                Via: SIP/2.0/UDP 127.0.0.4;branch=z9hG4bKa
                From: <sip:2@127.0.0.4>;tag=1

                Via: none of the header
                """.replace("\n", "\r\n");
        message.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void allLinesOfAFieldComeInTheirOrder() {
        assertThat(message.texts(Header.RECORD_ROUTE)).containsExactly("<sip:127.0.0.2;lr>", "<sip:127.0.0.3;lr>");
        assertThat(message.texts(Header.CONTACT)).isEmpty();
    }

    @Test
    void anAnswerGetsEveryViaOfTheHeaderAndNothingOfTheBody() {
        var answer = new MessageWriter();

        message.copyLines(Header.VIA, answer);

        assertThat(new String(answer.copy(), StandardCharsets.US_ASCII))
                .isEqualTo(
                        "Via: SIP/2.0/UDP 127.0.0.2;branch=z9hG4bKb\r\nVia: SIP/2.0/UDP 127.0.0.4;branch=z9hG4bKa\r\n");
    }

    @Test
    void ofAFieldThatIsAskedForAloneTheFirstLineCounts() {
        assertThat(message.text(Header.VIA)).isEqualTo("SIP/2.0/UDP 127.0.0.2;branch=z9hG4bKb");
    }
}
