package cascade.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.config.domain.Share;
import cascade.config.gateway.AdminAccess;
import cascade.config.gateway.AdminConfig;
import cascade.config.gateway.AdminRole;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.255, true",
        "192.168.1.0/24, 192.168.2.0, false",
        "10.0.0.0/8, 10.255.0.1, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "192.168.1.20, 192.168.1.20, true",
        "192.168.1.20, 192.168.1.21, false",
        "192.168.1.0/24, camera.example, false",
    })
    void blocksContainTheirAddressesAndNoOthers(String block, String address, boolean inside) {
        assertThat(Cidr.parse(block).contains(address)).isEqualTo(inside);
    }

    @Test
    void blocksContainNoIpv6Addresses() throws UnknownHostException {
        Cidr all = Cidr.parse("0.0.0.0/0");
        InetAddress loopback6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

        assertThat(all.contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .isTrue();
        assertThat(all.contains(loopback6)).isFalse();
    }

    @Test
    void portRangesCountTheirPairs() {
        PortRange range = PortRange.parse("20000 - 20003");

        assertThat(range.pairs()).isEqualTo(2);
        assertThat(range.contains(20003)).isTrue();
        assertThat(range.contains(20004)).isFalse();
        assertThat(range.overlaps(new PortRange(20002, 20009))).isTrue();
        assertThat(range.overlaps(new PortRange(20004, 20009))).isFalse();
        assertThat(range).hasToString("20000-20003");
    }

    @ParameterizedTest
    @CsvSource({"10.1.1.1.1:5060", "1.2.3:5060", "-a:5060", "a..b:5060", ":5060", "a:0", "a:b", "[::1]:5060"})
    void peerAddressesAreAnIpv4AddressOrANameWithAPort(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesTakeAllChannelsUnlessTheyNameSome() {
        Share all = Share.byId("district", List.of(), List.of(new ChannelPattern("3728*")));

        assertThat(all.mayInclude("120105110228023020")).isTrue();
        assertThat(all.mayInclude("37280601411319001158")).isFalse();
    }

    @Test
    void recordsRefuseWhatTheLoaderWouldHaveRefused() {
        assertThatThrownBy(() -> new PortRange(20001, 20002)).hasMessageContaining("an even first port");
        Duration second = Duration.ofSeconds(1);
        var live = new AdminConfig.Live(second, 1, second, 1);
        var signIn = new AdminAccess.SignIn(second, 1, 1, second);
        var access = new AdminAccess(false, List.of(), Optional.empty(), AdminRole.OPERATOR, Set.of(), signIn);
        assertThatThrownBy(() -> new AdminConfig(
                        "localhost", 80, List.of(), second, second, second, 1, 1, live, 1, Optional.empty(), access))
                .hasMessageContaining("an IPv4 address");
        assertThatThrownBy(() -> new Secret("")).hasMessageContaining("not empty");
    }
}
