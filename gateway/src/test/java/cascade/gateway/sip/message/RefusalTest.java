package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static cascade.gateway.testkit.sip.WireMessage.response;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.sip.WireMessage;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is beyond repair: why it is turned away, and what its sender is told. */
class RefusalTest {

    /** One message for each reason that the grammar or the reader has; the guard's reasons are in GuardTest. */
    private static final Map<Refusal, WireMessage> EXAMPLES = Map.ofEntries(
            Map.entry(Refusal.NOT_SIP, request("MESSAGE").startLine("\u0002")),
            Map.entry(Refusal.TOO_LARGE, request("MESSAGE").body("x".repeat(300_000))),
            Map.entry(Refusal.LINE_TOO_LONG, request("MESSAGE").line("X: " + "x".repeat(9000))),
            Map.entry(Refusal.TOO_MANY_LINES, request("MESSAGE").line("X: 1\r\n".repeat(130) + "X: 2")),
            Map.entry(Refusal.TOO_MANY_VALUES, request("MESSAGE").line("Route: " + ",".repeat(40))),
            Map.entry(Refusal.CONTROL_CHARACTER, request("MESSAGE").line("X: \0")),
            Map.entry(Refusal.BAD_HEADER, request("MESSAGE").line("nothing")),
            Map.entry(Refusal.DUPLICATE_HEADER, request("MESSAGE").line("To: <sip:a@b>")),
            Map.entry(Refusal.MISSING_HEADER, request("MESSAGE").without("Call-ID")),
            Map.entry(Refusal.VIA_COMMENT, request("MESSAGE").line("Via: SIP/2.0/UDP a (b)")),
            Map.entry(Refusal.BAD_START_LINE, request("MESSAGE").startLine("MESSAGE  sip:a@b SIP/2.0")),
            Map.entry(Refusal.BAD_VERSION, request("MESSAGE").startLine("MESSAGE sip:a@b SIP/7.0")),
            Map.entry(Refusal.BAD_URI_SCHEME, request("MESSAGE").startLine("MESSAGE tel:110 SIP/2.0")),
            Map.entry(Refusal.BAD_CONTENT_LENGTH, request("MESSAGE").line("Content-Length: -1")),
            Map.entry(Refusal.METHOD_MISMATCH, request("MESSAGE").startLine("OPTIONS sip:a@b SIP/2.0")),
            Map.entry(Refusal.GRAMMAR, request("MESSAGE").replace("CSeq", "CSeq: x MESSAGE")));

    private static final Set<Refusal> NOT_400 =
            EnumSet.of(Refusal.TOO_LARGE, Refusal.BAD_VERSION, Refusal.BAD_URI_SCHEME);

    @Test
    void everyReasonHasItsMessage() {
        assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrder(Refusal.values());
        EXAMPLES.forEach((refusal, message) ->
                assertThat(message.refused().refusal()).as(refusal.name()).isEqualTo(refusal));
    }

