package cascade.gateway.sip.auth;

import static cascade.gateway.sip.auth.DigestTestRequests.CAMERA;
import static cascade.gateway.sip.auth.DigestTestRequests.register;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import org.junit.jupiter.api.Test;

@Clause(value = "8.1", part = "as who registers")
class DigestClientTest {

    private static final String LIVE_GBS =
            "Digest realm=\"3402000000\",qop=\"auth\",nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\"";

    private final DigestClient client = new DigestClient(CAMERA, "12345678", () -> "0a4f113b");

    @Test
    void answersAsTheCapturedCameraDid() throws Exception {
        SipRequest retry = retry(register(), 401, "WWW-Authenticate", LIVE_GBS);

        assertThat(retry.cseq().number()).isEqualTo(2);
        assertThat(retry.callId()).isEqualTo("1188137981");
        assertThat(retry.from()).isEqualTo(register().from());
        assertThat(retry.header("Authorization").orElseThrow())
                .isEqualTo("Digest username=\"34020000001320000001\", realm=\"3402000000\", "
                        + "nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\", uri=\"sip:34020000002000000001@3402000000\", "
                        + "response=\"487b46591eae35a8d8f684db454ec471\", algorithm=MD5, cnonce=\"0a4f113b\", "
                        + "qop=auth, nc=00000001");
    }

    @Test
    void answersAChallengeWithoutQopWithoutQop() throws Exception {
        SipRequest retry = retry(
                register(),
                401,
                "WWW-Authenticate",
                "digest REALM=3402000000, nonce=a1b6ba00d8cbaa8ce99d1d39b2905d12, opaque=\"o\"");

        String authorization = retry.header("Authorization").orElseThrow();
        assertThat(authorization)
                .contains("response=\"87dbd9f63f1fcb1146602a1645386e2f\"")
                .contains("opaque=\"o\"")
                .doesNotContain("qop")
                .doesNotContain("nc=");
    }

    @Test
    void answersAProxyInItsOwnHeader() {
        SipRequest retry = retry(register(), 407, "Proxy-Authenticate", LIVE_GBS);

        assertThat(retry.header("Proxy-Authorization")).isPresent();
        assertThat(retry.header("Authorization")).isEmpty();
    }

    @Test
    void countsTheUsesOfOneNonce() {
        retry(register(), 401, "WWW-Authenticate", LIVE_GBS);

        SipRequest second = retry(register(), 401, "WWW-Authenticate", LIVE_GBS);
        SipRequest other = retry(register(), 401, "WWW-Authenticate", LIVE_GBS.replace("a1b6", "ffff"));

        assertThat(second.header("Authorization").orElseThrow()).endsWith("nc=00000002");
        assertThat(other.header("Authorization").orElseThrow()).endsWith("nc=00000001");
    }

    @Test
    void givesUpWhenItsCredentialsAreRefused() {
        SipRequest retry = retry(register(), 401, "WWW-Authenticate", LIVE_GBS);

        assertThat(client.answer(retry, challenged(retry, 401, "WWW-Authenticate", LIVE_GBS)))
                .isEqualTo(new DigestAnswer.GiveUp("user name or password refused"));
    }

    @Test
    @Clause(value = "9.1.1 stale", part = "as who registers")
    void triesAgainWhenOnlyItsNonceWasTooOld() {
        SipRequest first = retry(register(), 401, "WWW-Authenticate", LIVE_GBS);

        SipRequest second = retry(first, 401, "WWW-Authenticate", LIVE_GBS.replace("a1b6", "ffff") + ",stale=TRUE");

        assertThat(second.cseq().number()).isEqualTo(3);
        assertThat(second.headers().all("Authorization")).hasSize(1);
    }

    @Test
    void picksTheChallengeItUnderstands() {
        SipResponse both = SipResponse.to(register(), 401)
                .header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256")
                .header("WWW-Authenticate", LIVE_GBS)
                .build();

        assertThat(client.answer(register(), both)).isInstanceOf(DigestAnswer.Retry.class);
    }

    @Test
    void saysWhyAChallengeCannotBeAnswered() {
        assertThat(client.answer(register(), SipResponse.to(register(), 401).build()))
                .isEqualTo(new DigestAnswer.GiveUp("WWW-Authenticate: missing"));
        assertThat(client.answer(register(), challenged(register(), 401, "WWW-Authenticate", "Digest realm=r")))
                .isEqualTo(new DigestAnswer.GiveUp("WWW-Authenticate: nonce: missing"));
    }

    private SipRequest retry(SipRequest request, int status, String header, String challenge) {
        DigestAnswer answer = client.answer(request, challenged(request, status, header, challenge));
        assertThat(answer).isInstanceOf(DigestAnswer.Retry.class);
        return ((DigestAnswer.Retry) answer).request();
    }

    private static SipResponse challenged(SipRequest request, int status, String header, String challenge) {
        return SipResponse.to(request, status).header(header, challenge).build();
    }
}
