package cascade.gateway.assembly.reload;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.ReloadOutcome.Applied;
import cascade.gateway.admin.view.ReloadOutcome.Failed;
import cascade.gateway.admin.view.ReloadOutcome.Refused;
import cascade.gateway.admin.view.ReloadOutcome.Unchanged;
import cascade.monitoring.Meters;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {

    private static final String BASE = """
            gateway {
              device-id = "37280600002000000001"
              networks {
                city     { sip { bind = "127.0.1.1" }, media { ports = "20000-20999" } }
                district { sip { bind = "127.0.1.2" }, media { ports = "30000-30999" } }
              }
            }
            domains.city {
              role = upper, network = city, device-id = "37280000002000000001", hosts = ["127.0.1.10:7100"]
            }
            domains.district { role = lower, network = district, device-id = "37280600002000000002" }
            """;
    private static final String EAST =
            "domains.east { role = lower, network = district, device-id = \"37280600002000000003\" }\n";
    private static final String THIRD = "gateway.networks.third { sip.bind = \"127.0.1.3\" }\n";

    @TempDir
    Path folder;

    private final Meters meters = new Meters();
    private final FakeTarget target = new FakeTarget();
    private String files = BASE;
    private LiveConfig live;
    private Reloader reloader;

    @BeforeEach
    void open() {
        live = new LiveConfig(((LoadResult.Loaded) read()).config());
        reloader = new Reloader(live, () -> Future.succeededFuture(read()), meters.runtime());
        reloader.open(target);
    }

    @AfterEach
    void close() {
        meters.close();
    }

    private LoadResult read() {
        try {
            return ConfigLoader.load(Files.writeString(folder.resolve("all.conf"), files));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Future<ReloadOutcome> reload(String text) {
        files = text;
        return reloader.reload();
    }

    private double counted(String result) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith("cascade_config_reloads_total{result=\"" + result + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void filesThatSayTheSameAreUnchangedAndTouchNothing() {
        assertThat(reload("# a remark\n" + BASE).result()).isEqualTo(new Unchanged(List.of()));
        assertThat(target.touched).isEmpty();
        assertThat(counted("unchanged")).isEqualTo(1);
    }

    @Test
    void aConfigurationWithProblemsIsRefusedAsAWholeAndTouchesNothing() {
        GatewayConfig before = live.get();

        var refused = (Refused)
                reload(BASE + EAST + "domains.city.max-viewers = many").result();

        assertThat(refused.problems()).singleElement().asString().contains("all.conf:13: domains.city.max-viewers");
        assertThat(target.touched).isEmpty();
        assertThat(live.get()).isSameAs(before);
        assertThat(counted("refused")).isEqualTo(1);
    }

    @Test
    void appliesWhatChangedAndNamesIt() {
        List<GatewayConfig> told = new ArrayList<>();
        reloader.addListener(told::add);

        ReloadOutcome outcome = reload(BASE + EAST + "gateway.limits.max-streams = 7\ndomains.city.max-viewers = 3\n")
                .result();

        assertThat(outcome)
                .isEqualTo(new Applied(
                        List.of("gateway.limits.max-streams", "domains.city.max-viewers", "domains.east"), List.of()));
        assertThat(target.touched).containsExactly("settings", "change city", "add east");
        assertThat(live.get().limits().maxStreams()).isEqualTo(7);
        assertThat(told).containsExactly(live.get());
        assertThat(counted("applied")).isEqualTo(1);
    }

    @Test
    void whatNeedsARestartIsNamedAndKeepsItsValueWhileTheRestIsApplied() {
        String next =
                BASE + "gateway.media.loops = 3\ngateway.networks.city.sip.port = 7200\ndomains.city.max-viewers = 3\n";

        ReloadOutcome outcome = reload(next).result();
        ReloadOutcome again = reload(next).result();
        ReloadOutcome back = reload(BASE).result();

        List<String> pending = List.of("gateway.media.loops", "gateway.networks.city.sip.port");
        assertThat(outcome).isEqualTo(new Applied(List.of("domains.city.max-viewers"), pending));
        assertThat(again).isEqualTo(new Unchanged(pending));
        assertThat(back).isEqualTo(new Applied(List.of("domains.city.max-viewers"), List.of()));
        assertThat(live.get().media().loops()).isZero();
        assertThat(live.get().network("city").sip().port()).isEqualTo(7100);
    }

    @Test
    void whatOnlyARestartTakesOverIsUnchangedAndNotAppliedWithoutAChange() {
        String next = BASE + "gateway.media.loops = 3\n";

        assertThat(reload(next).result()).isEqualTo(new Unchanged(List.of("gateway.media.loops")));
        assertThat(reload(BASE).result()).isEqualTo(new Unchanged(List.of()));
        assertThat(target.touched).isEmpty();
        assertThat(counted("applied")).isZero();
    }

    @Test
    void aFaultAmidAReloadIsToldWithWhatIsInForceAndTheRestFollows() {
        target.faulty.add("city");

        ReloadOutcome outcome =
                reload(BASE + EAST + "domains.city.max-viewers = 3\n").result();

        assertThat(outcome)
                .isEqualTo(new Failed(
                        List.of("domains.city.max-viewers", "domains.east"),
                        List.of(),
                        List.of("domains.city.max-viewers: java.lang.IllegalStateException: a fault of ours")));
        assertThat(target.touched).containsExactly("change city", "add east");
        assertThat(live.get().upper("city").maxViewers()).isEqualTo(3);
        assertThat(counted("failed")).isEqualTo(1);
        assertThat(counted("refused")).isZero();
    }

    @Test
    void answersWhenARemovedDomainHasLeftAndChangesTheOthersBefore() {
        reload(BASE + EAST);
        target.touched.clear();

        Future<ReloadOutcome> outcome = reload(BASE + "domains.city.max-viewers = 3\n");

        assertThat(target.touched).containsExactly("remove east", "change city");
        assertThat(outcome.isComplete()).isFalse();
        target.leaving.get("east").fail("no answer");
        assertThat(outcome.result())
                .isEqualTo(new Applied(List.of("domains.east", "domains.city.max-viewers"), List.of()));
    }

    @Test
    void domainsThatSwapTheirIdsBothLeaveBeforeEitherComes() {
        reload(BASE + EAST);
        target.touched.clear();

        reload((BASE + EAST)
                .replace("37280600002000000002", "x")
                .replace("37280600002000000003", "37280600002000000002")
                .replace("\"x\"", "\"37280600002000000003\""));

        assertThat(target.touched).containsExactly("remove district", "remove east", "add district", "add east");
    }

    @Test
    void aNewNetworkIsBoundBeforeAnythingElseHappens() {
        ReloadOutcome outcome =
                reload(BASE + THIRD + EAST.replace("district", "third")).result();

        assertThat(outcome).isEqualTo(new Applied(List.of("gateway.networks.third", "domains.east"), List.of()));
        assertThat(target.touched).containsExactly("bind third", "add east");
    }

    @Test
    void networksThatCannotAllBeBoundAreUnboundAgainAndTheConfigurationIsRefused() {
        GatewayConfig before = live.get();
        target.taken.add("third");
        String next = BASE + THIRD + THIRD.replace("third", "fourth").replace("127.0.1.3", "127.0.1.4") + EAST;

        ReloadOutcome outcome = reload(next).result();
        assertThat(outcome).isEqualTo(new Refused(List.of("gateway.networks.third: 127.0.1.3 is taken")));
        assertThat(target.touched).containsExactly("bind fourth", "bind third", "unbind fourth");
        assertThat(live.get()).isSameAs(before);

        target.taken.clear();
        assertThat(reload(next).result()).isInstanceOf(Applied.class);
    }
}
