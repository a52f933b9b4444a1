package cascade.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses computed by other products, all with password 12345678. */
class DigestVectorsTest {

    private static final String PASSWORD = "12345678";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "sample J.1 of the 2016 edition, without qop | Digest username=\"64010000002020000001\", "
                        + "realm=\"64010000\", nonce=\"6fe9ba44a76be22a\", "
                        + "uri=\"sip:64010000002000000001@172.18.16.5:5060\", "
                        + "response=\"9625d92d1bddea7a911926e0db054968\", algorithm=MD5",
                "an IP camera to LiveGBS, qop=auth | Digest username=\"34020000001320000001\", realm=\"3402000000\", "
                        + "nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\", "
                        + "uri=\"sip:34020000002000000001@3402000000\", "
                        + "response=\"487b46591eae35a8d8f684db454ec471\", algorithm=MD5, cnonce=\"0a4f113b\", "
                        + "qop=auth, nc=00000001",
                "the same camera without qop | Digest username=\"34020000001320000001\", realm=\"3402000000\", "
                        + "nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\", "
                        + "uri=\"sip:34020000002000000001@3402000000\", "
                        + "response=\"87dbd9f63f1fcb1146602a1645386e2f\"",
            })
    void provesThePasswordThatMadeTheResponse(String who, String header) throws Exception {
        DigestCredentials credentials = DigestCredentials.parse(header);

        assertThat(credentials.prove(PASSWORD, "REGISTER")).as(who).isTrue();
        assertThat(credentials.prove("12345679", "REGISTER")).as(who).isFalse();
        assertThat(credentials.prove(PASSWORD, "MESSAGE")).as(who).isFalse();
    }
}
