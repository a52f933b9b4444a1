package cascade.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.config.domain.Share;
import cascade.config.gateway.AdminAccess;
import cascade.config.gateway.AdminConfig;
import cascade.config.gateway.AdminRole;
import java.net.InetAddress;
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
        "2001:db8:1::/64, 2001:db8:1::ffff, true",
        "2001:db8:1::/64, 2001:db8:1:1::1, false",
        "2001:db8:8000::/33, 2001:db8:ffff::1, true",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false",
        "2001:db8::7, 2001:db8::7, true",
        "::/0, 2001:db8::7, true",
        "::/0, 10.1.1.1, false",
        "0.0.0.0/0, 2001:db8::7, false",
    })
    void blocksContainTheirAddressesAndNoOthers(String block, String address, boolean inside) {
        assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1::/64", "192.168.1.0/24", "2001:db8::7/128", "::/0"})
    void blocksAreWrittenAsTheyAreRead(String block) {
        assertThat(Cidr.parse(block)).hasToString(block);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1::1/64", "192.168.1.1/24", "10.0.0.0/33", "::/129", "::1/", "/8", "10.0.0.0/8/8", "fe80::/64"
    })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void theBlockAroundAnAddressHasItsFirstBits() {
        assertThat(Cidr.around(InetAddress.ofLiteral("10.69.91.7"), 12)).isEqualTo(Cidr.parse("10.64.0.0/12"));
        assertThat(Cidr.around(InetAddress.ofLiteral("2001:db8:1:2::7"), 50)).isEqualTo(Cidr.parse("2001:db8:1::/50"));
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
    @CsvSource({
        "10.1.1.1.1:5060",
        "1.2.3:5060",
        "-a:5060",
        "a..b:5060",
        ":5060",
        "a:0",
        "a:b",
        "::1:5060",
        "[::1]",
        "[10.1.1.1]:80",
        "[::]:5060"
    })
    void peerAddressesAreAnAddressOrANameWithAPort(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.69.80.187:7100, 10.69.80.187, 10.69.80.187:7100",
        "city.example:7100, city.example, city.example:7100",
        "[2001:DB8:0::1]:7100, 2001:db8::1, [2001:db8::1]:7100",
        "[::ffff:10.1.1.1]:7100, 10.1.1.1, 10.1.1.1:7100",
    })
    void peerAddressesHaveOneText(String written, String host, String text) {
        HostPort read = HostPort.parse(written);

        assertThat(read.host()).isEqualTo(host);
        assertThat(read).hasToString(text).isEqualTo(HostPort.parse(text));
    }

    @Test
    void anIpv6AddressWithoutBracketsIsToldHowToWriteIt() {
        assertThatThrownBy(() -> HostPort.parse("2001:db8::1:7100")).hasMessageContaining("in brackets");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8::1, 2001:db8::1",
        "0:0:0:0:0:0:0:0, ::",
        "::ffff:10.69.91.7, 10.69.91.7",
        "10.69.91.7, 10.69.91.7",
    })
    void addressesHaveOneText(String written, String text) {
        assertThat(IpAddress.normal(written)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1, scope id",
        "fe80::1%eth0, scope id",
        "2001:db8::1%eth0, without a zone",
        "ff02::1, unicast",
        "239.1.2.3, unicast",
        "[2001:db8::1], no brackets",
        "2001:db8:::1, an IP address",
        "3728000000, an IP address",
    })
    void anAddressThatIsNoHostsForEverybodyIsRefusedWithAHint(String text, String hint) {
        assertThatThrownBy(() -> IpAddress.normal(text)).hasMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 10.1.1.1, true",
        "0.0.0.0, 2001:db8::1, false",
        "::, 10.1.1.1, true",
        "::, 2001:db8::1, true",
        "2001:db8::1, 2001:db8::2, false",
        "2001:db8::1, 2001:db8::1, true",
    })
    void socketsMeetWhereOneIsBoundToAll(String bind, String other, boolean meet) {
        assertThat(IpAddress.overlap(bind, other)).isEqualTo(meet);
        assertThat(IpAddress.overlap(other, bind)).isEqualTo(meet);
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
                .hasMessageContaining("an IP address");
        assertThatThrownBy(() -> new Secret("")).hasMessageContaining("not empty");
    }
}
