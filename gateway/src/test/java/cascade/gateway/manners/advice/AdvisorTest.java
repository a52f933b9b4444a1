package cascade.gateway.manners.advice;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.config.LoadResult;
import cascade.config.LowerDomainConfig;
import cascade.config.Role;
import cascade.config.load.ShippedProfiles;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.manners.WatchedPeer;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.testkit.ConfigText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is advised, and that the configuration which takes the advice is a good one without the contradiction. */
class AdvisorTest {

    private static final String REGISTER = """
            REGISTER sip:37280600002000000001@%1$s SIP/2.0
            From: <sip:37280600002000000002@%1$s>;tag=1
            To: <sip:37280600002000000002@%1$s>
            Call-ID: r%2$s
            CSeq: %2$s REGISTER
            Contact: <sip:37280600002000000002@10.0.0.7:7100>
            Expires: 3600
            """;

    private static String keepalive(int callId) {
        return """
                MESSAGE sip:37280600002000000001@10.0.0.1:7100 SIP/2.0
                From: <sip:37280600002000000002@10.0.0.7:7100>;tag=1
                To: <sip:37280600002000000001@10.0.0.1:7100>
                Call-ID: k%d
                CSeq: 20 MESSAGE

                <?xml version="1.0" encoding="GB2312"?>
                <Notify>
                <CmdType>Keepalive</CmdType>
                </Notify>
                """.formatted(callId);
    }

    private static String text(List<Text> texts) {
        return texts.stream().map(Text::english).toList().toString();
    }

    private static List<String> keys(Advice advice) {
        return advice.settings().stream().map(Setting::key).toList();
    }

    /** The domain that takes the advice, which there must be. */
    private static DomainConfig applied(WatchedPeer peer, Role role, String keys) {
        assertThat(peer.advice(role, keys).contradictions()).isNotEmpty();
        return peer.applied(role, keys);
    }

    @Test
    void ofAPeerThatWasNotSeenNothingIsSaid() {
        Advice advice = Advisor.shipped().advise(WatchedPeer.domain(Role.LOWER, ""), SeenManners.none(Instant.EPOCH));

        assertThat(advice.verdict()).isInstanceOf(Verdict.NotEnough.class);
        assertThat(advice.verdict().sentence().english()).startsWith("not enough seen yet");
        assertThat(advice.settings()).isEmpty();
        assertThat(advice.contradictions()).isEmpty();
        assertThat(text(advice.unseen())).contains("a REGISTER of it", "play one of its channels");
    }

    @Test
    void ofAFewHabitsOfAVendorNoProfileIsMade() {
        String withOddity = keepalive(1).replace("CSeq: 20 MESSAGE\n", "CSeq: 20 MESSAGE\nContent-Length:   120\n");

        Advice advice = new WatchedPeer().says(withOddity).advice(Role.LOWER, "");

        assertThat(advice.verdict()).isInstanceOf(Verdict.Perhaps.class);
        assertThat(advice.verdict().sentence().english()).startsWith("perhaps hikvision-ncg");
        assertThat(keys(advice)).doesNotContain("profile");
    }

    @Test
    void twoVendorsThatAreNearMakeNone() {
        var peer = new WatchedPeer()
                .says(REGISTER.formatted("10.0.0.7:7100", 1) + "User-Agent: NCG V3.3.6\n")
                .says(REGISTER.formatted("10.0.0.7:7100", 2) + "User-Agent: WVP-Pro v2.7.4\n");

        Advice advice = peer.advice(Role.LOWER, "");

        assertThat(advice.verdict()).isInstanceOf(Verdict.Perhaps.class);
        assertThat(advice.verdict().sentence().english()).contains("is near");
    }

    @Test
    void aVendorsProfileIsAdvisedAndItsKeysAreNotRepeated() {
        var peer = new WatchedPeer()
                .says(REGISTER.formatted("10.0.0.7:7100", 1) + "User-Agent: NCG V3.3.6\nDate: 2019-12-25T16:45:44\n");

        DomainConfig domain = applied(peer, Role.LOWER, "quirks { rtcp = false }");

        assertThat(domain.profile().name()).isEqualTo("hikvision-ncg");
        assertThat(keys(peer.advice(Role.LOWER, ""))).containsExactly("profile");
    }

    @Test
    void aVendorThatDiffersFromItsProfileInAWayOfItsOwnKeepsTheProfile() {
        var peer = new WatchedPeer()
                .says(REGISTER.formatted("10.0.0.7:7100", 1)
                        + "User-Agent: NCG V3.3.6\nDate: 2019-12-25T16:45:44.123\n");

        Advice advice = peer.advice(Role.LOWER, "profile = hikvision-ncg");

        assertThat(advice.settings()).isEmpty();
        assertThat(advice.fits().getFirst().con())
                .anySatisfy(reason -> assertThat(reason.what().english()).contains("date-form"));
    }

    @Test
    void whatWasWrittenForTheDomainBesideItsProfileIsTakenBackWhereItContradicts() {
        var peer = new WatchedPeer().says(REGISTER.formatted("3728060000", 1) + "User-Agent: NCG V3.3.6\n");

        DomainConfig domain = applied(peer, Role.LOWER, "sip-domain = \"9999999999\", profile = wvp");

        assertThat(domain.sipDomain()).isEqualTo("3728060000");
        assertThat(domain.profile().name()).isEqualTo("hikvision-ncg");
    }

