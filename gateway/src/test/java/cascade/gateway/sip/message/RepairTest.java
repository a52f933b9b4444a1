package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static cascade.gateway.testkit.sip.WireMessage.response;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.testkit.sip.WireMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deviations of real products that reading puts right, each counted by its name. */
class RepairTest {

    @Test
    void aMessageByTheBookNeedsNoRepair() {
        assertThat(request("MESSAGE").body("x").repairs()).isEmpty();
        assertThat(response("SIP/2.0 200 OK").body("").repairs()).isEmpty();
    }

    @Test
    void linesMayEndWithLfAlone() {
        Reading.Message read = request("MESSAGE").body("a\nb").lineEnd("\n").message();
        assertThat(read.repairs()).containsExactly(Repair.LF_ONLY);
        assertThat(read.message().bodyText()).isEqualTo("a\nb");
    }

    @Test
    void theBlankLineAfterTheHeadMayBeMissingWhereThereIsNoBody() {
        String text = request("MESSAGE").line("Content-Length: 0").text();
        byte[] cut = text.substring(0, text.length() - 2).getBytes(StandardCharsets.UTF_8);
        assertThat(WireMessage.read(cut, false))
                .isInstanceOfSatisfying(
                        Reading.Message.class,
                        read -> assertThat(read.repairs()).containsExactly(Repair.NO_BLANK_LINE));
    }