    @Test
    void theSenderIsToldByTheStatusOfTheReason() {
        assertThat(EXAMPLES.get(Refusal.TOO_LARGE).answer()).startsWith("SIP/2.0 513 Message Too Large");
        assertThat(EXAMPLES.get(Refusal.BAD_VERSION).answer()).startsWith("SIP/2.0 505 Version Not Supported");
        assertThat(EXAMPLES.get(Refusal.BAD_URI_SCHEME).answer()).startsWith("SIP/2.0 416 Unsupported URI Scheme");
        Set<Refusal> rest = EXAMPLES.keySet().stream()
                .filter(refusal -> !NOT_400.contains(refusal))
                .collect(Collectors.toSet());
        assertThat(rest).allMatch(refusal -> refusal.status() == 400);
        for (Refusal refusal : EnumSet.of(Refusal.CONTROL_CHARACTER, Refusal.BAD_HEADER, Refusal.BAD_START_LINE)) {
            assertThat(EXAMPLES.get(refusal).answer()).startsWith("SIP/2.0 400 Bad Request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void aRequestWithoutAMandatoryHeaderIsRefusedAndCannotBeAnswered(String name) {
        var refused = request("MESSAGE").without(name).refused();
        assertThat(refused.refusal()).isEqualTo(Refusal.MISSING_HEADER);
        assertThat(refused.detail()).contains(name);
        assertThat(refused.answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MESSAGE sip:a@b",
                "MESSAGE sip:a@b ",
                "MESSAGE",
                "MESSAGE sip:a@b; lr SIP/2.0",
                "MES(SAGE sip:a@b SIP/2.0",
                "MESSAGE sip:a@b HTTP/1.1",
                "GET / HTTP/1.1",
                "MESSAGE\tsip:a@b\tSIP/2.0"
            })
    void aRequestLineHasThreePartsWithOneBlankBetween(String line) {
        assertThat(request("MESSAGE").startLine(line).refused().refusal()).isEqualTo(Refusal.BAD_START_LINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:a@b>",
                "sip:",
                "sip:a@",
                "sip:a@b@c",
                "sip:a@b>",
                "sip:a@b:port",
                "*",
                "sip:a@2001:db8::10",
                "sip:a@b\tc"
            })
    void aRequestUriIsASipUri(String uri) {
        assertThat(request("MESSAGE")
                        .startLine("MESSAGE " + uri + " SIP/2.0")
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:110", "http://example.com", "nobodyKnowsThisScheme:totallyopaque", "urn:x:y"})
    void foreignSchemesAre416InTheRequestLineAnd400InAddresses(String uri) {
        assertThat(request("MESSAGE")
                        .startLine("MESSAGE " + uri + " SIP/2.0")
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.BAD_URI_SCHEME);
        assertThat(request("MESSAGE")
                        .replace("To", "To: <" + uri + ">")
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20",
                "MESSAGE 20",
                "-1 MESSAGE",
                "+1 MESSAGE",
                "2147483648 MESSAGE",
                "36893488147419103232 MESSAGE",
                "２０ MESSAGE",
                "20 MESSAGE x",
                "20.0 MESSAGE",
                "20MESSAGE"
            })
    void aCSeqIsANumberOf31BitsAndAMethod(String cseq) {
        assertThat(request("MESSAGE").replace("CSeq", "CSeq: " + cseq).refused().refusal())
                .isEqualTo(Refusal.GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "20", "0009", "2147483647"})
    void aCSeqStartsAnywhereInItsRange(String number) {
        assertThat(request("MESSAGE")
                        .replace("CSeq", "CSeq: " + number + " MESSAGE")
                        .asRequest()
                        .cseq()
                        .number())
                .isEqualTo(Long.parseLong(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+5", "5 5", "5,5", "0x10", "99999999999", "five", "５", ""})
    void aContentLengthIsANumberOfBytes(String length) {
        assertThat(request("MESSAGE")
                        .line("Content-Length: " + length)
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.BAD_CONTENT_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP",
                "SIP/3.0/UDP 192.0.2.1;branch=z9hG4bK1",
                "HTTP/1.1/TCP 192.0.2.1;branch=z9hG4bK1",
                "SIP/2.0/UDP 192.0.2.1;branch=",
                "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 x",
                "SIP/2.0/UDP 192.0.2.1;;branch=z9hG4bK1",
                "SIP/2.0/UDP 2001:db8::1;branch=z9hG4bK1",
                "SIP/2.0/UDP :5060"
            })
    void aViaFollowsTheGrammar(String via) {
        assertThat(request("MESSAGE").replace("Via", "Via: " + via).refused().refusal())
                .isEqualTo(Refusal.GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Mr. J. User <sip:a@b>",
                "<sip:a@b",
                "<sip:a@b>,<sip:c@d>",
                "sip:",
                "<>",
                "a@b",
                "<sip:a@2001:db8::1>"
            })
    void anAddressFollowsTheGrammar(String address) {
        assertThat(request("MESSAGE").replace("To", "To: " + address).refused().refusal())
                .isEqualTo(Refusal.GRAMMAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 4294967301 better not break the receiver",
                "SIP/2.0 99 x",
                "SIP/2.0 700 x",
                "SIP/2.0 0200 OK",
                "SIP/2.0 200OK",
                "SIP/2.0 -200 x",
                "SIP/2.0",
                "SIP/2.0 ",
                "SIP/2.0 OK"
            })
    void aStatusHasThreeDigits(String line) {
        var refused = response(line).refused();
        assertThat(refused.refusal()).isEqualTo(Refusal.GRAMMAR);
        assertThat(refused.answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/7.0 200 OK", "SIP/2.00 200 OK", "SIP/2 200 OK"})
    void aResponseIsOfVersionTwo(String line) {
        assertThat(response(line).refused().refusal()).isEqualTo(Refusal.BAD_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 200", "SIP/2.0 200 ", "sip/2.0 200 OK", "SIP/2.0  200  OK"})
    void aReasonPhraseMayBeAnything(String line) {
        assertThat(((SipResponse) response(line).message().message()).status()).isEqualTo(200);
    }

    @Test
    void labelsAreFitForAMetric() {
        assertThat(Refusal.TOO_LARGE.label()).isEqualTo("too-large");
        assertThat(Repair.LF_ONLY.label()).isEqualTo("lf-only");
    }
}