    @Test
    void aDomainInItsUrisIsADomainForOurs() {
        var peer = new WatchedPeer().says(REGISTER.formatted("3728060000", 1));

        assertThat(applied(peer, Role.LOWER, "").sipDomain()).isEqualTo("3728060000");
    }

    @Test
    void whatAConfigurationDoesNotTakeForADomainIsNotAdvised() {
        var peer = new WatchedPeer().says(REGISTER.formatted("gb_28181.example", 1));

        assertThat(keys(peer.advice(Role.LOWER, ""))).doesNotContain("sip-domain");
    }

    @Test
    void anAddressInItsUrisIsNoDomain() {
        var peer = new WatchedPeer().says(REGISTER.formatted("10.0.0.7:7100", 1));

        assertThat(applied(peer, Role.LOWER, "sip-domain = \"3728060000\"").sipDomain())
                .isEmpty();
    }

    @Test
    void chineseInUtf8AsksForUtf8() {
        var peer = new WatchedPeer()
                .says(keepalive(1)
                        .replace("<Notify>", "<Notify>\n<Name>东门</Name>")
                        .replace("GB2312", "UTF-8"));

        assertThat(applied(peer, Role.LOWER, "").charset().name()).isEqualTo("UTF-8");
    }

    @Test
    void anEditionThatIsToldIsTheEditionToSet() {
        var peer = new WatchedPeer().says(REGISTER.formatted("10.0.0.7:7100", 1) + "X-GB-Ver: 3.0\n");

        assertThat(applied(peer, Role.LOWER, "").edition().year()).isEqualTo("2022");
    }

    @Test
    void aLowerWhoseKeepalivesComeSeldomIsGivenThreeOfTheirPeriods() {
        var peer = new WatchedPeer()
                .says(keepalive(1))
                .after(Duration.ofSeconds(119))
                .says(keepalive(2))
                .after(Duration.ofSeconds(119))
                .says(keepalive(3));

        DomainConfig domain = applied(peer, Role.LOWER, "keepalive.timeout = 180s");

        assertThat(((LowerDomainConfig) domain).keepalive().timeout()).isEqualTo(Duration.ofMinutes(6));
        assertThat(keys(peer.advice(Role.LOWER, "keepalive.timeout = 300s"))).doesNotContain("keepalive.timeout");
    }

    @Test
    void aTcpOfferThatIsNotAcceptedAsksForTheSetupToBeAccepted() {
        var peer = new WatchedPeer().says("""
                INVITE sip:37280600001310000001@10.0.0.1:7100 SIP/2.0
                From: <sip:37280600002000000002@10.0.0.7:7100>;tag=1
                To: <sip:37280600001310000001@10.0.0.1:7100>
                Call-ID: i
                CSeq: 20 INVITE

                v=0
                o=37280600001310000001 0 0 IN IP4 10.0.0.7
                m=video 6000 TCP/RTP/AVP 96
                a=setup:active
                """);

        applied(peer, Role.UPPER, "media.accept = [udp, tcp-passive]");
    }

    @Test
    void aKeepaliveThatGoesOnAfterItsRefusalAsksForAnotherAnswer() {
        var peer = new WatchedPeer();
        for (int i = 0; i < 3; i++) {
            peer.says(keepalive(i)).hears("""
                    SIP/2.0 403 Forbidden
                    Call-ID: k%d
                    CSeq: 20 MESSAGE
                    """.formatted(i));
        }

        assertThat(peer.advice(Role.LOWER, "").settings())
                .anySatisfy(setting -> assertThat(setting.key() + "=" + setting.value())
                        .isEqualTo("quirks.unregistered-keepalive=register"));
        assertThat(peer.advice(Role.LOWER, "auth { required = true, password = \"secret\" }")
                        .settings())
                .anySatisfy(setting -> assertThat(setting.value()).isEqualTo("challenge"));
    }

    @Test
    void aNotifyThatWeRefusedAsksToBeAccepted() {
        var peer = new WatchedPeer().hears("SIP/2.0 481 Unknown\nCall-ID: n\nCSeq: 1 NOTIFY\n");

        applied(peer, Role.LOWER, "");
    }

    @Test
    void nowThisNowThatAsksForNothing() {
        var peer = new WatchedPeer()
                .says(REGISTER.formatted("3728060000", 1))
                .says(REGISTER.formatted("10.0.0.7:7100", 2));

        assertThat(keys(peer.advice(Role.LOWER, ""))).doesNotContain("sip-domain");
    }

    static List<String> profiles() {
        return ShippedProfiles.names();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void keysOfEveryProfileAreThoseThatAConfigurationTakes(String profile) {
        for (Role role : Role.values()) {
            List<Setting> all = Keys.of(ShippedProfiles.plain(role, profile)).entrySet().stream()
                    .map(key -> new Setting(key.getKey(), key.getValue(), "", new Text("why", "为何")))
                    .toList();
            String snippet = Snippet.of("peer", all, Locale.ENGLISH);

            assertThat(ConfigText.read(WatchedPeer.configuration(role, "") + snippet))
                    .as(snippet)
                    .isInstanceOf(LoadResult.Loaded.class);
        }
    }

    @Test
    void claimsAndDemandsSpeakOfKeysThatExist() {
        assertThat(Claim.all()).isNotEmpty();
        assertThat(Demand.all()).allSatisfy(demand -> {
            for (Role role : Role.values()) {
                if (demand.concerns(role)) {
                    assertThat(Keys.of(ShippedProfiles.plain(role, "standard"))).containsKey(demand.key());
                }
            }
        });
    }
}
