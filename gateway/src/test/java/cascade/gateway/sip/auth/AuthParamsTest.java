package cascade.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthParamsTest {

    @Test
    void readsQuotedAndUnquotedValuesOfAnyCase() throws Exception {
        AuthParams params = AuthParams.parse(
                "DIGEST Realm = 3402000000 ,NONCE=\"a,b=c\" qop=\"auth\",nc=\"0000000A\", opaque=\"\"");

        assertThat(params.need("realm")).isEqualTo("3402000000");
        assertThat(params.need("nonce")).isEqualTo("a,b=c");
        assertThat(params.need("qop")).isEqualTo("auth");
        assertThat(params.need("nc")).isEqualTo("0000000A");
        assertThat(params.find("opaque")).contains("");
        assertThat(params.find("stale")).isEmpty();
    }

    @Test
    void leavesEscapesInQuotedValuesAsTheyStand() throws Exception {
        assertThat(AuthParams.parse("Digest realm=\"a\\\"b\"").need("realm")).isEqualTo("a\\\"b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Basic realm=x | scheme: unknown (expected: Digest)",
                "'' | scheme: unknown (expected: Digest)",
                "Digest realm=x, cnonce | cnonce: no value, the header seems cut short",
                "Digest realm=x, cnonce, nc=1 | cnonce: no value, the header seems cut short",
                "Digest realm=\"x | realm: no closing quote, the header seems cut short",
                "Digest realm=\"x\\ | realm: no closing quote, the header seems cut short",
                "Digest realm=x, realm=y | realm: more than once",
                "Digest realm=x, Digest realm=y | a parameter without a valid name",
                "Digest =x | a parameter without a valid name",
            })
    void refusesWhatItCannotRead(String header, String problem) {
        assertThatThrownBy(() -> AuthParams.parse(header))
                .isInstanceOf(DigestFormatException.class)
                .hasMessage(problem);
    }

    @Test
    void refusesTheCaptureThatWasCutShort() throws Exception {
        String authorization = Files.readString(Path.of("src/test/resources/captures/ipc/04-register-request.sip"))
                .lines()
                .filter(line -> line.startsWith("Authorization: "))
                .findFirst()
                .orElseThrow()
                .substring("Authorization: ".length());

        assertThatThrownBy(() -> DigestCredentials.parse(authorization))
                .hasMessage("cnonce: no value, the header seems cut short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "realm=r, nonce=n, uri=u, response=00000000000000000000000000000000 | username: missing",
                "username=u, realm=r, nonce=\"\", uri=u, response=00000000000000000000000000000000 | nonce: missing",
                "username=u, realm=r, nonce=n, uri=u, response=00 | response: no hash of MD5 (expected: 32 hex digits)",
                "username=u, realm=r, nonce=n, uri=u, response=00000000000000000000000000000000, algorithm=MD5-sess "
                        + "| algorithm: not supported (expected: MD5, SHA-256 or SM3)",
                "username=u, realm=r, nonce=n, uri=u, response=00000000000000000000000000000000, qop=auth-int "
                        + "| qop: not supported (expected: auth or none)",
                "username=u, realm=r, nonce=n, uri=u, response=00000000000000000000000000000000, qop=auth, nc=1 "
                        + "| cnonce: missing",
                "username=u, realm=r, nonce=n, uri=u, response=00000000000000000000000000000000, qop=auth, cnonce=c, nc=x "
                        + "| nc: not a count (expected: 8 hex digits)",
            })
    void refusesCredentialsThatLackAPart(String params, String problem) {
        assertThatThrownBy(() -> DigestCredentials.parse("Digest " + params))
                .isInstanceOf(DigestFormatException.class)
                .hasMessage(problem);
    }

    @Test
    void tellsNoSecretInText() throws Exception {
        DigestCredentials credentials =
                DigestCredentials.parse("Digest username=alice, realm=r, nonce=SECRETNONCE, uri=u, "
                        + "response=00000000000000000000000000000000, qop=auth, nc=00000001, cnonce=SECRETCNONCE");

        assertThat(credentials.toString())
                .doesNotContain("SECRET")
                .doesNotContain("0000")
                .contains("alice");
        assertThat(DigestChallenge.parse("Digest realm=r, nonce=SECRET").toString())
                .doesNotContain("SECRET");
    }
}
