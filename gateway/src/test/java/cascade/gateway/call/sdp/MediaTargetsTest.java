package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.value.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTargetsTest {

    private final GatewayConfig config = CallConfigs.of("domains.city.media.advertise = \"198.51.100.7\"\n");
    private final MediaTargets targets = new MediaTargets(() -> config);

    private Optional<String> refusal(String network, String host, int port, String... allowed) {
        return targets.refusal(
                network,
                List.of(allowed).stream().map(Cidr::parse).toList(),
                new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.69.80.187", "203.0.113.9", "8.8.8.8"})
    void anyUnicastAddressMayBeNamedWhereNoNetworksAreGiven(String host) {
        assertThat(refusal("city", host, 6000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "::", "ff02::1", "ff0e::1"})
    void whatIsNoHostsAddressIsNeverATarget(String host) {
        assertThat(refusal("loopback", host, 6000, "0.0.0.0/0")).isPresent();
        assertThat(refusal("loopback", host, 6000)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "city, 2001:db8::1, is not of the family of its network",
        "city, ::1, is not of the family of its network",
        "six, 10.69.80.187, is not of the family of its network",
        "six, ::ffff:10.69.80.187, is not of the family of its network",
        "six, fe80::1, is a link-local address",
    })
    void anAddressThatItsNetworkCannotReachIsRefusedInWords(String network, String host, String words) {
        assertThat(refusal(network, host, 6000).orElseThrow()).contains(words).matches(MediaTargets::isRefusal);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:80::187, true",
        "fd00::7, true",
        "::1, false",
    })
    void anIpv6NetworkHasIpv6Targets(String host, boolean allowed) {
        assertThat(refusal("six", host, 6000).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void givenIpv6NetworksAreTheOnlyTargets() {
        assertThat(refusal("six", "2001:db8:80::187", 6000, "2001:db8:80::/48")).isEmpty();
        assertThat(refusal("six", "2001:db8:81::187", 6000, "2001:db8:80::/48")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "city, 127.0.0.1, false",
        "city, 169.254.169.254, false",
        "loopback, 127.0.0.1, true",
        "loopback, 169.254.169.254, false",
    })
    void thisMachineAndItsLinkAreTargetsOnlyFromThere(String network, String host, boolean allowed) {
        assertThat(refusal(network, host, 6000).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "10.69.80.187, true",
        "10.69.81.7, true",
        "10.69.81.8, false",
        "8.8.8.8, false",
    })
    void givenNetworksAreTheOnlyTargets(String host, boolean allowed) {
        assertThat(refusal("city", host, 6000, "10.69.80.0/24", "10.69.81.7").isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void anAddressOfThisMachineMayBeGivenAsANetwork() {
        assertThat(refusal("city", "127.0.0.1", 6000, "127.0.0.0/8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the bound address, the advertised one, and the one for that upper
        "10.69.91.7, 20000",
        "203.0.113.7, 20998",
        "198.51.100.7, 20500",
        // of another network
        "192.168.1.1, 30000",
        // whose RTCP would come to us
        "10.69.91.7, 19999",
    })
    void ourOwnMediaPortsAreNoTargets(String host, int port) {
        assertThat(refusal("city", host, port).orElseThrow()).contains("this gateway itself");
        assertThat(refusal("city", host, port, "0.0.0.0/0")).isPresent();
    }

    @Test
    void ourOwnIpv6MediaPortsAreNoTargetsHoweverTheyAreWritten() {
        assertThat(refusal("six", "2001:DB8:91:0::7", 40_000))
                .contains("[2001:db8:91::7]:40000 is a media port of this" + " gateway itself");
    }

    @ParameterizedTest
    @CsvSource({"10.69.91.7, 21000", "10.69.91.7, 30000", "192.168.1.1, 20000"})
    void otherPortsOfOurAddressesAre(String host, int port) {
        assertThat(refusal("city", host, port)).isEmpty();
    }
}
