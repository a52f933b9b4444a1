package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {

    private static final List<String> PIECES = List.of(
            "Authorization: ",
            "Proxy-Authorization:",
            "Authentication-Info: ",
            "Digest ",
            "Basic ",
            "response=\"",
            "rspauth=",
            "k=clear:",
            "k=uri:",
            "a=crypto:1 ",
            "inline:",
            "<Password>",
            "<NewPasswd>",
            "pwd=",
            "passwd: ",
            "sip:",
            "ftp://",
            "user:",
            "s3cret",
            "@",
            "@10.0.0.1",
            "<",
            ">",
            "\"",
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            ":",
            "/",
            ";",
            "\u0085",
            "x",
            "INVITE");

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

    /** Fragments of what the mask looks for, in any order and broken anywhere: the scan may cry wolf, and never sleep. */
    @Test
    void theScanOverlooksNothingThatTheMaskFinds() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] message = pieces(random).getBytes(StandardCharsets.ISO_8859_1);
            if (!Arrays.equals(SecretMask.maskEach(message), message)) {
                found++;
                assertThat(SecretScan.maySaySecrets(message))
                        .as("seed %d, message %d: %s", seed, i, new String(message, StandardCharsets.ISO_8859_1))
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    private static String pieces(Random random) {
        var text = new StringBuilder();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            int cut = random.nextInt(4) == 0 ? random.nextInt(piece.length()) : piece.length();
            text.append(random.nextBoolean() ? piece : piece.toUpperCase(Locale.ROOT), 0, cut);
        }
        return text.toString();
    }

    @Test
    void anOrdinaryCallNeedsNoCloserLook() {
        String invite = "INVITE sip:37280600001310000001@10.0.0.1:5060 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 10.0.0.2:7100;rport;branch=z9hG4bK1\r\n"
                + "From: <sip:37280000002000000001@10.0.0.2:7100>;tag=1\r\n"
                + "Contact: <sip:37280000002000000001@10.0.0.2:7100>\r\n\r\n"
                + "v=0\r\no=37280600001310000001 0 0 IN IP4 10.0.0.2\r\na=rtpmap:96 PS/90000\r\ny=0100000001\r\n";
        assertThat(SecretScan.maySaySecrets(invite.getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
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
