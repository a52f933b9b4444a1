package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cascade.config.GatewayConfig;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.monitoring.CallCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferReaderTest {

    private static final String CHANNEL = "37280600001320000001";

    private static Offer read(String config, String... mediaLines) throws CallRejection {
        GatewayConfig gateway = CallConfigs.of(config);
        String sdp = "v=0\r\no=- 0 0 IN IP4 10.69.80.187\r\ns=Play\r\nc=IN IP4 10.69.80.187\r\nt=0 0\r\n"
                + String.join("\r\n", mediaLines) + "\r\na=rtpmap:96 PS/90000\r\n";
        SipRequest invite = SipRequest.builder("INVITE", SipUri.of(CHANNEL, "10.69.91.7"))
                .via(new Via("UDP", "10.69.80.187", 7100, Map.of()))
                .from(NameAddr.tagged(SipUri.of("37280000002000000001", "10.69.80.187"), "1"))
                .to(NameAddr.of(SipUri.of(CHANNEL, "10.69.91.7")))
                .callId("1")
                .cseq(1)
                .body("application/sdp", sdp.getBytes(StandardCharsets.US_ASCII))
                .build();
        return new OfferReader(gateway.upper("city"), new MediaTargets(() -> gateway))
                .read(OfferReader.reading(invite).session());
    }

    private static CallRejection refusal(String config, String... mediaLines) {
        var thrown = assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> read(config, mediaLines))
                .actual();
        assertThat(thrown.status()).isEqualTo(488);
        assertThat(thrown.cause()).isEqualTo(CallCause.BAD_OFFER);
        return thrown;
    }

    /** The first three as the standard has them, then what products write. */
    @ParameterizedTest
    @CsvSource({
        "m=video 6000 RTP/AVP 96, a=recvonly, UDP",
        "m=video 6000 TCP/RTP/AVP 96, a=setup:passive, TCP_PASSIVE",
        "m=video 6000 TCP/RTP/AVP 96, a=setup:active, TCP_ACTIVE",
        "m=video 9 TCP/RTP/AVP 96, a=setup:active, TCP_ACTIVE",
        "m=video 0 TCP/RTP/AVP 96, a=setup:active, TCP_ACTIVE",
        "m=video 6000 TCP/RTP/AVP 96, a=setup:actpass, TCP_PASSIVE",
        "m=video 9 TCP/RTP/AVP 96, a=setup:actpass, TCP_ACTIVE",
        "m=video 6000 TCP/RTP/AVP 96, a=recvonly, TCP_PASSIVE",
        "m=video 6000 TCP/RTP/AVP 96, a=setup:nonsense, TCP_PASSIVE",
        "m=video 6000 RTP/AVP/TCP 96, a=setup:active, TCP_ACTIVE",
        "m=video 6000 tcp/rtp/avp 96, a=setup:Passive, TCP_PASSIVE",
    })
    void theOfferTellsHowItsMediaTravels(String media, String attribute, MediaTransport transport)
            throws CallRejection {
        Offer offer = read("", media, attribute);

        assertThat(offer.transport()).isEqualTo(transport);
        assertThat(offer.receiver().getAddress()).isEqualTo(InetAddress.ofLiteral("10.69.80.187"));
    }

    @Test
    void whoListensMustNameAPort() {
        assertThat(refusal("", "m=video 9 TCP/RTP/AVP 96", "a=setup:passive").text())
                .contains("names no port");
        assertThat(refusal("", "m=video 0 RTP/AVP 96").text()).contains("no usable m=video");
    }

    @Test
    void whatThisUpperMayNotAskForIsRefused() {
        String config = "domains.city.media.accept = [tcp-passive]\n";

        assertThat(refusal(config, "m=video 6000 RTP/AVP 96").text())
                .contains("RTP/AVP is not accepted from city", "a=setup:passive");
        assertThat(refusal(config, "m=video 6000 TCP/RTP/AVP 96", "a=setup:active")
                        .text())
                .contains("a=setup:active is not accepted");
    }

    @Test
    void aRoleLeftOpenIsTheOneThatIsAccepted() throws CallRejection {
        String config = "domains.city.media.accept = [udp, tcp-active]\n";

        assertThat(read(config, "m=video 6000 TCP/RTP/AVP 96", "a=setup:actpass")
                        .transport())
                .isEqualTo(MediaTransport.TCP_ACTIVE);
        assertThat(read(config, "m=video 6000 TCP/RTP/AVP 96").transport()).isEqualTo(MediaTransport.TCP_ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=IN IP6 2001:db8::187",
                "c=IN IP6 2001:DB8:0:0::187",
                // as products write it
                "c=IN IP6 [2001:db8::187]",
                "c=IN IP4 2001:db8::187"
            })
    void anIpv6AddressIsReadHoweverItIsWritten(String connection) throws CallRejection {
        String config = "domains.city { network = six, hosts = [\"[2001:db8::187]:7100\"] }\n";

        assertThat(read(config, "m=video 6000 RTP/AVP 96", connection).receiver())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::187"), 6000));
    }

    @Test
    void aMappedAddressIsTheIpv4AddressThatItIs() throws CallRejection {
        assertThat(read("", "m=video 6000 RTP/AVP 96", "c=IN IP6 ::ffff:10.69.80.188")
                        .receiver())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.69.80.188"), 6000));
    }

    @Test
    void mediaGoesOnlyIntoItsNetworks() throws CallRejection {
        String config = "domains.city.media.networks = [\"10.69.80.0/24\"]\n";

        assertThat(read(config, "m=video 6000 RTP/AVP 96").receiver())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.69.80.187"), 6000));
        // the media's own address goes before that of the session
        assertThat(refusal(config, "m=video 6000 RTP/AVP 96", "c=IN IP4 8.8.8.8")
                        .text())
                .contains("8.8.8.8", "outside");
        assertThat(refusal("", "m=video 6000 RTP/AVP 96", "c=IN IP4 example.org")
                        .text())
                .contains("not an IP address");
        assertThat(refusal("", "m=video 6000 RTP/AVP 96", "c=IN IP6 2001:db8::187")
                        .text())
                .isEqualTo("c= 2001:db8::187 is not of the family of its network, which is IPv4");
        assertThat(refusal("", "m=video 20000 RTP/AVP 96", "c=IN IP4 10.69.91.7")
                        .text())
                .contains("gateway itself");
    }
}
