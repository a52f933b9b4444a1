package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static cascade.gateway.testkit.sip.WireMessage.response;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.sip.WireMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an unreadable request is answered with. */
class StatelessAnswerTest {

    private static final String BROKEN = "a line that is no header";

    @Test
    void repeatsTheFiveFieldsThatRouteItAndNothingElse() {
        assertThat(request("MESSAGE")
                        .replace("Call-ID", "Call-ID: a84b4c76e66710")
                        .line("X-Secret: 1")
                        .line(BROKEN)
                        .body("body")
                        .answer())
                .containsExactly(
                        "SIP/2.0 400 Bad Request",
                        "Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK776asdhds",
                        "From: <sip:34020000002000000001@192.0.2.1:5060>;tag=1928301774",
                        "To: <sip:34020000001320000001@192.0.2.2:5060>;tag=refused",
                        "Call-ID: a84b4c76e66710",
                        "CSeq: 20 MESSAGE",
                        "Content-Length: 0",
                        "",
                        "");
    }

    @Test
    void repeatsEveryViaInOrder() {
        assertThat(request("MESSAGE")
                        .line("Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK2")
                        .line("v: SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK3")
                        .line(BROKEN)
                        .answer())
                .filteredOn(line -> line.startsWith("Via"))
                .containsExactly(
                        "Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK776asdhds",
                        "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK2",
                        "Via: SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK3");
    }

    @Test
    void writesCompactAndFoldedFieldsInFull() {
        assertThat(request("MESSAGE")
                        .replace("From", "f: <sip:a@b>\r\n ;tag=1")
                        .replace("Call-ID", "i: 4711")
                        .line(BROKEN)
                        .answer())
                .contains("From: <sip:a@b> ;tag=1", "Call-ID: 4711");
    }

    @Test
    void keepsATagThatIsThere() {
        assertThat(request("BYE")
                        .replace("To", "To: <sip:a@b>;tag=5")
                        .line(BROKEN)
                        .answer())
                .contains("To: <sip:a@b>;tag=5");
    }

    @Test
    void neverAnswersAnAckOrAResponse() {
        assertThat(request("ACK").line(BROKEN).refused().answer()).isEmpty();
        assertThat(request("ack").line(BROKEN).refused().answer()).isEmpty();
        assertThat(response("SIP/2.0 200 OK").line(BROKEN).refused().answer()).isEmpty();
        assertThat(response("sip/2.0 200 OK").line(BROKEN).refused().answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "hello", "MESSAGE"})
    void neverAnswersWhatIsNotSip(String startLine) {
        assertThat(request("MESSAGE").startLine(startLine).refused().answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call-ID: a\0b", "Call-ID: a\rb", "Call-ID: \u007f", "Call-ID:"})
    void neverRepeatsAFieldThatIsNotPlainText(String line) {
        assertThat(request("MESSAGE")
                        .replace("Call-ID", line)
                        .line(BROKEN)
                        .refused()
                        .answer())
                .isEmpty();
    }

    @Test
    void looksOnlyAtTheBeginningOfAHugeMessage() {
        String filler = "X: " + "x".repeat(1000);
        WireMessage late = request("MESSAGE").without("CSeq");
        for (int i = 0; i < 5; i++) {
            late.line(filler);
        }
        assertThat(late.line("CSeq: 1 MESSAGE").line(BROKEN).refused().answer()).isEmpty();
    }

    @Test
    void doesNotRepeatAFieldThatTheBoundaryCuts() {
        WireMessage cut = request("MESSAGE");
        int room = 4096 - cut.text().length() - "Via: SIP/2.0/UDP 192".length();
        cut.line("X: " + "x".repeat(room))
                .line("Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK2")
                .line(BROKEN);
        List<String> answer = cut.answer();
        assertThat(answer).filteredOn(line -> line.startsWith("Via")).hasSize(1);
    }
}
