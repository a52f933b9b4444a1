package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.testkit.sip.WireMessage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard lets through to the grammar, and what it never does. */
class GuardTest {

    private static final SipLimits LIMITS = WireMessage.LIMITS;

    @Test
    void aMessageOfTheLargestSizeIsReadAndOneByteMoreIsNot() {
        int head = request("MESSAGE").line("Content-Length: 123456").bytes().length;
        String body = "x".repeat(LIMITS.maxMessageBytes() - head);
        WireMessage largest = request("MESSAGE").body(body);

        assertThat(largest.bytes()).hasSize(LIMITS.maxMessageBytes());
        assertThat(largest.message().message().body()).hasSize(body.length());

        Reading.Refused refused = request("MESSAGE").body(body + "x").refused();
        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(request("MESSAGE").body(body + "x").answer()).startsWith("SIP/2.0 513 Message Too Large");
    }

    @Test
    void aLineOfTheLargestSizeIsReadAndOneByteMoreIsNot() {
        String longest = "X-Long: " + "x".repeat(LIMITS.maxLineBytes() - "X-Long: ".length() - 1);
        assertThat(request("MESSAGE").line(longest).asRequest().header("X-Long"))
                .hasValueSatisfying(value -> assertThat(value).endsWith("xxx"));
        assertThat(request("MESSAGE").line(longest + "xx").refused().refusal()).isEqualTo(Refusal.LINE_TOO_LONG);
    }

    @Test
    void asManyHeaderLinesAsAllowedAreReadAndOneMoreIsNot() {
        WireMessage most = request("MESSAGE");
        int have = 6;
        for (int i = have; i < LIMITS.maxLines(); i++) {
            most.line("X-" + i + ": " + i);
        }
        assertThat(most.asRequest().headers().fields()).hasSize(LIMITS.maxLines() - 5);
        assertThat(most.line("X-More: 1").refused().refusal()).isEqualTo(Refusal.TOO_MANY_LINES);
    }

    @Test
    void foldedLinesAreJoinedWithOneBlank() {
        assertThat(request("MESSAGE")
                        .line("Subject: one")
                        .line("   two")
                        .line("\tthree")
                        .asRequest()
                        .header("Subject"))
                .contains("one two three");
    }

    @Test
    void foldedLinesCountAsLinesSoThatJoiningThemStaysCheap() {
        WireMessage folded = request("MESSAGE").line("Subject: x");
        for (int i = 0; i < LIMITS.maxLines(); i++) {
            folded.line(" ");
        }
        assertThat(folded.refused().refusal()).isEqualTo(Refusal.TOO_MANY_LINES);
    }

    @Test
    void foldedLinesTogetherAreNoLongerThanOneLine() {
        String half = "x".repeat(LIMITS.maxLineBytes() / 2);
        assertThat(request("MESSAGE")
                        .line("Subject: " + half)
                        .line(" " + half)
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.LINE_TOO_LONG);
    }

