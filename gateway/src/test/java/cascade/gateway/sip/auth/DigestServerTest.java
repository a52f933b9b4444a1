package cascade.gateway.sip.auth;

import static cascade.gateway.sip.auth.DigestTestRequests.CAMERA;
import static cascade.gateway.sip.auth.DigestTestRequests.REALM;
import static cascade.gateway.sip.auth.DigestTestRequests.SERVER;
import static cascade.gateway.sip.auth.DigestTestRequests.register;
import static cascade.gateway.sip.auth.DigestTestRequests.with;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Clause(value = "8.1", part = "as registrar")
class DigestServerTest {

    private static final String PASSWORD = "12345678";
    private static final InetSocketAddress SOURCE = at("192.168.137.109", 5060);
    private static final InetSocketAddress NEIGHBOUR = at("192.168.137.109", 5061);
    private static final InetSocketAddress ELSEWHERE = at("192.168.137.110", 5060);

    private long nanos = Long.MAX_VALUE - 5; // a nano clock may start anywhere and pass its end
    private final DigestServer server = server(new byte[] {1}, DigestSettings.DEFAULT);

    @Test
    void challengesARequestWithoutCredentials() {
        DigestChallenge challenge = challenge(register());

        assertThat(challenge.realm()).isEqualTo(REALM);
        assertThat(challenge.qopAuth()).isTrue();
        assertThat(challenge.stale()).isFalse();
        assertThat(challenge.toHeader()).contains("algorithm=MD5").contains("qop=\"auth\"");
        assertThat(challenge.nonce()).hasSize(32);
    }

    @Test
    void offersQopOnlyWhereThePeerUnderstandsIt() {
        DigestServer plain = server(
                new byte[] {4}, new DigestSettings(List.of(DigestAlgorithm.MD5), false, Duration.ofSeconds(60), 8));

        var challenged = (DigestVerdict.Challenged) plain.verify(register(), SOURCE, false, PASSWORD);

        assertThat(challenged.challenges().getFirst().toHeader()).doesNotContain("qop");
    }

    @Test
    void givesEveryChallengeANonceOfItsOwn() {
        assertThat(challenge(register()).nonce())
                .isNotEqualTo(challenge(register()).nonce());
    }

