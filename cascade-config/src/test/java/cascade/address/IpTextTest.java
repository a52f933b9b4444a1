package cascade.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {

    /** The examples of RFC 5952 sections 1, 2 and 4, and the ends of the space. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::ffff:192.0.2.2, 192.0.2.2",
        "10.69.91.7, 10.69.91.7",
    })
    void anAddressHasOneText(String written, String text) {
        assertThat(IpText.of(IpText.parse(written).orElseThrow())).isEqualTo(text);
    }

    @Test
    void everyTextIsReadAsTheAddressThatItWasWrittenFor() throws UnknownHostException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[16];
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    bytes[2 * group] = (byte) random.nextInt(3);
                    bytes[2 * group + 1] = (byte) random.nextInt();
                }
            }
            InetAddress address = InetAddress.getByAddress(bytes);

            assertThat(IpText.parse(IpText.of(address))).as("seed %d", seed).contains(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "10.1",
                "3728000000",
                "10.1.1.256",
                "[::1]",
                "::1%lo",
                "2001:db8:::1",
                "1:2:3:4:5:6:7",
                ":",
                "::g",
                "camera.example",
                "10.1.1.1:5060",
                "2001:db8::1:"
            })
    void whatIsNoWholeAddressIsNone(String text) {
        assertThat(IpText.parse(text)).isEmpty();
    }

    @Test
    void bracketsAreForIpv6BesideAPortAndInUris() {
        assertThat(IpText.hostPort("2001:db8::1", 7100)).isEqualTo("[2001:db8::1]:7100");
        assertThat(IpText.hostPort("10.69.91.7", 7100)).isEqualTo("10.69.91.7:7100");
        assertThat(IpText.hostPort("city.example", 7100)).isEqualTo("city.example:7100");
        assertThat(IpText.of(new InetSocketAddress(InetAddress.ofLiteral("::1"), 7100)))
                .isEqualTo("[::1]:7100");
        assertThat(IpText.uriHost("[::1]")).isEqualTo("[::1]");
        assertThat(IpText.bareHost("[::1]")).isEqualTo("::1");
        assertThat(IpText.bareHost("3728000000")).isEqualTo("3728000000");
    }

    @Test
    void theHostOfAUriIsAnAddressOnlyInItsForm() {
        assertThat(IpText.parseUriHost("[2001:db8::1]")).isPresent();
        assertThat(IpText.parseUriHost("10.69.91.7")).isPresent();
        assertThat(IpText.parseUriHost("2001:db8::1")).isEmpty();
        assertThat(IpText.parseUriHost("[10.69.91.7]")).isEmpty();
        assertThat(IpText.parseUriHost("3728000000")).isEmpty();
    }

    @Test
    void aMappedAddressIsIpv4() {
        assertThat(IpFamily.of(IpText.parse("::ffff:192.0.2.2").orElseThrow())).isEqualTo(IpFamily.IPV4);
        assertThat(IpFamily.of(IpText.parse("::1").orElseThrow())).isEqualTo(IpFamily.IPV6);
    }
}
