package cascade.gateway.sip.message;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.sip.WireMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and their parts as values. */
class MessageValuesTest {

    private static final SipUri URI = SipUri.of("340", "192.0.2.2");

    @Test
    void anAnswerCopiesWhatRoutesItAndOnlyWhatMakesADialogCarriesTheRoute() {
        SipRequest invite = request("INVITE")
                .line("Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK2")
                .line("Record-Route: <sip:p1;lr>,<sip:p2;lr>")
                .line("Record-Route: <sip:p3;lr>")
                .asRequest();
        SipResponse ok = SipResponse.to(invite, 200).toTag("t").build();

        assertThat(ok.vias()).isEqualTo(invite.vias()).hasSize(2);
        assertThat(ok.from()).isEqualTo(invite.from());
        assertThat(ok.to()).isEqualTo(invite.to().withTag("t"));
        assertThat(ok.callId()).isEqualTo(invite.callId());
        assertThat(ok.cseq()).isEqualTo(invite.cseq());
        assertThat(ok.headers().all("Record-Route")).containsExactly("<sip:p1;lr>,<sip:p2;lr>", "<sip:p3;lr>");
        for (int status : List.of(100, 404, 500)) {
            assertThat(SipResponse.to(invite, status).build().headers().all("Record-Route"))
                    .isEmpty();
        }
    }

    @Test
    void anAnswerKeepsTheTagOfARequestInADialog() {
        SipRequest bye = request("BYE").replace("To", "To: <sip:a@b>;tag=mine").asRequest();
        assertThat(SipResponse.to(bye, 200).toTag("other").build().to().tag()).contains("mine");
        assertThat(bye.inDialog()).isTrue();
        assertThat(request("BYE").asRequest().inDialog()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"99", "700", "0", "-1"})
    void aStatusOutsideTheRangeCannotBeBuilt(int status) {
        SipRequest request = request("MESSAGE").asRequest();
        assertThatThrownBy(() -> SipResponse.to(request, status)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Expires: 3600,-,3600",
                "Expires: 60,<sip:a@b>;expires=0,0",
                "-,<sip:a@b>;expires=120,120",
                "-,<sip:a@b>;expires=\"120\",120",
                "Expires: 99999999999,-,2147483647",
                "Expires: -5,-,-",
                "Expires: soon,-,-",
                "-,-,-"
            })
    void expiryIsTheContactsBeforeTheHeaders(String expires, String contact, Integer seconds) {
        WireMessage message = request("REGISTER");
        if (expires != null) {
            message.line(expires);
        }
        if (contact != null) {
            message.line("Contact: " + contact);
        }
        var read = message.asRequest().expires();
        assertThat(read.isPresent() ? read.getAsInt() : null).isEqualTo(seconds);
    }

    @Test
    void aContactStarIsNoAddress() {
        SipRequest read = request("REGISTER").line("Contact: *").asRequest();
        assertThat(read.contacts()).isEmpty();
        assertThat(read.header("Contact")).contains("*");
    }

    @Test
    void aMediaTypeIsComparedWithoutCaseAndParameters() {
        assertThat(request("MESSAGE")
                        .line("Content-Type: Application/MANSCDP+XML ; charset=gb2312")
                        .asRequest()
                        .contentType())
                .contains("application/manscdp+xml");
    }

    @ParameterizedTest
    @CsvSource({
        "3402000000,3402000000,-1",
        "10.0.0.1:7100,10.0.0.1,7100",
        "[2001:db8::1],[2001:db8::1],-1",
        "[2001:db8::1]:7100,[2001:db8::1],7100"
    })
    void anAuthorityIsADomainOrAnAddressWithAPort(String authority, String host, int port) {
        SipUri uri = SipUri.ofAuthority("340", authority);
        assertThat(uri).isEqualTo(new SipUri("sip", "340", host, port, Map.of()));
        assertThat(uri.explicitPort().isPresent()).isEqualTo(port > 0);
        assertThat(uri).hasToString("sip:340@" + authority);
    }

    @Test
    void aUriKeepsTheOrderOfItsParameters() {
        SipUri uri =
                URI.withParam("z", "1").withParam("a", "").withParam("m", "2").withParam("b", "3");
        assertThat(uri).hasToString("sip:340@192.0.2.2;z=1;a;m=2;b=3");
    }

    @ParameterizedTest
    @CsvSource({
        "[2001:db8::1]:7100, [2001:DB8:0::1]:7100, true",
        "[2001:db8::1]:7100, [2001:db8::2]:7100, false",
        "[2001:db8::1]:5060, [2001:db8::1], true",
        "10.0.0.1:7100, 10.0.0.1:7101, false",
        "City.example, city.example, true",
    })
    void anAddressIsTheSameInWhicheverTextItIsWritten(String one, String other, boolean same) {
        assertThat(SipUri.ofAuthority("340", one).isSameAddress(SipUri.ofAuthority("340", other)))
                .isEqualTo(same);
    }

    @Test
    void aUriWithoutHostCannotBeBuilt() {
        assertThatThrownBy(() -> SipUri.of("340", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aViaNamesTheDefaultPortWhereItHasNone() {
        var via = new Via("UDP", "192.0.2.1", -1, Map.of("rport", ""));
        assertThat(via.sentBy()).isEqualTo("192.0.2.1:5060");
        assertThat(via.hasRport()).isTrue();
        assertThat(via.branch()).isEmpty();
        assertThat(via).hasToString("SIP/2.0/UDP 192.0.2.1;rport");
    }

    @Test
    void headersAreFoundWithoutRegardToCaseAndChangedOneAtATime() {
        Headers headers = Headers.NONE.with("X-a", "1").with("X-A", "2").with("X-b", "3");
        assertThat(headers.first("x-A")).contains("1");
        assertThat(headers.all("x-a")).containsExactly("1", "2");
        assertThat(headers.replacing("X-A", "9").all("x-a")).containsExactly("9", "2");
        assertThat(headers.replacing("X-c", "4").first("x-c")).contains("4");
        assertThat(headers.without("X-A").fields()).hasSize(1);
    }

    @Test
    void aRequestWithoutAMandatoryFieldCannotBeBuilt() {
        assertThatThrownBy(() -> SipRequest.builder("MESSAGE", URI).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("From");
    }

    @Test
    void theCSeqStaysIn31Bits() {
        assertThatThrownBy(() -> new CSeq(CSeq.MAX + 1, "BYE")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CSeq(-1, "BYE")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CSeq(CSeq.MAX, "BYE")).hasToString("2147483647 BYE");
    }
}
