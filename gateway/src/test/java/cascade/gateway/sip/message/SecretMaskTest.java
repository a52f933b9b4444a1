package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {

    private static final String START = "REGISTER sip:x SIP/2.0\r\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Authorization: Digest username="u", nonce="n", response="s3cret", qop=auth | Authorization: Digest username="u", nonce="n", response="******", qop=auth
            proxy-authorization:Digest response = s3cret,uri="sip:x"                   | proxy-authorization:Digest response = ******,uri="sip:x"
            Authentication-Info: rspauth="s3cret", nextnonce="n"                       | Authentication-Info: rspauth="******", nextnonce="n"
            Authorization: Basic czNjcmV0                                              | Authorization: Basic ********
            Contact: <sip:user:s3cret@10.0.0.1:5060>                                   | Contact: <sip:user:******@10.0.0.1:5060>
            """)
    void masksCredentialsInHeaders(String header, String masked) {
        assertThat(mask(START + header + "\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(START + masked + "\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void masksACredentialOnAContinuedLine() {
        assertThat(mask(START + "Authorization: Digest username=\"u\",\r\n response=\"s3cret\"\r\n\r\n"))
                .contains(" response=\"******\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Password>s3cret</Password>                     | <Password>******</Password>
            <ns:NewPassWord>s3cret</ns:NewPassWord>         | <ns:NewPassWord>******</ns:NewPassWord>
            <Url>ftp://user:s3cret@10.0.0.1/a.bin</Url>     | <Url>ftp://user:******@10.0.0.1/a.bin</Url>
            http://x/?user=a&password=s3cret&b=c            | http://x/?user=a&password=******&b=c
            k=clear:s3cret                                  | k=clear:******
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:s3cret | a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:******
            """)
    void masksPasswordsInBodies(String body, String masked) {
        assertThat(mask(START + "\r\n" + body + "\r\n")).isEqualTo(START + "\r\n" + masked + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WWW-Authenticate: Digest realm="3728000000", nonce="n", algorithm=MD5
            From: <sip:37280000002000000001@10.0.0.1:5060>;tag=1
            Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;response=1
            <Response><CmdType>Catalog</CmdType><SN>1</SN></Response>
            """)
    void leavesEverythingElse(String line) {
        String message = START + line + "\r\n\r\n" + line;
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(SecretMask.mask(bytes)).isSameAs(bytes);
    }

    @Test
    void countsBytesOfAnyCharset() {
        byte[] message = (START + "\r\n<Password>密码</Password>").getBytes(StandardCharsets.UTF_8);
        assertThat(SecretMask.mask(message)).hasSameSizeAs(message);
        assertThat(new String(SecretMask.mask(message), StandardCharsets.UTF_8))
                .endsWith("<Password>******</Password>");
    }

    /** A peer chooses what is looked through here. */
    @Test
    void endsSoonOnLongLinesMadeToBeSlow() {
        for (String evil :
                new String[] {"<", "a", "password", "sip:", "a:", "<pwd>", "response=\"", "k=clear:\r\n", ":"}) {
            String body = evil.repeat(200_000 / evil.length());
            assertThat(mask(START + "Authorization: " + body)).isNotEmpty();
            assertThat(mask(START + "\r\n" + body)).isNotEmpty();
        }
    }

    private static String mask(String message) {
        return new String(SecretMask.mask(message.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
