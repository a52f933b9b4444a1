package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.TreeView;
import cascade.config.quirk.StreamAttribute;
import cascade.config.value.ChannelPattern;
import cascade.config.value.HostPort;
import cascade.config.value.MediaTransport;
import cascade.config.value.PortRange;
import cascade.config.value.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsWithoutProblems(Path folder) {
        GatewayConfig config = Configs.load(folder);

        assertThat(config.uppers()).isNotEmpty();
        assertThat(config.lowers()).isNotEmpty();
        assertThat(config.uppers().values())
                .allSatisfy(upper -> assertThat(upper.share()).isNotEmpty());
    }

    @Test
    void demoStaysOnLoopbackAddressesAndOnePort() {
        GatewayConfig demo = Configs.load(EXAMPLES.resolve("demo"));

        assertThat(demo.deviceId()).isEqualTo("37280600002000000001");
        assertThat(demo.network("city").sip().bind()).isEqualTo("127.1.0.1");
        assertThat(demo.network("district").sip().bind()).isEqualTo("127.1.0.2");
        assertThat(demo.networks().values())
                .allSatisfy(network -> assertThat(network.sip().port()).isEqualTo(7100));
        assertThat(demo.network("city").media().ports()).containsExactly(new PortRange(20000, 21999));
        assertThat(demo.network("district").media().ports()).containsExactly(new PortRange(30000, 31999));
        assertThat(demo.upper("city").deviceId()).isEqualTo("37280000002000000001");
        assertThat(demo.upper("city").hosts()).containsExactly(new HostPort("127.1.0.10", 7100));
        assertThat(demo.lower("district").deviceId()).isEqualTo("37280600002000000002");
        assertThat(demo.lower("district").allows(InetAddress.ofLiteral("127.1.0.20")))
                .isTrue();
        assertThat(demo.admin().bind()).isEqualTo("127.0.0.1");
        assertThat(demo.admin().port()).isEqualTo(9180);
    }

    @Test
    void hikvisionExampleHasTheIdsAndAddressesOfTheCapture() {
        GatewayConfig config = Configs.load(EXAMPLES.resolve("hikvision-ncg"));
        UpperDomainConfig city = config.upper("city-platform");

        assertThat(city.deviceId()).isEqualTo("37280000000000000000");
        assertThat(city.hosts()).containsExactly(new HostPort("10.69.80.187", 7100));
        assertThat(city.localDeviceId()).isEqualTo("37280600000000000000");
        assertThat(config.networkOf(city).sip().advertise()).isEqualTo("10.69.91.7");
        assertThat(config.networkOf(city).sip().port()).isEqualTo(7100);
        assertThat(city.profile().streamAttribute()).isEqualTo(StreamAttribute.STREAM_MODE);
        assertThat(city.auth().password()).isEmpty();
    }

    @Test
    void virtualTreeOfTwoDistrictsIsRead() {
        GatewayConfig config = Configs.load(EXAMPLES.resolve("two-districts"));
        UpperDomainConfig city = config.upper("city");

        assertThat(city.tree()).isInstanceOfSatisfying(TreeView.Virtual.class, tree -> {
            assertThat(tree.root().id()).isEqualTo("37280600002160000001");
            assertThat(tree.root().children())
                    .extracting(TreeView.Organisation::name)
                    .containsExactly("East", "West");
            assertThat(tree.root().children().getLast().channels())
                    .containsExactly(new ChannelPattern("372808*"), new ChannelPattern("37280000001320000001"));
        });
        assertThat(city.map().ids()).containsEntry("37280800001320000001", "37280000001320000001");
        assertThat(city.permissions()).doesNotContain(Permission.DOWNLOAD);
        assertThat(config.network("districts").media().ports()).hasSize(2);
        assertThat(List.copyOf(config.lowers().keySet())).containsExactly("east", "west");
    }

    @Test
    void tcpOnlyExampleNeverSpeaksUdp() {
        GatewayConfig config = Configs.load(EXAMPLES.resolve("tcp-only"));

        assertThat(config.networks().values())
                .allSatisfy(network -> assertThat(network.sip().transports()).containsExactly(Transport.TCP));
        assertThat(config.domains())
                .allSatisfy(domain -> assertThat(domain.transport()).isEqualTo(Transport.TCP));
        assertThat(config.lower("district").mediaTransport()).isEqualTo(MediaTransport.TCP_PASSIVE);
        assertThat(config.upper("city").media().accept()).doesNotContain(MediaTransport.UDP);
    }
}