    /** RFC 4475 section 3.3.6, regaut01. */
    @ParameterizedTest
    @ValueSource(strings = {"NoOneKnowsThisScheme opaque-data=here", "Basic cm9vdDpyb290", "Digestive x=y"})
    void answersAForeignSchemeByAChallengeForOurs(String authorization) {
        SipRequest foreign =
                register().toBuilder().header("Authorization", authorization).build();
        assertThat(verify(foreign)).isInstanceOf(DigestVerdict.Challenged.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void acceptsTheRightPasswordOnce(boolean qop) {
        SipRequest answer = answer(challenge(register()), qop, PASSWORD);

        assertThat(verify(answer)).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(staleOf(verify(answer))).isTrue();
    }

    @Test
    void acceptsOneNonceAgainWhileItsCountRises() {
        var client = new DigestClient(CAMERA, PASSWORD, () -> "c");
        DigestChallenge challenge = challenge(register());
        SipRequest first = retry(client, challenge);
        SipRequest second = retry(client, challenge);

        assertThat(verify(second)).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(staleOf(verify(first))).isTrue();
        assertThat(verify(retry(client, challenge))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    @Clause(value = "9.1.1 stale", part = "too old")
    void acceptsANonceUntilItsLifeEnds() {
        SipRequest inTime = answer(challenge(register()), false, PASSWORD);
        SipRequest late = answer(challenge(register()), false, PASSWORD);

        pass(Duration.ofSeconds(60));
        assertThat(verify(inTime)).isInstanceOf(DigestVerdict.Accepted.class);

        pass(Duration.ofMillis(1));
        assertThat(staleOf(verify(late))).isTrue();
    }

    @Test
    void challengesGoodCredentialsWithAForeignNonceAsStale() {
        SipRequest beforeRestart = answer(
                ((DigestVerdict.Challenged) server(new byte[] {2}, DigestSettings.DEFAULT)
                                .verify(register(), SOURCE, false, PASSWORD))
                        .challenges()
                        .getFirst(),
                true,
                PASSWORD);

        assertThat(staleOf(verify(beforeRestart))).isTrue();
        assertThat(staleOf(verify(answer(
                        new DigestChallenge(REALM, "!", Optional.empty(), true, DigestAlgorithm.MD5, false),
                        true,
                        PASSWORD))))
                .isTrue();
    }

    @Test
    void bindsANonceToTheSourceThatGotIt() {
        SipRequest answer = answer(challenge(register()), true, PASSWORD);

        DigestVerdict elsewhere = server.verify(answer, ELSEWHERE, false, PASSWORD);

        assertThat(staleOf(elsewhere)).isTrue();
    }

    @Test
    void challengesCredentialsOfAnotherRealmAfresh() {
        DigestChallenge foreign = new DigestChallenge(
                "1111111111", challenge(register()).nonce(), Optional.empty(), true, DigestAlgorithm.MD5, false);

        DigestVerdict verdict = verify(answer(foreign, true, PASSWORD));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        DigestVerdict.Challenged.class,
                        challenged -> assertThat(challenged.reason()).isEqualTo("no credentials for our realm"));
    }

    @Test
    void refusesAWrongPasswordWithAFreshChallenge() {
        DigestVerdict verdict = verify(answer(challenge(register()), true, "wrong"));

        assertThat(verdict).isInstanceOfSatisfying(DigestVerdict.Challenged.class, challenged -> {
            assertThat(challenged.failed()).isTrue();
            assertThat(challenged.challenges().getFirst().stale()).isFalse();
        });
    }

    @Test
    void refusesASourceThatWasWrongTooOften() {
        for (int i = 0; i < 5; i++) {
            verify(answer(challenge(register()), true, "wrong"));
        }

        assertThat(verify(register())).isEqualTo(new DigestVerdict.Refused(403, "too many wrong passwords, try later"));
        assertThat(server.verify(register(), ELSEWHERE, false, PASSWORD)).isInstanceOf(DigestVerdict.Challenged.class);

        pass(Duration.ofSeconds(61));
        assertThat(verify(answer(challenge(register()), true, PASSWORD))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    @FieldReport(value = "load 19", part = "wrong passwords")
    void aNeighbourBehindTheSameAddressIsNotLockedOutWithIt() {
        for (int i = 0; i < 5; i++) {
            verify(answer(challenge(register()), true, "wrong"));
        }
        assertThat(verify(register())).isInstanceOf(DigestVerdict.Refused.class);

        assertThat(server.verify(answer(challengeAt(NEIGHBOUR), true, PASSWORD), NEIGHBOUR, false, PASSWORD))
                .isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void refusesAHostThatGuessesFromManyPortsAndForgivesItAfterTheWindow() {
        for (int port = 0; port < 12; port++) {
            InetSocketAddress source = at("192.168.137.109", 10_000 + port);
            server.verify(answer(challengeAt(source), true, "wrong"), source, false, PASSWORD);
        }
        assertThat(server.verify(register(), NEIGHBOUR, false, PASSWORD)).isInstanceOf(DigestVerdict.Refused.class);
        assertThat(server.verify(register(), ELSEWHERE, false, PASSWORD)).isInstanceOf(DigestVerdict.Challenged.class);

        pass(Duration.ofSeconds(61));
        assertThat(server.verify(register(), NEIGHBOUR, false, PASSWORD)).isInstanceOf(DigestVerdict.Challenged.class);
    }

    @Test
    @FieldReport(value = "load 19", part = "of one that is registered")
    void aRegisteredPlatformPassesALockedAddressWithItsGoodPasswordAlone() {
        for (int i = 0; i < 5; i++) {
            verify(answer(challenge(register()), true, "wrong"));
        }

        var challenged = (DigestVerdict.Challenged) server.verify(register(), SOURCE, true, PASSWORD);
        assertThat(server.verify(answer(challenged.challenges().getFirst(), true, "wrong"), SOURCE, true, PASSWORD))
                .isInstanceOf(DigestVerdict.Refused.class);
        assertThat(server.verify(answer(challenged.challenges().getFirst(), true, PASSWORD), SOURCE, true, PASSWORD))
                .isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void doesNotBlockASourceThatSomebodyElseForges() {
        for (int i = 0; i < 50; i++) {
            verify(answer(
                    new DigestChallenge(REALM, "guessed" + i, Optional.empty(), true, DigestAlgorithm.MD5, false),
                    true,
                    "wrong"));
        }

        assertThat(verify(answer(challenge(register()), true, PASSWORD))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void refusesCredentialsForAnotherTarget() {
        DigestChallenge challenge = challenge(register());
        String forAnother = DigestCredentials.of(
                        challenge,
                        CAMERA,
                        PASSWORD,
                        "REGISTER",
                        "sip:34020000002000000009@3402000000",
                        Optional.empty())
                .toHeader();

        assertThat(verify(with(register(), forAnother))).isInstanceOf(DigestVerdict.Challenged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:34020000002000000001@192.168.137.105:5060",
                "sip:34020000002000000001@3402000000;transport=udp",
                "sip:3402000000"
            })
    void acceptsOtherFormsOfTheSameTarget(String uri) {
        String authorization = DigestCredentials.of(
                        challenge(register()), CAMERA, PASSWORD, "REGISTER", uri, Optional.empty())
                .toHeader();

        assertThat(verify(with(register(), authorization))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void acceptsUnquotedAndUpperCaseForms() {
        SipRequest answer = answer(challenge(register()), true, PASSWORD);
        String authorization = answer.header("Authorization").orElseThrow();
        String response = authorization.replaceAll(".*response=\"(.*?)\".*", "$1");
        String shouted = authorization
                .replace("Digest", "DIGEST")
                .replace("username=\"" + CAMERA + "\"", "USERNAME=" + CAMERA)
                .replace("qop=auth", "qop=\"auth\"")
                .replace("nc=00000001", "nc=\"00000001\"")
                .replace(response, response.toUpperCase(java.util.Locale.ROOT));

        assertThat(verify(with(register(), shouted))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void saysWhatIsWrongWithABrokenHeader() {
        assertThat(verify(with(register(), "Digest username=\"x\", cnonce")))
                .isEqualTo(
                        new DigestVerdict.Refused(400, "Authorization: cnonce: no value, the header seems cut short"));
    }

    @Test
    void refusesRatherThanForgetsWhenTooManyNoncesAreInUse() {
        DigestServer small = server(
                new byte[] {3}, new DigestSettings(List.of(DigestAlgorithm.MD5), false, Duration.ofSeconds(60), 2));
        SipRequest first = smallAnswer(small);
        SipRequest second = smallAnswer(small);
        SipRequest third = smallAnswer(small);

        assertThat(small.verify(first, SOURCE, false, PASSWORD)).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(small.verify(second, SOURCE, false, PASSWORD)).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(staleOf(small.verify(third, SOURCE, false, PASSWORD))).isTrue();
        assertThat(staleOf(small.verify(first, SOURCE, false, PASSWORD))).isTrue();

        pass(Duration.ofSeconds(61));
        assertThat(small.verify(smallAnswer(small), SOURCE, false, PASSWORD))
                .isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void comparesTheTargetsUserOnly() {
        SipRequest byAddress = DigestTestRequests.to(SipUri.of(SERVER, "10.1.1.1", 7100));
        String authorization = DigestCredentials.of(
                        challenge(byAddress),
                        CAMERA,
                        PASSWORD,
                        "REGISTER",
                        "sip:" + SERVER + "@" + REALM,
                        Optional.empty())
                .toHeader();

        assertThat(verify(with(byAddress, authorization))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    private SipRequest smallAnswer(DigestServer small) {
        var challenged = (DigestVerdict.Challenged) small.verify(register(), SOURCE, false, PASSWORD);
        return answer(challenged.challenges().getFirst(), false, PASSWORD);
    }

    private DigestServer server(byte[] secret, DigestSettings settings) {
        return new DigestServer(
                REALM, settings, new AuthFailures(5, 12, Duration.ofSeconds(60), 64, () -> nanos), secret, () -> nanos);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private DigestChallenge challengeAt(InetSocketAddress source) {
        return ((DigestVerdict.Challenged) server.verify(register(), source, false, PASSWORD))
                .challenges()
                .getFirst();
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    private DigestVerdict verify(SipRequest request) {
        return server.verify(request, SOURCE, false, PASSWORD);
    }

    private DigestChallenge challenge(SipRequest request) {
        return ((DigestVerdict.Challenged) verify(request)).challenges().getFirst();
    }

    private static boolean staleOf(DigestVerdict verdict) {
        return verdict instanceof DigestVerdict.Challenged challenged
                && challenged.challenges().getFirst().stale();
    }

    private static SipRequest answer(DigestChallenge challenge, boolean qop, String password) {
        var offered = new DigestChallenge(
                challenge.realm(), challenge.nonce(), Optional.empty(), qop, DigestAlgorithm.MD5, false);
        return retry(new DigestClient(CAMERA, password, () -> "0a4f113b"), offered);
    }

    private static SipRequest retry(DigestClient client, DigestChallenge challenge) {
        SipResponse challenged = SipResponse.to(register(), 401)
                .header("WWW-Authenticate", challenge.toHeader())
                .build();
        return ((DigestAnswer.Retry) client.answer(register(), challenged)).request();
    }
}
