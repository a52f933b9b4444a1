package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.config.gateway.UnknownSource;
import cascade.config.quirk.Digest;
import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.GbDate;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.RawPeer.Answer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lower platforms that register with us: captured messages over real sockets. */
class RegistrarIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String US = SUBNET.host(1);
    private static final InetSocketAddress GATEWAY = new InetSocketAddress(US, DomainLab.PORT);
    private static final String THEM = SUBNET.host(2);
    private static final String ELSEWHERE = SUBNET.host(3);
    private static final String NCG = "37280600000000000000";
    private static final String CAMERA = "34020000001320000001";
    private static final String SERVER = "34020000002000000001";
    private static final DigestByHand DIGEST = new DigestByHand(CAMERA, "3402000000", "sip:" + SERVER + "@3402000000");

    private final ControlLoop loop = new ControlLoop();
    private DomainLab lab;
    private final RawPeer peer = new RawPeer(THEM, DomainLab.PORT, GATEWAY);

    @AfterEach
    void close() {
        peer.close();
        lab.close();
        loop.close();
    }

    private void open(DomainConfigs.Lower... lowers) {
        List<LowerDomainConfig> configs =
                List.of(lowers).stream().map(DomainConfigs.Lower::build).toList();
        lab = new DomainLab(loop, US, List.of(), configs).start();
    }

    private static DomainConfigs.Lower ncg() {
        return DomainConfigs.lower().allowFrom(SUBNET.host(0) + "/24");
    }

    private static DomainConfigs.Lower camera() {
        return DomainConfigs.lower()
                .name("camera")
                .ids(CAMERA, SERVER)
                .sipDomain("3402000000")
                .password("12345678");
    }

    private static String ncgRegister() {
        return CapturedMessage.of("ncg/01-register-request").text().replace("10.69.91.7:7100", THEM + ":7100");
    }

    private static String cameraRegister() {
        return CapturedMessage.of("ipc/02-register-request").text();
    }

    private static String keepalive(String from) {
        return keepalive(from, "OK");
    }

    private static String keepalive(String from, String status) {
        String body = "<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n<Notify>\r\n<CmdType>Keepalive</CmdType>\r\n"
                + "<SN>1</SN>\r\n<DeviceID>" + from + "</DeviceID>\r\n<Status>" + status + "</Status>\r\n</Notify>\r\n";
        return "MESSAGE sip:37280000000000000000@" + US + ":7100 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + THEM + ":7100;rport;branch=z9hG4bK1\r\n"
                + "From: <sip:" + from + "@" + THEM + ":7100>;tag=1\r\n"
                + "To: <sip:37280000000000000000@" + US + ":7100>\r\n"
                + "Call-ID: 1\r\nCSeq: 20 MESSAGE\r\nMax-Forwards: 70\r\n"
                + "Content-Type: Application/MANSCDP+xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    @Clause(value = "9.1.2.1", part = "registrar, without a challenge")
    void registersTheCapturedPlatformWithoutAuthentication() {
        open(ncg());

        Answer answer = peer.ask(ncgRegister());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Contact")).contains("<sip:" + NCG + "@" + THEM + ":7100>");
        assertThat(answer.header("Expires")).contains("7200");
        assertThat(answer.header("Date").orElseThrow()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(answer.header("To").orElseThrow()).contains(";tag=");
        assertThat(answer.header("X-GB-Ver")).isEmpty();
        assertThat(lab.state("district")).isEqualTo(DomainState.ONLINE);
        assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");
        assertThat(lab.heard()).containsExactly("online district");
    }

    /** GB/T 28181-2022 9.1.2.3. */
    @Test
    @Clause(value = "2022 9.1.2.3", part = "lowers sent elsewhere")
    void sendsALowerToThePlatformThatTakesItOver() {
        open(ncg().redirectTo("37280600002000000002@10.0.0.5:7100", "10.0.0.6:7100"));

        Answer first = peer.ask(ncgRegister());
        Answer second = peer.ask(ncgRegister());
        Answer third = peer.ask(ncgRegister());

        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Expires")).contains("7200");
        assertThat(List.of(first, second).stream()
                        .map(answer -> answer.header("Contact").orElseThrow()))
                .as("the one, and when that failed the other")
                .containsExactlyInAnyOrder(
                        "<sip:37280600002000000002@10.0.0.5:7100>",
                        "<sip:" + lab.lower("district").config().localDeviceId() + "@10.0.0.6:7100>");
        assertThat(third.header("Contact")).isEqualTo(first.header("Contact"));
        assertThat(lab.state("district")).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    void writesAnIpv6PlaceInBrackets() {
        open(ncg().redirectTo("37280600002000000002@[2001:db8::5]:7100"));

        assertThat(peer.ask(ncgRegister()).header("Contact")).contains("<sip:37280600002000000002@[2001:db8::5]:7100>");
    }

    /** RFC 8760 section 2.4: a challenge for each algorithm; what answers another one is challenged again. */
    @Test
    @Clause(value = "2022 digest", part = "as registrar")
    void offersTheDigestAlgorithmsOfTheProfile() {
        open(camera().challengeDigest(Digest.SM3, Digest.MD5));

        Answer challenge = peer.ask(cameraRegister());

        assertThat(challenge.text().lines().filter(line -> line.startsWith("WWW-Authenticate")))
                .extracting(line -> line.replaceAll(".*algorithm=([A-Z0-9-]+).*", "$1"))
                .containsExactly("SM3", "MD5");
    }

    @Test
    @Clause(value = "9.1.2.1", part = "registrar, with a challenge")
    void registersTheCapturedCameraAfterAChallenge() {
        open(camera());

        Answer challenge = peer.ask(cameraRegister());
        Answer answer = peer.ask(signed(cameraRegister(), challenge, "12345678"));

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header("WWW-Authenticate").orElseThrow())
                .startsWith("Digest realm=\"3402000000\"")
                .contains("qop=\"auth\"")
                .contains("algorithm=MD5")
                .doesNotContain("stale");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Contact")).contains("<sip:" + CAMERA + "@192.168.137.109:5060>");
        assertThat(lab.get(() -> lab.lower("camera").peer().orElseThrow().authority()))
                .as("not its unroutable Contact")
                .isEqualTo(THEM + ":7100");
        assertThat(lab.state("camera")).isEqualTo(DomainState.ONLINE);
    }

    @Test
    void saysWhatIsWrongWithTheAuthorizationThatTheCaptureCutShort() {
        open(camera());

        Answer answer = peer.ask(CapturedMessage.of("ipc/04-register-request").text());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Warning").orElseThrow()).contains("cnonce: no value, the header seems cut short");
        assertThat(lab.state("camera")).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    void refusesAWrongPasswordAndAfterSomeTriesTheSource() {
        open(camera());

        for (int i = 0; i < DomainConfigs.SIP.maxAuthFailures(); i++) {
            Answer challenge = peer.ask(cameraRegister());
            assertThat(peer.ask(signed(cameraRegister(), challenge, "87654321")).status())
                    .isEqualTo(401);
        }

        assertThat(peer.ask(cameraRegister()).status()).isEqualTo(403);
        assertThat(lab.state("camera")).isEqualTo(DomainState.OFFLINE);
        assertThat(lab.get(() -> lab.lower("camera").lastError())).contains("too many wrong passwords, try later");
        assertThat(lab.get(() -> lab.lower("camera").counters().registrationFailures()))
                .isEqualTo(4);
    }

    @Test
    @FieldReport(value = "load 19", part = "over sockets")
    void refreshesAPlatformWhoseNeighbourBehindTheSameAddressGuessesItsPassword() {
        open(camera());
        assertThat(peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"))
                        .status())
                .isEqualTo(200);

        try (var guesser = new RawPeer(THEM, GATEWAY)) {
            for (int i = 0; i < DomainConfigs.SIP.maxAuthFailures(); i++) {
                guesser.ask(signed(cameraRegister(), guesser.ask(cameraRegister()), "87654321"));
            }
            assertThat(guesser.ask(cameraRegister()).status()).isEqualTo(403);
        }

        assertThat(peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void challengesARefreshWithAKnownCallId() {
        open(camera());
        peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"));

        Answer answer = peer.ask(cameraRegister().replace("CSeq: 1 ", "CSeq: 3 "));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lab.state("camera")).isEqualTo(DomainState.ONLINE);
        assertThat(lab.get(() -> lab.lower("camera").counters().registrations()))
                .isEqualTo(1);
    }

    @Test
    @Clause(value = "9.1.1 stale", part = "as registrar")
    void acceptsNoCredentialsTwice() {
        open(camera());
        String signed = signed(cameraRegister(), peer.ask(cameraRegister()), "12345678");
        peer.ask(signed);

        Answer replayed = peer.ask(signed);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.header("WWW-Authenticate").orElseThrow()).contains("stale=true");
    }

    @Test
    void challengesADeRegistrationToo() {
        open(camera());
        peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"));
        String end = cameraRegister().replace("Expires: 3600", "Expires: 0");

        Answer challenge = peer.ask(end);
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(lab.state("camera")).isEqualTo(DomainState.ONLINE);

        Answer answer = peer.ask(signed(end, challenge, "12345678"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Expires")).contains("0");
        assertThat(lab.heard()).containsExactly("online camera", "offline camera deregistered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expires: 0", "Contact;expires=0", "Contact: *"})
    @Clause(value = "9.1.2.1", part = "registrar, de-registration")
    void takesEveryFormOfDeRegistration(String form) {
        open(ncg());
        peer.ask(ncgRegister());

        String end = switch (form) {
            case "Contact;expires=0" ->
                ncgRegister()
                        .replaceAll("(?m)^(Contact: .*>)", "$1;expires=0")
                        .replace("Expires: 7200", "Expires: 3600");
            case "Contact: *" ->
                ncgRegister().replaceAll("(?m)^Contact: .*>", "Contact: *").replace("Expires: 7200", "Expires: 0");
            default -> ncgRegister().replace("Expires: 7200", "Expires: 0");
        };
        Answer answer = peer.ask(end.replace("CSeq: 1 ", "CSeq: 2 "));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Expires")).contains("0");
        assertThat(lab.state("district")).isEqualTo(DomainState.OFFLINE);
        assertThat(lab.get(() -> lab.lower("district").peer())).isEmpty();
        assertThat(lab.heard()).containsExactly("online district", "offline district deregistered");
    }

    @Test
    void refusesContactStarThatDoesNotEndTheRegistration() {
        open(ncg());

        Answer answer = peer.ask(ncgRegister().replaceAll("(?m)^Contact: .*>", "Contact: *"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Warning").orElseThrow()).contains("needs Expires: 0");
    }

    @Test
    @Clause(value = "9.1.1 423", part = "granted within limits")
    void grantsWhatIsAskedWithinItsLimits() {
        open(ncg().expires(Duration.ofSeconds(60), Duration.ofSeconds(86400)));

        assertThat(peer.ask(ncgRegister()).header("Expires")).contains("7200");
        assertThat(peer.ask(ncgRegister().replace("Expires: 7200", "Expires: 30"))
                        .header("Expires"))
                .contains("60");
        assertThat(peer.ask(ncgRegister().replace("Expires: 7200", "Expires: 999999999"))
                        .header("Expires"))
                .contains("86400");
        assertThat(peer.ask(ncgRegister().replaceAll("Expires: 7200\r\n", "")).header("Expires"))
                .as("a REGISTER without Expires is accepted")
                .contains("86400");
        assertThat(peer.ask(ncgRegister().replaceAll("(?m)^(Contact: .*>)", "$1;expires=120"))
                        .header("Contact")
                        .orElseThrow())
                .endsWith(";expires=120");
    }

    @Test
    void turnsAwayIdsThatAreNotConfigured() {
        open(ncg());

        Answer answer = peer.ask(ncgRegister().replace(NCG, "37280600000000000009"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Warning").orElseThrow())
                .isEqualTo("399 " + US + ":7100 \"the id in From is not configured here\"");
        assertThat(lab.observer.events()).contains("rejected district unknown-id");
    }

    @Test
    void turnsAwayAnIdFromAForeignAddress() {
        open(DomainConfigs.lower().allowFrom(ELSEWHERE + "/32"));

        Answer answer = peer.ask(ncgRegister());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Warning").orElseThrow()).contains("may not speak from this address");
        assertThat(lab.observer.events()).contains("rejected unknown foreign-address");
        assertThat(lab.state("district")).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    void leavesStrangersUnansweredWhereTheyAreToLearnNothing() {
        lab = new DomainLab(loop, US, List.of(), List.of(ncg().build()), DomainConfigs.sip(UnknownSource.DROP)).start();

        peer.send(ncgRegister().replace(NCG, "37280600000000000009"));

        await().until(() -> lab.observer.events().contains("rejected district unknown-id"));
        assertThat(lab.openServerTransactions()).isZero();
        assertThat(peer.ask(keepalive(NCG)).status())
                .as("a configured platform is told to register all the same")
                .isEqualTo(403);
        assertThat(lab.observer.events()).doesNotContain("sent district REGISTER 403");
    }

    @Test
    @Clause(value = "9.6", part = "received")
    void answersAKeepaliveOfARegisteredPlatform() {
        open(ncg());
        peer.ask(ncgRegister());

        assertThat(peer.ask(keepalive(NCG)).status()).isEqualTo(200);
        assertThat(lab.get(() -> lab.lower("district").counters().keepalives())).isEqualTo(1);
        assertThat(lab.get(() -> lab.lower("district").lastError())).isEmpty();

        peer.ask(keepalive(NCG, "ERROR"));
        assertThat(lab.get(() -> lab.lower("district").lastError())).contains("its keepalive says ERROR");
    }

    @Test
    void sendsAnUnregisteredPlatformBackToRegister() {
        open(ncg());

        Answer answer = peer.ask(keepalive(NCG));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Warning").orElseThrow()).contains("send REGISTER first");
        assertThat(lab.state("district")).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    @Clause(value = "9.6", part = "missing")
    void goesOfflineWhenKeepalivesStayAwayAndComesBackWithOne() {
        open(ncg().keepaliveTimeout(Duration.ofMillis(300)));
        peer.ask(ncgRegister());

        await().until(() -> lab.heard().contains("offline district keepalive-lost"));
        assertThat(lab.state("district")).isEqualTo(DomainState.OFFLINE);

        assertThat(peer.ask(keepalive(NCG)).status()).isEqualTo(200);
        assertThat(lab.heard())
                .containsExactly("online district", "offline district keepalive-lost", "online district");
    }

    @Test
    @Clause(value = "9.1.1", part = "expiry")
    void goesOfflineWhenTheRegistrationExpires() {
        open(ncg());
        peer.ask(ncgRegister().replace("Expires: 7200", "Expires: 1"));

        await().until(() -> lab.heard().contains("offline district expired"));

        assertThat(peer.ask(keepalive(NCG)).status()).isEqualTo(403);
        assertThat(lab.heard()).containsExactly("online district", "offline district expired");
    }

    @Test
    void followsAPlatformToAnotherPort() {
        open(ncg());
        peer.ask(ncgRegister());

        try (RawPeer moved = new RawPeer(THEM, GATEWAY)) {
            assertThat(moved.ask(keepalive(NCG)).status()).isEqualTo(200);
            assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                    .isEqualTo(THEM + ":" + moved.port());
        }
        assertThat(lab.heard()).containsExactly("online district");
    }

    @Test
    void keepsAPlatformWhereItIsWhileItLives() {
        open(ncg());
        peer.ask(ncgRegister());

        try (RawPeer other = new RawPeer(ELSEWHERE, DomainLab.PORT, GATEWAY)) {
            assertThat(other.ask(ncgRegister()).header("Warning").orElseThrow())
                    .contains("registered from another address that is still alive");
            assertThat(other.ask(ncgRegister().replace("Expires: 7200", "Expires: 0"))
                            .status())
                    .isEqualTo(403);
            assertThat(other.ask(keepalive(NCG)).status()).isEqualTo(403);
        }
        assertThat(lab.state("district")).isEqualTo(DomainState.ONLINE);
        assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");
    }

    @Test
    void followsASilentPlatformToAnotherAddress() {
        open(ncg().keepaliveTimeout(Duration.ofMillis(200)));
        peer.ask(ncgRegister());
        await().until(() -> lab.state("district") == DomainState.OFFLINE);

        try (RawPeer other = new RawPeer(ELSEWHERE, DomainLab.PORT, GATEWAY)) {
            assertThat(other.ask(ncgRegister()).status()).isEqualTo(200);
            assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                    .isEqualTo(ELSEWHERE + ":7100");
        }
    }

    @Test
    void followsAPlatformThatProvesItselfToAnotherAddress() {
        open(camera());
        peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"));

        try (RawPeer other = new RawPeer(ELSEWHERE, DomainLab.PORT, GATEWAY)) {
            Answer challenge = other.ask(cameraRegister());
            assertThat(other.ask(signed(cameraRegister(), challenge, "12345678"))
                            .status())
                    .isEqualTo(200);
            assertThat(lab.get(() -> lab.lower("camera").peer().orElseThrow().authority()))
                    .isEqualTo(ELSEWHERE + ":7100");
        }
        assertThat(lab.heard()).containsExactly("online camera");
    }

    @Test
    void tellsOfARegistrationUnderAnotherCallId() {
        open(ncg());
        peer.ask(ncgRegister());

        peer.ask(ncgRegister());
        peer.ask(ncgRegister().replace("Call-ID: 59498979", "Call-ID: 59498980"));

        assertThat(lab.heard()).containsExactly("online district", "anew district");
    }

    @Test
    void speaksToAPlatformThatNeverRegisters() {
        open(DomainConfigs.lower().hosts(THEM + ":7100").keepaliveTimeout(Duration.ofMillis(300)));

        assertThat(lab.state("district")).isEqualTo(DomainState.ONLINE);
        assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");

        assertThat(peer.ask(keepalive(NCG)).status()).isEqualTo(200);
        await().until(() -> lab.state("district") == DomainState.OFFLINE);
        assertThat(lab.get(() -> lab.lower("district").peer())).isPresent();
    }

    @Test
    @Clause(value = "2022 I", part = "in our answers")
    void namesTheEditionInEveryAnswerFrom2022On() {
        open(camera().edition(Edition.GB2022), ncg().edition(Edition.GB2022).dateWithoutMillis());

        assertThat(peer.ask(cameraRegister()).header("X-GB-Ver")).contains("3.0");
        Answer success = peer.ask(ncgRegister());
        assertThat(success.header("X-GB-Ver")).contains("3.0");
        assertThat(success.header("Date").orElseThrow()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    @Clause(value = "2022 I", part = "a lower's")
    void notesTheEditionThatThePlatformNames() {
        open(ncg());

        peer.ask(ncgRegister().replace("Max-Forwards:", "X-GB-Ver: 1.1\r\nMax-Forwards:"));
        peer.ask(ncgRegister().replace("Max-Forwards:", "X-GB-Ver: 3.0\r\nMax-Forwards:"));

        assertThat(lab.meters.scrape())
                .contains("cascade_domain_edition{domain=\"district\",edition=\"2011\"} 0.0")
                .contains("cascade_domain_edition{domain=\"district\",edition=\"2022\"} 1.0");
    }

    @Test
    @Clause(value = "9.10", part = "a lower's clock")
    void showsHowFarThePlatformsClockIsAhead() {
        open(ncg());
        String inAnHour = GbDate.toHeader(Instant.now().plus(Duration.ofHours(1)));

        peer.ask(ncgRegister().replace("Max-Forwards:", "Date: " + inAnHour + "\r\nMax-Forwards:"));

        Matcher offset = Pattern.compile("cascade_clock_offset_seconds\\{domain=\"district\"} (\\S+)")
                .matcher(lab.meters.scrape());
        assertThat(offset.find()).isTrue();
        assertThat(Double.parseDouble(offset.group(1))).isBetween(3_500.0, 3_601.0);
    }

    @Test
    void countsRegistrationsByResult() {
        open(camera());
        Answer challenge = peer.ask(cameraRegister());
        peer.ask(signed(cameraRegister(), challenge, "wrong"));
        peer.ask(signed(cameraRegister(), peer.ask(cameraRegister()), "12345678"));

        // the 200 leaves before the binding is made, which may send to the peer itself
        await().untilAsserted(() -> assertThat(lab.meters.scrape())
                .contains("cascade_domain_up{domain=\"camera\",role=\"lower\"} 1.0")
                .contains("cascade_domain_registrations_total{domain=\"camera\",result=\"accepted\"} 1.0")
                .contains("cascade_domain_registrations_total{domain=\"camera\",result=\"challenged\"} 2.0")
                .contains("cascade_domain_registrations_total{domain=\"camera\",result=\"rejected\"} 1.0"));
    }

    private static String signed(String request, Answer challenge, String password) {
        return DIGEST.sign(request, challenge, password);
    }
}
