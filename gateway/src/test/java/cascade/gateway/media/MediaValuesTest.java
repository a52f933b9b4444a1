package cascade.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaValuesTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24,  192.168.1.200, true",
        "192.168.1.0/24,  192.168.2.1,   false",
        "10.16.0.0/12,    10.31.255.255, true",
        "10.16.0.0/12,    10.32.0.0,     false",
        "0.0.0.0/0,       203.0.113.9,   true",
        "192.0.2.7,       192.0.2.7,     true",
        "192.0.2.7,       192.0.2.8,     false",
        "2001:db8::/33,   2001:db8:7fff::1, true",
        "2001:db8::/33,   2001:db8:8000::1, false",
        "0.0.0.0/0,       2001:db8::1,   false",
    })
    void tellsWhetherAnAddressIsInABlock(String block, String address, boolean expected) {
        assertThat(AddressBlock.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.0/33", "192.168.1.0/-1", "192.168.1.0/x", "example.com", "192.168.1.0/"})
    void refusesWhatIsNoBlock(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"20001, 20003", "20000, 20002", "20002, 20001", "0, 1", "65534, 65537"})
    void refusesPortRangesThatAreNotWholePairs(int first, int last) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortRange(first, last))
                .withMessageContaining("port range");
    }

    @Test
    void countsThePairsOfARange() {
        assertThat(new PortRange(20_000, 29_999).pairs()).isEqualTo(5_000);
    }

    @Test
    void refusesAddressesThatNeedDns() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("camera.example", 6000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceAnswer.video(unresolved, OptionalInt.empty(), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> viewer(unresolved));
    }

    @Test
    void refusesAViewerWithoutAPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> viewer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    private static ViewerSpec viewer(InetSocketAddress remote) {
        return new ViewerSpec(
                "city",
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                remote,
                Optional.empty(),
                1,
                SourceCheck.STRICT,
                List.of());
    }

    @Test
    void refusesTimeoutsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamSpec(
                        "district",
                        "district",
                        MediaTransport.UDP,
                        TcpFraming.RFC4571,
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        SourceCheck.STRICT,
                        RtcpMode.RELAY,
                        List.of(),
                        Duration.ZERO))
                .withMessageContaining("noMediaTimeout");
    }

    @Test
    void addsUpTheForeignOnesAmongTheDropped() {
        OwnerTotals totals = new OwnerTotals(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(
                        DropReason.FOREIGN_ADDRESS, 2L,
                        DropReason.FOREIGN_SSRC, 3L,
                        DropReason.FOREIGN_PAYLOAD_TYPE, 4L,
                        DropReason.TOO_SHORT, 100L),
                Map.of(),
                Map.of());

        assertThat(totals.foreignPackets()).isEqualTo(9);
    }
}