    @Test
    void aHeadThatEndsWithinALineIsNotGuessedAt() {
        String text = request("REGISTER").line("Expires: 3600").text();
        byte[] cut = text.substring(0, text.indexOf("00\r\n\r\n")).getBytes(StandardCharsets.UTF_8);
        assertThat(WireMessage.read(cut, false))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_HEADER));
    }

    @Test
    void bytesBeyondContentLengthAreDropped() {
        Reading.Message read = request("MESSAGE")
                .line("Content-Length: 3")
                .uncountedBody("abcdef")
                .message();
        assertThat(read.repairs()).containsExactly(Repair.EXTRA_BYTES);
        assertThat(read.message().bodyText()).isEqualTo("abc");
    }

    @Test
    void aBodyShorterThanContentLengthIsTakenAsFarAsItGoes() {
        Reading.Message read = request("MESSAGE")
                .line("Content-Length: 5")
                .uncountedBody("abc")
                .message();
        assertThat(read.repairs()).containsExactly(Repair.SHORT_BODY);
        assertThat(read.message().bodyText()).isEqualTo("abc");
    }

    @Test
    void aBodyOfWhichMostIsMissingIsRefused() {
        Reading.Refused refused = request("INVITE")
                .line("Content-Length: 9999")
                .uncountedBody("v=0")
                .refused();
        assertThat(refused.refusal()).isEqualTo(Refusal.BAD_CONTENT_LENGTH);
    }

    @Test
    @FieldReport("F01")
    void aDatagramsTypedBodyIsReadThoughContentLengthIsZero() {
        Reading.Message read = request("MESSAGE")
                .line("Content-Type: Application/MANSCDP+xml")
                .line("Content-Length: 0")
                .uncountedBody("<Notify/>")
                .message();
        assertThat(read.repairs()).containsExactly(Repair.CONTENT_LENGTH);
        assertThat(read.message().bodyText()).isEqualTo("<Notify/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "\0\0"})
    @FieldReport(value = "F01", part = "where nothing is behind it")
    void contentLengthZeroHoldsWhereNothingFollows(String rest) {
        Reading.Message read = request("MESSAGE")
                .line("Content-Type: Application/MANSCDP+xml")
                .line("Content-Length: 0")
                .uncountedBody(rest)
                .message();
        assertThat(read.message().hasBody()).isFalse();
    }

    @Test
    @FieldReport(value = "F01", part = "where another message is behind it")
    void anotherMessageBehindContentLengthZeroIsNoBody() {
        Reading.Message read = request("REGISTER")
                .line("Content-Length: 0")
                .uncountedBody(request("INVITE").text())
                .message();
        assertThat(read.repairs()).containsExactly(Repair.EXTRA_BYTES);
        assertThat(read.message().hasBody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void aDatagramsBodyThatIsCountedInCharactersIsReadWhole(String charset) {
        String body = "<Name>北门</Name>";
        Reading.Message read = request("MESSAGE")
                .charset(charset)
                .line("Content-Type: Application/MANSCDP+xml")
                .line("Content-Length: " + body.length())
                .uncountedBody(body)
                .message();
        assertThat(read.repairs()).containsExactly(Repair.CONTENT_LENGTH);
        assertThat(new String(read.message().body(), Charset.forName(charset))).isEqualTo(body);
    }

    @Test
    void onAStreamContentLengthZeroIsBinding() {
        byte[] bytes = request("MESSAGE")
                .line("Content-Type: Application/MANSCDP+xml")
                .line("Content-Length: 0")
                .bytes();
        assertThat(WireMessage.read(bytes, true))
                .isInstanceOfSatisfying(
                        Reading.Message.class,
                        read -> assertThat(read.message().hasBody()).isFalse());
    }

    @Test
    void onAStreamABodyIsNeverShort() {
        byte[] bytes = request("MESSAGE")
                .line("Content-Length: 30")
                .uncountedBody("abc")
                .bytes();
        assertThat(WireMessage.read(bytes, true))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_CONTENT_LENGTH));
    }

    @Test
    void contentLengthMayBePadded() {
        Reading.Message read = request("MESSAGE")
                .line("Content-Length:     3  ")
                .uncountedBody("abc")
                .message();
        assertThat(read.repairs()).isEmpty();
        assertThat(read.message().bodyText()).isEqualTo("abc");
    }

    @Test
    void withoutContentLengthADatagramsBodyIsWhatRemains() {
        Reading.Message read = request("MESSAGE").uncountedBody("abc").message();
        assertThat(read.repairs()).containsExactly(Repair.NO_CONTENT_LENGTH);
        assertThat(read.message().bodyText()).isEqualTo("abc");
        assertThat(request("MESSAGE").repairs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"测试<sip:340@10.0.0.1>;tag=1", "\"张三\" <sip:340@10.0.0.1>;tag=1"})
    void chineseDisplayNamesAreDroppedWhateverTheirCharset(String from) {
        for (String charset : new String[] {"GBK", "GB18030", "UTF-8"}) {
            Reading.Message read = request("MESSAGE")
                    .replace("From", "From: " + from)
                    .charset(charset)
                    .message();
            assertThat(read.repairs()).containsExactly(Repair.DISPLAY_NAME);
            assertThat(read.message().from().toString()).isEqualTo("<sip:340@10.0.0.1>;tag=1");
        }
    }

    @Test
    void displayNamesBeyondTheGrammarAreDroppedAndCounted() {
        Reading.Message read = request("MESSAGE")
                .replace("To", "To: [camera] 1 <sip:340@10.0.0.1>")
                .message();
        assertThat(read.repairs()).containsExactly(Repair.DISPLAY_NAME);
        assertThat(read.message().to().uri().user()).isEqualTo("340");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caller <sip:340@a>", "caller<sip:340@a>", "\"a, b <c>\" <sip:340@a>", "\"\\\"\" <sip:340@a>"})
    void displayNamesByTheGrammarAreDroppedInSilence(String to) {
        Reading.Message read = request("MESSAGE").replace("To", "To: " + to).message();
        assertThat(read.repairs()).isEmpty();
        assertThat(read.message().to()).isEqualTo(NameAddr.of(SipUri.of("340", "a")));
    }

    @ParameterizedTest
    @CsvSource({"Register,REGISTER", "message,MESSAGE", "Invite,INVITE"})
    void methodsAreReadInAnyCase(String written, String meant) {
        WireMessage message = request(written);
        assertThat(message.repairs()).containsExactly(Repair.METHOD_CASE);
        assertThat(message.asRequest().method()).isEqualTo(meant);
        assertThat(message.asRequest().cseq().method()).isEqualTo(meant);
    }

    @Test
    void aForeignMethodKeepsItsCase() {
        assertThat(request("NewMethod").asRequest().method()).isEqualTo("NewMethod");
        assertThat(request("RE%47IST%45R").asRequest().method()).isEqualTo("RE%47IST%45R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:340@10.0.0.1>", "sip:340@10.0.0.1", "<sip:340@10.0.0.1>;tag="})
    void fromMayLackItsTag(String from) {
        WireMessage message = request("MESSAGE").replace("From", "From: " + from);
        assertThat(message.repairs()).containsExactly(Repair.NO_FROM_TAG);
        assertThat(message.asRequest().from().tag()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";branch=596eab", "", ";branch=Z9HG4BK1", ";rport"})
    void aBranchMayLackTheCookie(String params) {
        assertThat(request("MESSAGE")
                        .replace("Via", "Via: SIP/2.0/UDP 192.0.2.1:5060" + params)
                        .repairs())
                .containsExactly(Repair.OLD_BRANCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RPort=rport", "rport=rport", "rport = RPORT"})
    void rportMayHaveItsNameAsValue(String rport) {
        WireMessage message =
                request("MESSAGE").replace("Via", "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;" + rport);
        assertThat(message.repairs()).containsExactly(Repair.RPORT_FORM);
        assertThat(message.asRequest().topVia().params()).containsEntry("rport", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "<tel:110>", "<sip:a@b", "", "sip:a@b?Route=%3Csip:c%3E", "<sip:a@2001:db8::1>"})
    void aContactBeyondTheGrammarCostsOnlyTheContact(String contact) {
        WireMessage message = request("INVITE").line("Contact: " + contact);
        assertThat(message.repairs()).containsExactly(Repair.CONTACT);
        assertThat(message.asRequest().contacts()).isEmpty();
    }

    @Test
    void theRequestLineMayEndWithBlanks() {
        assertThat(request("MESSAGE").startLine("MESSAGE sip:a@b SIP/2.0  ").repairs())
                .containsExactly(Repair.START_LINE_BLANKS);
    }

    @Test
    void toNeedsNoBracketsAndThenItsParametersAreItsOwn() {
        SipRequest read =
                request("BYE").replace("To", "To: sip:340@10.0.0.1;tag=77").asRequest();
        assertThat(read.to()).isEqualTo(NameAddr.tagged(SipUri.of("340", "10.0.0.1"), "77"));
    }

    @Test
    void compactFormsStandForTheirHeaders() {
        SipRequest read = request("SUBSCRIBE")
                .replace("Via", "v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1")
                .replace("From", "f: <sip:1@a>;tag=1")
                .replace("To", "t: <sip:2@b>")
                .replace("Call-ID", "i: 4711")
                .line("m: <sip:1@192.0.2.1>")
                .line("c: Application/MANSCDP+xml")
                .line("o: Catalog;id=1")
                .line("s: a:0,b:0")
                .line("k: timer")
                .line("u: Catalog")
                .line("e: gzip")
                .line("l: 2")
                .uncountedBody("ab")
                .asRequest();
        assertThat(read.callId()).isEqualTo("4711");
        assertThat(read.contact()).isPresent();
        assertThat(read.contentType()).contains("application/manscdp+xml");
        assertThat(read.body()).hasSize(2);
        assertThat(read.headers().fields())
                .extracting(Headers.Field::name)
                .containsExactly(
                        "Max-Forwards",
                        "Content-Type",
                        "Event",
                        "Subject",
                        "Supported",
                        "Allow-Events",
                        "Content-Encoding");
    }

    @Test
    void headerTextThatIsNotUtf8IsReadAsGb18030() {
        byte[] bytes =
                request("MESSAGE").line("Subject: 摄像机").charset("GB18030").bytes();
        assertThat(((Reading.Message) WireMessage.read(bytes, false)).message().header("Subject"))
                .contains("摄像机");
    }

    @Test
    void anIsoDateIsKeptAsItIs() {
        assertThat(request("MESSAGE")
                        .line("Date: 2019-12-25T16:45:44")
                        .asRequest()
                        .header("Date"))
                .contains("2019-12-25T16:45:44");
    }

    @Test
    void bodiesOfAnyCharsetAreKeptByteForByte() {
        Charset gb18030 = Charset.forName("GB18030");
        byte[] body = "<Name>龘街道</Name>".getBytes(gb18030);
        byte[] bytes =
                request("MESSAGE").charset("GB18030").body("<Name>龘街道</Name>").bytes();
        SipMessage read = ((Reading.Message) WireMessage.read(bytes, false)).message();
        assertThat(read.body()).isEqualTo(body);
        byte[] again = SipWriter.write(read);
        assertThat(((Reading.Message) WireMessage.read(again, true)).message().body())
                .isEqualTo(body);
    }

    @Test
    void aResponseMayLackItsViaAndARequestMayNot() {
        Reading.Message read =
                response("SIP/2.0 200 OK").without("Via").body("").message();
        assertThat(read.repairs()).containsExactly(Repair.NO_VIA);
        assertThat(read.message().vias()).isEmpty();
        assertThat(request("MESSAGE").without("Via").refused().refusal()).isEqualTo(Refusal.MISSING_HEADER);
    }
}
