package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.config.Edition;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.Profile;
import cascade.config.Role;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.LowerAuth;
import cascade.config.domain.LowerCatalog;
import cascade.config.domain.LowerKeepalive;
import cascade.config.domain.LowerRegister;
import cascade.config.domain.RegisterSchedule;
import cascade.config.domain.TreeView;
import cascade.config.domain.UpperAuth;
import cascade.config.domain.UpperCatalog;
import cascade.config.domain.UpperKeepalive;
import cascade.config.domain.UpperMedia;
import cascade.config.gateway.Limits;
import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.RtcpMode;
import cascade.config.gateway.SipBinding;
import cascade.config.gateway.SourceCheck;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.SubjectSequence;
import cascade.config.quirk.TcpFraming;
import cascade.config.quirk.UnregisteredKeepalive;
import cascade.config.read.Defaults;
import cascade.config.value.Cidr;
import cascade.config.value.HostPort;
import cascade.config.value.MediaTransport;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    @TempDir
    Path folder;

    @Test
    void readsAFolderOfTheGatewayAndOneFileForEachDomain() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "domains/city.conf", Configs.UPPER);
        Configs.write(folder, "domains/district.conf", Configs.LOWER);
        Configs.write(folder, "domains/district.conf.bak", "not read }");

        GatewayConfig config = Configs.load(folder);

        assertThat(config.uppers()).containsOnlyKeys("city");
        assertThat(config.lowers()).containsOnlyKeys("district");
        assertThat(config.domains().map(DomainConfig::role)).containsExactly(Role.UPPER, Role.LOWER);
    }

    @Test
    void readsASingleFileThatHoldsAll() throws IOException {
        Path file = Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.UPPER + Configs.LOWER);

        GatewayConfig config = Configs.load(file);

        assertThat(config.domains().map(DomainConfig::name)).containsExactly("city", "district");
    }

    @Test
    void givesTheDefaultsThatTheContractStates() throws IOException {
        GatewayConfig config =
                Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.UPPER + Configs.LOWER));

        assertThat(config.userAgent()).isEqualTo("cascade-gateway");
        assertThat(config.dataDir()).isEqualTo(Path.of("var"));
        assertThat(config.admin().bind()).isEqualTo("127.0.0.1");
        assertThat(config.admin().port()).isEqualTo(9180);
        assertThat(config.limits()).isEqualTo(new Limits(2000, 10000, 0));
        assertThat(config.media().maxSlot()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.media().noMediaTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.media().mediaTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.media().streamLinger()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.media().portQuarantine()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.media().rtcp()).isEqualTo(RtcpMode.RELAY);
        assertThat(config.media().sourceCheck()).isEqualTo(SourceCheck.LEARN_ONCE);
        assertThat(config.media().sourceMoveAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.media().maxDatagramBytes()).isEqualTo(1472);
        assertThat(config.media().keyFrameInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.media().tcp())
                .isEqualTo(new MediaConfig.Tcp(
                        Duration.ofSeconds(3),
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        1 << 20,
                        256 << 20));
        assertThat(config.network("city").sip())
                .isEqualTo(new SipBinding("127.0.1.1", 7100, "127.0.1.1", EnumSet.allOf(Transport.class)));

        UpperDomainConfig upper = config.upper("city");
        assertThat(upper.transport()).isEqualTo(Transport.UDP);
        assertThat(upper.localDeviceId()).isEqualTo(config.deviceId());
        assertThat(upper.sipDomain()).isEmpty();
        assertThat(upper.edition()).isEqualTo(Edition.GB2016);
        assertThat(upper.charset()).isEqualTo(Charset.forName("GB2312"));
        assertThat(upper.auth()).isEqualTo(new UpperAuth(config.deviceId(), Optional.empty()));
        assertThat(upper.register())
                .isEqualTo(new RegisterSchedule(
                        Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofSeconds(300), 3, Duration.ZERO));
        assertThat(upper.keepalive()).isEqualTo(new UpperKeepalive(Duration.ofMinutes(1), 3, 8));
        assertThat(upper.catalog()).isEqualTo(new UpperCatalog(4, 1440, 16_384, 8, 256, true));
        assertThat(upper.media())
                .isEqualTo(new UpperMedia(EnumSet.allOf(MediaTransport.class), "127.0.1.1", List.of()));
        assertThat(upper.permissions()).containsExactlyInAnyOrder(Permission.values());
        assertThat(upper.share()).isEmpty();
        assertThat(upper.tree()).isEqualTo(new TreeView.Original());
        assertThat(upper.maxViewers()).isEqualTo(200);

        LowerDomainConfig lower = config.lower("district");
        assertThat(lower.allows(InetAddress.ofLiteral("203.0.113.9"))).isTrue();
        assertThat(lower.auth()).isEqualTo(new LowerAuth(false, Optional.empty()));
        assertThat(lower.register()).isEqualTo(new LowerRegister(Duration.ofMinutes(1), Duration.ofDays(1)));
        assertThat(lower.keepalive()).isEqualTo(new LowerKeepalive(Duration.ofMinutes(3), Duration.ofSeconds(4)));
        assertThat(lower.catalog()).isEqualTo(new LowerCatalog(true, true, Duration.ofHours(1), Duration.ofDays(1)));
        assertThat(lower.mediaTransport()).isEqualTo(MediaTransport.UDP);
        assertThat(lower.mediaNetworks()).isEmpty();
        assertThat(lower.profile().tcpFraming()).isEqualTo(TcpFraming.RFC4571);
        assertThat(lower.profile().keyFrameOnJoin()).isFalse();
        assertThat(lower.maxStreams()).isEqualTo(500);
    }

    @Test
    void readsWhatAnOperatorWritesOverTheDefaults() throws IOException {
        GatewayConfig config = Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.LOWER + """
                gateway.limits.max-bandwidth = 800Mbps
                gateway.sip { t1 = 250ms, max-message = 64KiB }
                domains.city = ${domains.district} {
                  role = upper, network = city, device-id = "37280000002000000001"
                  hosts = ["10.69.80.187:7100", "backup.city.example:7100"]
                  auth { username = gate, password = 00012345678 }
                  edition = 2022, charset = GB18030, sip-domain = "3728000000"
                  media.advertise = "203.0.113.7"
                  permissions = []
                  share = [{ from = district, channels = ["3728*"], except = ["37280600001320000009"] }]
                  tree = flat
                }
                """));

        assertThat(config.limits().maxBandwidthBps()).isEqualTo(800_000_000);
        assertThat(config.sip().t1()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.sip().maxMessageBytes()).isEqualTo(65536);
        UpperDomainConfig upper = config.upper("city");
        assertThat(upper.hosts().getLast()).isEqualTo(new HostPort("backup.city.example", 7100));
        assertThat(upper.auth()).isEqualTo(new UpperAuth("gate", Optional.of(new Secret("00012345678"))));
        assertThat(upper.edition().gbVersion()).isEqualTo("3.0");
        assertThat(upper.charset()).isEqualTo(Charset.forName("GB18030"));
        assertThat(upper.sipDomain()).isEqualTo("3728000000");
        assertThat(upper.media().advertise()).isEqualTo("203.0.113.7");
        assertThat(upper.permissions()).isEmpty();
        assertThat(upper.tree()).isEqualTo(new TreeView.Flat());
        assertThat(upper.share().getFirst().mayInclude("37280600001320000008")).isTrue();
        assertThat(upper.share().getFirst().mayInclude("37280600001320000009")).isFalse();
        assertThat(upper.share().getFirst().mayInclude("47280600001320000008")).isFalse();
    }

    @Test
    void readsThatANetworkHasOnePairOfPortsForAllItsLegs() throws IOException {
        GatewayConfig config = Configs.load(
                Configs.write(folder, "all.conf", Configs.GATEWAY + "gateway.networks.city.media.single-port = true"));

        assertThat(config.network("city").media().singlePort()).isTrue();
        assertThat(config.network("district").media().singlePort()).isFalse();
    }

    @Test
    void readsHowMediaTravelsOverTcpAndWhereToItMayGo() throws IOException {
        GatewayConfig config =
                Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.UPPER + Configs.LOWER + """
                gateway.media {
                  max-datagram = 1400B, key-frame-interval = 0
                  tcp { connect-timeout = 1s, connect-attempts = 5, connect-interval = 2s, accept-timeout = 8s, stall-timeout = 9s, queue = 256KiB, total-queue = 64MiB }
                }
                domains.city.media.networks = ["10.69.80.0/24", "10.69.81.7"]
                domains.district.media.networks = ["192.168.7.0/24"]
                domains.district.profile = wvp
                domains.district.quirks { tcp-framing = interleaved }
                """));

        assertThat(config.media().maxDatagramBytes()).isEqualTo(1400);
        assertThat(config.media().keyFrameInterval()).isZero();
        assertThat(config.media().tcp())
                .isEqualTo(new MediaConfig.Tcp(
                        Duration.ofSeconds(1),
                        5,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        256 << 10,
                        64 << 20));
        assertThat(config.upper("city").media().networks())
                .containsExactly(Cidr.parse("10.69.80.0/24"), Cidr.parse("10.69.81.7"));
        LowerDomainConfig lower = config.lower("district");
        assertThat(lower.mediaNetworks()).containsExactly(Cidr.parse("192.168.7.0/24"));
        assertThat(lower.profile().tcpFraming()).isEqualTo(TcpFraming.INTERLEAVED);
        assertThat(lower.profile().keyFrameOnJoin()).isTrue();
    }

    @Test
    void substitutesAcrossFilesAndFromTheEnvironment() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "domains/city.conf", Configs.UPPER + """
                domains.city.local-device-id = ${gateway.device-id}
                domains.city.auth.password = ${?PATH}
                domains.city.auth.username = ${?NO_SUCH_VARIABLE}
                """);

        UpperAuth auth = Configs.load(folder).upper("city").auth();

        assertThat(auth.username()).isEqualTo("37280600002000000001");
        assertThat(auth.password().map(Secret::value)).contains(System.getenv("PATH"));
    }

    @Test
    void includesFilesBesideTheIncludingOne() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "common.conf", "role = lower, network = district, max-streams = 7");
        Configs.write(folder, "domains/a.conf", """
                domains.a { include required("../common.conf"), device-id = "37280600002000000011" }
                """);
        Configs.write(folder, "domains/b.conf", """
                domains.b { include required("../common.conf"), device-id = "37280600002000000012", max-streams = 8 }
                """);

        GatewayConfig config = Configs.load(folder);

        assertThat(config.lower("a").maxStreams()).isEqualTo(7);
        assertThat(config.lower("b").maxStreams()).isEqualTo(8);
    }

    @Test
    void pointsIntoTheIncludedFileWhereTheMistakeIsThere() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "common.conf", "role = lower\nnetwork = district\nmax-streams = many\n");
        Configs.write(
                folder,
                "domains/a.conf",
                "domains.a { include required(\"../common.conf\"), device-id = \"37280600002000000011\" }\n");

        assertThat(Configs.problems(folder))
                .singleElement()
                .asString()
                .contains("common.conf:3: domains.a.max-streams: \"many\" is not a usable number");
    }

    @Test
    void laysQuirksOverTheProfileOverTheStandard() throws IOException {
        GatewayConfig config = Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.LOWER + """
                domains.district {
                  profile = hikvision-ncg
                  quirks { subject-sequence = ssrc, limit-status = 503 }
                }
                """));

        Profile profile = config.lower("district").profile();
        assertThat(profile.name()).isEqualTo("hikvision-ncg");
        assertThat(profile.subjectSequence()).isEqualTo(SubjectSequence.SSRC);
        assertThat(profile.limitStatus()).isEqualTo(503);
        assertThat(profile.sdpOrigin()).isEqualTo(SdpOrigin.CHANNEL);
        assertThat(profile.sendTrying()).isTrue();
    }

    @Test
    void aKeepaliveRegistersWvpWhichWouldTakeMinutesToRegisterByItself() throws IOException {
        GatewayConfig config = Configs.load(
                Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.LOWER + "domains.district.profile = wvp"));

        assertThat(config.lower("district").profile().unregisteredKeepalive())
                .isEqualTo(UnregisteredKeepalive.REGISTER);
        assertThat(Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.LOWER))
                        .lower("district")
                        .profile()
                        .unregisteredKeepalive())
                .isEqualTo(UnregisteredKeepalive.FORBIDDEN);
    }

    @Test
    void everyProfileCanBeChosen() throws IOException {
        for (String name : Defaults.of(ConfigLoader.reference().root()).profiles()) {
            GatewayConfig config = Configs.load(Configs.write(
                    folder, "all.conf", Configs.GATEWAY + Configs.LOWER + "domains.district.profile = " + name));

            assertThat(config.lower("district").profile().name()).isEqualTo(name);
        }
    }

    @Test
    void aRepeatedLoadGivesAnEqualConfiguration() throws IOException {
        Path file = Configs.write(
                folder,
                "all.conf",
                Configs.GATEWAY + Configs.UPPER + Configs.LOWER + "domains.city.auth.password = secret");

        assertThat(Configs.load(file)).isEqualTo(Configs.load(file));
    }

    @Test
    void showsSecretsNowhere() throws IOException {
        GatewayConfig config = Configs.load(Configs.write(
                folder,
                "all.conf",
                Configs.GATEWAY + Configs.UPPER + Configs.LOWER
                        + "domains.city.auth.password = hunter2\n"
                        + "domains.district.auth { required = true, password = hunter2 }\n"));

        assertThat(config.lower("district").auth().password().map(Secret::value))
                .contains("hunter2");
        assertThat(config.toString()).contains("***").doesNotContain("hunter2");
        assertThat(ConfigSummary.render(config))
                .contains("with a password", "password required")
                .doesNotContain("hunter2");
    }

    @Test
    void saysWhereAMissingConfigurationWasLookedFor() {
        assertThat(Configs.problems(folder.resolve("nowhere")))
                .containsExactly(
                        folder.resolve("nowhere") + ":1: file: does not exist; expected a file that can be read");
    }
}
