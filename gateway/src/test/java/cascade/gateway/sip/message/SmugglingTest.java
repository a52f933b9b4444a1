package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.sip.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one peer writes never becomes another header, or another value, for the next one. */
class SmugglingTest {

    private static final SipUri URI = SipUri.of("34020000001320000001", "192.0.2.2");

    /** What leaves for the other side when the values of a read request are used for a new one. */
    private static List<String> passedOn(WireMessage received) {
        SipRequest read = received.asRequest();
        SipRequest built = SipRequest.builder(read.method(), read.uri())
                .via(new Via("UDP", "192.0.2.100", 5060, Map.of()).with("branch", "z9hG4bKown"))
                .from(NameAddr.tagged(read.from().uri(), "own"))
                .to(NameAddr.of(read.to().uri()))
                .callId("own")
                .contact(read.contact().orElse(NameAddr.of(URI)))
                .header("Subject", read.header("Subject"))
                .build();
        return lines(built);
    }

    private static List<String> lines(SipMessage message) {
        return Arrays.asList(new String(SipWriter.write(message), StandardCharsets.UTF_8).split("\r\n", -1));
    }

    @Test
    void onlyNamedValuesLeaveForTheOtherSide() {
        WireMessage received = request("INVITE")
                .replace("From", "From: \"<sip:evil@x>\" <sip:34020000002000000001@192.0.2.1:5060>;tag=1;x=\"a;b\"")
                .line("Contact: <sip:34020000002000000001@192.0.2.1:5060?Route=%3Csip:evil%3E&Via=x>")
                .line("Subject : a:0,\r\n\tb:0")
                .line("X-Priv : 1")
                .line("Route: <sip:evil;lr>");

        assertThat(passedOn(received))
                .containsExactly(
                        "INVITE sip:34020000001320000001@192.0.2.2:5060 SIP/2.0",
                        "Via: SIP/2.0/UDP 192.0.2.100:5060;branch=z9hG4bKown",
                        "From: <sip:34020000002000000001@192.0.2.1:5060>;tag=own",
                        "To: <sip:34020000001320000001@192.0.2.2:5060>",
                        "Call-ID: own",
                        "CSeq: 1 INVITE",
                        "Contact: <sip:34020000002000000001@192.0.2.1:5060>",
                        "Subject: a:0, b:0",
                        "Content-Length: 0",
                        "",
                        "");
    }

    @Test
    void headersWrittenIntoTheRequestUriAreNotActedOn() {
        SipRequest read = request("INVITE")
                .startLine("INVITE sip:340@192.0.2.2?Route=%3Csip:evil%3E SIP/2.0")
                .asRequest();
        assertThat(read.startLine()).isEqualTo("INVITE sip:340@192.0.2.2 SIP/2.0");
        assertThat(read.header("Route")).isEmpty();
    }

    @Test
    void escapesAreNeitherUndoneNorDoneTwice() {
        SipRequest read = request("INVITE")
                .startLine("INVITE sip:%3Cx%3E%0D%0AEvil%3A%2531%00@192.0.2.2 SIP/2.0")
                .asRequest();
        assertThat(read.uri().user()).isEqualTo("%3Cx%3E%0D%0AEvil%3A%2531%00");
        assertThat(lines(read).getFirst()).isEqualTo("INVITE sip:%3Cx%3E%0D%0AEvil%3A%2531%00@192.0.2.2 SIP/2.0");
    }

    @Test
    void aQuotedParameterStaysOneParameter() {
        SipRequest read = request("MESSAGE")
                .replace("Via", "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;x=\"a;received=192.0.2.66\"")
                .replace("From", "From: <sip:a@b>;tag=\"1;tag=2\"")
                .asRequest();
        SipResponse answer = SipResponse.to(read, 200).build();
        assertThat(lines(answer))
                .contains(
                        "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;x=\"a;received=192.0.2.66\"",
                        "From: <sip:a@b>;tag=\"1;tag=2\"");
        assertThat(read.topVia().params()).doesNotContainKey("received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\r\nEvil: 1", "1\nEvil: 1", "1\rEvil: 1"})
    void aHeaderWithALineBreakCannotBeBuilt(String value) {
        assertThatThrownBy(() -> Headers.NONE.with("X-Any", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Headers.NONE.with(value, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().header("Subject", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().replaceHeader("Subject", value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\r\nEvil: 1", "1\nEvil: 1", "1\rEvil: 1", "1\0"})
    void noOtherValueWithALineBreakCanBeWritten(String value) {
        var via = new Via("UDP", "192.0.2.1", -1, Map.of());
        refusesToWrite(builder().callId(value).build());
        refusesToWrite(builder().from(NameAddr.tagged(URI, value)).build());
        refusesToWrite(builder().to(NameAddr.of(SipUri.of(value, "a"))).build());
        refusesToWrite(builder().contact(NameAddr.of(SipUri.of("a", value))).build());
        refusesToWrite(builder().contact(NameAddr.of(URI.withParam("x", value))).build());
        refusesToWrite(builder().uri(URI.withParam(value, "x")).build());
        refusesToWrite(builder().via(via.with("branch", value)).build());
        refusesToWrite(SipResponse.to(builder().build(), 400).reason(value).build());
        refusesToWrite(SipResponse.to(builder().build(), 400).toTag(value).build());
    }

    @Test
    void aWarningIsOneQuotedLineWhateverItsText() {
        SipResponse response = SipResponse.to(builder().build(), 400)
                .warning(399, "gw", "a \"b\" \\ c\r\nEvil: 1")
                .build();
        assertThat(response.header("Warning")).contains("399 gw \"a 'b' ' c''Evil: 1\"");
    }

    private static SipRequest.Builder builder() {
        return SipRequest.builder("MESSAGE", URI)
                .from(NameAddr.tagged(URI, "1"))
                .to(NameAddr.of(URI))
                .callId("1");
    }

    private static void refusesToWrite(SipMessage message) {
        assertThatThrownBy(() -> SipWriter.write(message)).isInstanceOf(IllegalArgumentException.class);
    }
}
