package cascade.gateway.domain.hop;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.ConfigText;
import org.junit.jupiter.api.Test;

/** What a request takes along from one domain to the next, and when it is not carried on. */
class HopsTest {

    private static final String OURS = "37280600002000000001";
    private static final String CITY = "37280000002000000001";
    private static final String DISTRICT = "37280600002000000002";
    private static final String VISITED = "X-Visited-Gateways";
    private static final String IDENTITY = "Monitor-User-Identity";

    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              networks.lan { sip { bind = "10.0.0.1" }, media { ports = "20000-20999" } }
            }
            domains.city { role = upper, network = lan, device-id = "37280000002000000001", hosts = ["10.0.0.2:5060"] }
            domains.district {
              role = lower, network = lan, device-id = "37280600002000000002", allow-from = ["10.0.0.3/32"]
            }
            """;

    private GatewayConfig config = ConfigText.load(CONFIG);
    private final Hops hops = new Hops(() -> config, "ours");

    private static SipRequest.Builder invite() {
        NameAddr somebody = NameAddr.of(SipUri.of(CITY, "10.0.0.2"));
        return SipRequest.builder("INVITE", SipUri.of("1", "10.0.0.1"))
                .from(somebody)
                .to(somebody)
                .callId("1");
    }

    /** The request as it goes on to the district. */
    private SipRequest carried(SipRequest.Builder received) {
        DomainConfig city = config.uppers().get("city");
        DomainConfig district = config.lowers().get("district");
        return hops.onward(received.build(), city, district).into(invite()).build();
    }

    @Test
    void eachHopTakesOneOffMaxForwards() {
        assertThat(carried(invite().header("Max-Forwards", "12")).header("Max-Forwards"))
                .contains("11");
    }

    @Test
    void aRequestThatDoesNotSayHowManyHopsItHasLeftHasSeventy() {
        assertThat(carried(invite()).header("Max-Forwards")).contains("69");
    }

    @Test
    void noMoreHopsThan255AreLeftWhateverAPeerWrites() {
        assertThat(carried(invite().header("Max-Forwards", "999999999")).header("Max-Forwards"))
                .contains("254");
    }

    @Test
    void aRequestWithoutHopsLeftIsRefused483() {
        assertThat(hops.refusal(invite().header("Max-Forwards", "0").build()))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(483));
        assertThat(hops.refusal(invite().header("Max-Forwards", "1").build())).isEmpty();
    }

    @Test
    void theGatewaysThatARequestHasVisitedAreCarriedAndWeAreOneMore() {
        assertThat(carried(invite().header(VISITED, "65010000002000000001;instance=a, x")
                                .header(VISITED, "y"))
                        .header(VISITED))
                .contains("65010000002000000001;instance=a, x, y, " + OURS + ";instance=ours");
    }

    @Test
    void aRequestThatHasVisitedUsIsALoopThoughOthersHaveCarriedItSince() {
        String visited = carried(invite()).header(VISITED).orElseThrow() + ", 65010000002000000001;instance=a";

        assertThat(hops.refusal(invite().header(VISITED, visited).build()))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(482));
    }

    @Test
    void oneThatHasVisitedAnotherGatewayOfOurIdIsNone() {
        String standIn = OURS + ";instance=of another process";

        assertThat(hops.refusal(invite().header(VISITED, standIn).build())).isEmpty();
    }

    @Test
    void seventyGatewaysAreTooManyWhateverMaxForwardsSays() {
        SipRequest.Builder request = invite();
        for (int i = 0; i < 70; i++) {
            request.header(VISITED, i + ";instance=" + i);
        }

        assertThat(hops.refusal(request.build()))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(483));
    }

    @Test
    void theUserIsCarriedBehindOurIdAsTheStandardOrdersIt() {
        assertThat(carried(invite().header(IDENTITY, CITY + "-user7[3]")).header(IDENTITY))
                .contains(OURS + "-" + CITY + "-user7[3]");
        assertThat(carried(invite()).header(IDENTITY)).isEmpty();
    }

    @Test
    void theUserEndsHereOrIsThePlatformThatAsksWhereTheProfileSaysSo() {
        config = ConfigText.load(CONFIG + "domains.district.quirks.user-identity = ended");
        assertThat(carried(invite().header(IDENTITY, CITY + "-user7")).header(IDENTITY))
                .isEmpty();

        config = ConfigText.load(CONFIG + "domains.district.quirks.user-identity = renewed");
        assertThat(carried(invite().header(IDENTITY, CITY + "-user7")).header(IDENTITY))
                .contains(OURS + "-" + CITY);
        assertThat(carried(invite()).header(IDENTITY)).contains(OURS + "-" + CITY);
    }

    @Test
    void aUserWhoCameByUsIsALoopBeyondGatewaysThatDropOurOwnHeader() {
        String user = "65010000002000000001-" + OURS + "-" + CITY + "-user7";

        assertThat(hops.refusal(invite().header(IDENTITY, user).build()))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(482));
    }

    @Test
    void anIdThatWeShareWithAPeerProvesNoLoop() {
        config = ConfigText.load(CONFIG + "domains.district.local-device-id = \"" + CITY + "\"");

        assertThat(hops.refusal(invite().header(IDENTITY, CITY + "-user7").build()))
                .isEmpty();
        assertThat(hops.isLoop(RoutePath.of(DISTRICT, CITY))).isFalse();
        assertThat(hops.isLoop(RoutePath.of(DISTRICT, OURS))).isTrue();
    }

    @Test
    void aRequestOfOurOwnIsKnownAgainTooAndHasAllItsHops() {
        SipRequest own =
                hops.own(config.lowers().get("district")).into(invite()).build();

        assertThat(own.header("Max-Forwards")).isEmpty();
        assertThat(hops.refusal(own)).isPresent();
    }
}