    @Test
    void aContinuedLineNeedsALineToContinue() {
        String text = request("MESSAGE").text().replaceFirst("Via:", " Via:");
        assertThat(WireMessage.read(text.getBytes(StandardCharsets.UTF_8), false))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_HEADER));
    }

    @ParameterizedTest
    @CsvSource({"Via,SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1", "Route,<sip:192.0.2.9;lr>", "Record-Route,<sip:a;lr>"})
    void asManyListValuesAsAllowedAreReadAndOneMoreIsNot(String name, String value) {
        int have = name.equals("Via") ? 1 : 0;
        String most = (value + ",").repeat(LIMITS.maxListValues() - have - 1) + value;
        WireMessage message = request("MESSAGE").line(name + ": " + most);
        message.message();
        assertThat(message.line(name + ": " + value).refused().refusal()).isEqualTo(Refusal.TOO_MANY_VALUES);
    }

    @Test
    void aContactListIsBoundedLikeTheOthers() {
        String value = "<sip:a@192.0.2.9>";
        assertThat(request("REGISTER")
                        .line("Contact: " + (value + ",").repeat(LIMITS.maxListValues()) + value)
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.TOO_MANY_VALUES);
    }

    @Test
    void aRouteListOfThousandsIsRefusedAtOnce() {
        String line = "Route: " + "<sip:a;lr>,".repeat(700);
        byte[] huge = request("MESSAGE").line(line).line(line).line(line).bytes();
        WireMessage.read(huge, false);
        long before = cpuNanos();
        Reading reading = WireMessage.read(huge, false);
        assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofMillis(50));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_VALUES));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x07, 0x0b, 0x1f, 0x7f})
    void controlCharactersMayStandEscapedInAQuotedString(int control) {
        String escaped = "\\" + (char) control;
        String quoted = "To: \"a" + escaped + "b\" <sip:a@b>";
        assertThat(request("MESSAGE")
                        .replace("To", quoted)
                        .asRequest()
                        .to()
                        .uri()
                        .user())
                .isEqualTo("a");
        assertThat(request("MESSAGE").replace("To", quoted).repairs()).isEmpty();
        for (String bad :
                new String[] {"Subject: " + escaped, "Subject: \"\\" + escaped + "\"", "Subject: \"a\" " + escaped}) {
            assertThat(request("MESSAGE").line(bad).refused().refusal()).isEqualTo(Refusal.CONTROL_CHARACTER);
        }
    }

    @Test
    void aCarriageReturnIsNoEscapedCharacter() {
        assertThat(request("MESSAGE").line("Subject: \"a\\\rb\"").refused().refusal())
                .isEqualTo(Refusal.CONTROL_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f, 0x7f})
    void controlCharactersInTheHeadAreRefused(int control) {
        String odd = String.valueOf((char) control);
        assertThat(request("MESSAGE").line("Subject: a" + odd + "b").refused().refusal())
                .isEqualTo(Refusal.CONTROL_CHARACTER);
        assertThat(request("MESSAGE").line("To" + odd + ": <sip:a@b>").refused().refusal())
                .isEqualTo(Refusal.CONTROL_CHARACTER);
        assertThat(request("MESSAGE")
                        .startLine("MESSAGE sip:a" + odd + "@b SIP/2.0")
                        .refused()
                        .refusal())
                .isEqualTo(Refusal.CONTROL_CHARACTER);
    }

    @Test
    void aBodyMayHoldAnyByte() {
        assertThat(request("MESSAGE").body("a\0b\rc\u0001").message().message().bodyText())
                .isEqualTo("a\0b\rc\u0001");
    }

    @Test
    void aBlankBeforeTheColonDoesNotHideAHeader() {
        SipRequest read = request("MESSAGE").line("X-Priv : 1").asRequest();
        assertThat(read.header("X-Priv")).contains("1");
        assertThat(new String(SipWriter.write(read), StandardCharsets.UTF_8)).contains("\r\nX-Priv: 1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", ": value", "two words: value", "sl/ash: 1", "ümlaut: 1", "　To: <sip:a@b>"})
    void aHeaderNameThatIsNoTokenIsRefused(String line) {
        assertThat(request("MESSAGE").line(line).refused().refusal()).isEqualTo(Refusal.BAD_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <sip:a@b>;tag=2",
                "f: <sip:a@b>;tag=2",
                "To: <sip:a@b>",
                "t: <sip:a@b>",
                "Call-ID: 2",
                "i: 2",
                "CSeq: 21 MESSAGE",
                "CSEQ : 20 MESSAGE",
                "max-forwards: 70"
            })
    void aSecondValueOfWhatThereIsOnlyOneOfIsRefused(String line) {
        assertThat(request("MESSAGE").line(line).refused().refusal()).isEqualTo(Refusal.DUPLICATE_HEADER);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 0,l: 0",
        "Content-Type: a/b,c: a/b",
        "Event: Catalog,o: presence",
        "Expires: 1,Expires: 2"
    })
    void optionalHeadersAreNotRepeatedEither(String one, String other) {
        assertThat(request("MESSAGE").line(one).line(other).refused().refusal()).isEqualTo(Refusal.DUPLICATE_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1 (comment)",
                "v: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1 (comment)",
                "Via : SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1;x=(",
                "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n (folded)",
                "Via: SIP/2.0/UDP 192.0.2.9;x=\"(\""
            })
    void aViaWithAParenthesisNeverReachesTheGrammar(String line) {
        assertThat(request("MESSAGE").line(line).refused().refusal()).isEqualTo(Refusal.VIA_COMMENT);
    }

    @Test
    void blankLinesAndNulsAloneAreKeepAlives() {
        for (String keepAlive : new String[] {"", "\r\n", "\r\n\r\n", "\0", "\0\0\0\0", "\n"}) {
            assertThat(WireMessage.read(keepAlive.getBytes(StandardCharsets.UTF_8), false))
                    .isInstanceOf(Reading.KeepAlive.class);
        }
    }

    @Test
    void blankLinesBeforeAMessageAreSkipped() {
        byte[] bytes = ("\r\n\r\n" + request("MESSAGE").text()).getBytes(StandardCharsets.UTF_8);
        assertThat(WireMessage.read(bytes, false)).isInstanceOf(Reading.Message.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001\u0001", "\u00ff\u00fe", "\u0016\u0003\u0001", "\u0080MESSAGE"})
    void bytesThatBeginNoSipMessageAreRefusedWithoutAnAnswer(String text) {
        Reading reading =
                WireMessage.read((text + request("MESSAGE").text()).getBytes(StandardCharsets.ISO_8859_1), false);
        assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.NOT_SIP);
            assertThat(refused.answer()).isEmpty();
        });
    }
}
