package cascade.gateway.manners;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.gateway.MannersConfig;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.SeenTrait;
import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of peers, however much they send. */
class MannersTest {

    private static final ListeningPoint POINT =
            new ListeningPoint("lan", "10.0.0.1", 7100, "10.0.0.1", Set.of(SipTransport.UDP));

    private MannersConfig settings = new MannersConfig(1_000, 10_000, Duration.ofSeconds(10));
    private Instant now = Instant.parse("2026-11-29T02:00:00Z");
    private final Manners manners = new Manners(() -> settings, () -> now);

    private static SipPeer address(int port) {
        return new SipPeer("lan", SipTransport.UDP, new InetSocketAddress("10.0.0.7", port));
    }

    private void says(String domain, int port, String text) {
        tell(Direction.RECEIVED, domain, port, text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    private void tell(Direction direction, String domain, int port, byte[] bytes) {
        manners.onMessage(new TappedMessage(direction, POINT, address(port), domain, now, bytes));
    }

    private static String register(String agent) {
        return "REGISTER sip:1@10.0.0.1 SIP/2.0\nFrom: <sip:2@10.0.0.7>\nCall-ID: r\nCSeq: 1 REGISTER\nUser-Agent: "
                + agent + "\n\n";
    }

    @Test
    void aTraitKeepsTheFrequentValuesAndCountsTheOthers() {
        for (int i = 0; i < 500; i++) {
            says("peer", 7100, register("usual"));
            says("peer", 7100, register("once " + i));
            now = now.plusSeconds(1);
        }

        SeenTrait agents = manners.of("peer").traits().get(Trait.USER_AGENT);
        assertThat(agents.values()).hasSize(8);
        assertThat(agents.values().getFirst().value()).isEqualTo("usual");
        assertThat(agents.count()).isEqualTo(1_000);
    }

    @Test
    void longTextsAreCut() {
        says("peer", 7100, register("x".repeat(5_000)));

        Sighting agent = manners.of("peer").habit(Trait.USER_AGENT).orElseThrow();
        assertThat(agent.value()).hasSizeLessThan(200).endsWith("…");
    }

    @Test
    void whatWouldMoveATerminalIsNotKept() {
        says("peer", 7100, register("NCG\u001B[2J\u0007"));

        assertThat(manners.of("peer").habit(Trait.USER_AGENT).orElseThrow().value())
                .isEqualTo("NCG [2J ");
    }

    @Test
    void whateverComesLittleIsKept() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] pieces = {
            "REGISTER sip:1@h SIP/2.0\r\n",
            "SIP/2.0 200 OK\r\n",
            "MESSAGE sip:1@h SIP/2.0\r\n",
            "INVITE sip:1@h SIP/2.0\r\n",
            "CSeq: 1 INVITE\r\n",
            "CSeq: x\r\n",
            "To: <sip:1@h>\r\n",
            "Call-ID: 7\r\n",
            "Contact: <sip:@:99999>\r\n",
            "Event: \r\n",
            "Date: -\r\n",
            "\r\n",
            "v=0\r\n",
            "m=\r\n",
            "c=IN\r\n",
            "y=99999999999\r\n",
            "a=setup:\r\n",
            "<?xml encoding=?>",
            "<Item>",
            "\n\n",
            ":",
            "\0",
            "<CmdType>Catalog</CmdType>"
        };

        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(
                        random.nextInt(4) > 0
                                ? pieces[random.nextInt(pieces.length)]
                                : Character.toString(random.nextInt(256)).repeat(random.nextInt(300)));
            }
            Direction direction = random.nextBoolean() ? Direction.RECEIVED : Direction.SENT;
            tell(direction, "peer", 7100, text.toString().getBytes(ISO_8859_1));
            now = now.plusSeconds(1);
        }

        SeenManners seen = manners.of("peer");
        assertThat(seen.traits().values()).as("seed %d", seed).allSatisfy(trait -> {
            assertThat(trait.values()).hasSizeLessThanOrEqualTo(8);
            assertThat(trait.values()).allSatisfy(value -> {
                assertThat(value.value().length()).isLessThanOrEqualTo(120);
                assertThat(value.example().length()).isLessThanOrEqualTo(160);
            });
        });
    }

    @Test
    void aFloodIsLookedAtNowAndThen() {
        settings = new MannersConfig(20, 30, Duration.ofSeconds(10));
        for (int i = 0; i < 1_000; i++) {
            says("peer", 7100, register("flood"));
            says("other", 7101, register("flood"));
        }
        assertThat(manners.of("peer").messages() + manners.of("other").messages())
                .isEqualTo(30);

        now = now.plusSeconds(1);
        says("other", 7101, register("flood"));
        assertThat(manners.of("other").messages()).isEqualTo(16);
    }

    @Test
    void aFloodOfOneKindHidesNoOther() {
        settings = new MannersConfig(20, 10_000, Duration.ofSeconds(10));
        for (int i = 0; i < 1_000; i++) {
            says("peer", 7100, "MESSAGE sip:1@h SIP/2.0\nCSeq: 1 MESSAGE\n\n");
        }

        says("peer", 7100, register("NCG"));

        assertThat(manners.of("peer").habit(Trait.USER_AGENT)).isPresent();
    }

    @Test
    void nothingIsLookedAtWhereTheSettingsSayNone() {
        settings = new MannersConfig(0, 500, Duration.ofSeconds(10));

        says("peer", 7100, register("NCG"));

        assertThat(manners.of("peer").messages()).isZero();
    }

    @Test
    void aLowerThatWasNobodyWhenItRegisteredIsKnownByItsRegisterAllTheSame() {
        says(SipObserver.UNKNOWN, 7100, register("NCG V3"));
        says(SipObserver.UNKNOWN, 7101, register("another"));

        says("peer", 7100, "MESSAGE sip:1@h SIP/2.0\nCSeq: 1 MESSAGE\n\n");

        assertThat(manners.of("peer").habit(Trait.USER_AGENT).orElseThrow().value())
                .isEqualTo("NCG V3");
        assertThat(manners.of("peer").messages()).isEqualTo(2);
    }

    @Test
    void ofStrangersFewAreRemembered() {
        says(SipObserver.UNKNOWN, 7100, register("first"));
        for (int port = 10_000; port < 10_100; port++) {
            says(SipObserver.UNKNOWN, port, register("scanner"));
        }

        says("peer", 7100, "MESSAGE sip:1@h SIP/2.0\nCSeq: 1 MESSAGE\n\n");

        assertThat(manners.of("peer").habit(Trait.USER_AGENT)).isEmpty();
        assertThat(manners.of(SipObserver.UNKNOWN).traits()).isEmpty();
    }

    @Test
    void whoIsConfiguredNoMoreIsForgotten() {
        says("peer", 7100, register("NCG"));
        says("other", 7101, register("NCG"));

        manners.keep(Set.of("other"));

        assertThat(manners.of("peer").messages()).isZero();
        assertThat(manners.of("other").messages()).isEqualTo(1);
    }
}
