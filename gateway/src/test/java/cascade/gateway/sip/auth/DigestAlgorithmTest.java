package cascade.gateway.sip.auth;

import static cascade.gateway.sip.auth.DigestTestRequests.CAMERA;
import static cascade.gateway.sip.auth.DigestTestRequests.REALM;
import static cascade.gateway.sip.auth.DigestTestRequests.register;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Clause("2022 digest")
class DigestAlgorithmTest {

    private static final String PASSWORD = "12345678";
    private static final InetSocketAddress SOURCE =
            new InetSocketAddress(InetAddress.ofLiteral("192.168.137.109"), 5060);

    /** FIPS 180-2, RFC 1321 and GB/T 32905, annex A, each of the text abc. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 900150983cd24fb0d6963f7d28e17f72",
        "SHA_1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA_256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SM3, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    })
    void hashesAsItsStandardSays(HashFunction function, String expected) {
        assertThat(function.hex("abc")).isEqualTo(expected);
    }

    /** RFC 7616 section 3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void provesThePasswordOfThePublishedExample(String algorithm, String response) throws Exception {
        DigestCredentials credentials =
                DigestCredentials.parse("Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                        + " uri=\"/dir/index.html\", algorithm=" + algorithm
                        + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001,"
                        + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\"" + response
                        + "\"");

        assertThat(credentials.prove("Circle of Life", "GET")).isTrue();
        assertThat(credentials.prove("Circle of life", "GET")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsOfferedAloneIsAnsweredAndAccepted(DigestAlgorithm algorithm) {
        DigestServer server = server(List.of(algorithm));

        SipRequest answer = answer(server, EnumSet.allOf(DigestAlgorithm.class));

        assertThat(answer.header("Authorization").orElseThrow()).contains("algorithm=" + algorithm.token());
        assertThat(verify(server, answer)).isInstanceOf(DigestVerdict.Accepted.class);
    }

    /** RFC 8760 section 2.4: the order of the challenges is that of preference. */
    @Test
    void theFirstThatTheClientKnowsIsAnswered() {
        DigestServer server = server(List.of(DigestAlgorithm.SM3, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));

        assertThat(answered(server, EnumSet.allOf(DigestAlgorithm.class))).contains("algorithm=SM3");
        assertThat(answered(server, Set.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)))
                .contains("algorithm=SHA-256");
        assertThat(answered(server, Set.of(DigestAlgorithm.MD5))).contains("algorithm=MD5");
    }

    @Test
    void whatTheClientMustNotUseIsNotAnswered() {
        DigestServer server = server(List.of(DigestAlgorithm.MD5));
        DigestClient strict = new DigestClient(CAMERA, PASSWORD, Set.of(DigestAlgorithm.SHA_256), () -> "c");

        assertThat(strict.answer(register(), challenged(server)))
                .isEqualTo(new DigestAnswer.GiveUp("WWW-Authenticate: algorithm MD5 is not answered here"));
    }

    /** Or an attacker who can choose the algorithm would choose the weakest. */
    @Test
    void whatWasNotOfferedIsChallengedAgainAndNoWrongPassword() {
        DigestServer weak = server(List.of(DigestAlgorithm.MD5));
        DigestServer strong = server(List.of(DigestAlgorithm.SHA_256));

        assertThat(verify(strong, answer(weak, EnumSet.allOf(DigestAlgorithm.class))))
                .isInstanceOfSatisfying(DigestVerdict.Challenged.class, challenged -> {
                    assertThat(challenged.failed()).isFalse();
                    assertThat(challenged.challenges())
                            .extracting(DigestChallenge::algorithm)
                            .containsExactly(DigestAlgorithm.SHA_256);
                });
    }

    private static String answered(DigestServer server, Set<DigestAlgorithm> known) {
        return answer(server, known).header("Authorization").orElseThrow();
    }

    private static SipRequest answer(DigestServer server, Set<DigestAlgorithm> known) {
        DigestClient client = new DigestClient(CAMERA, PASSWORD, known, () -> "0a4f113b");
        return ((DigestAnswer.Retry) client.answer(register(), challenged(server))).request();
    }

    private static SipResponse challenged(DigestServer server) {
        SipResponse.Builder answer = SipResponse.to(register(), 401);
        ((DigestVerdict.Challenged) verify(server, register()))
                .challenges()
                .forEach(challenge -> answer.header("WWW-Authenticate", challenge.toHeader()));
        return answer.build();
    }

    private static DigestVerdict verify(DigestServer server, SipRequest request) {
        return server.verify(request, SOURCE, false, PASSWORD);
    }

    private static DigestServer server(List<DigestAlgorithm> algorithms) {
        return new DigestServer(
                REALM,
                new DigestSettings(algorithms, true, Duration.ofSeconds(60), 16),
                new AuthFailures(5, 12, Duration.ofSeconds(60), 64, () -> 0),
                new byte[] {1},
                () -> 0);
    }
}
