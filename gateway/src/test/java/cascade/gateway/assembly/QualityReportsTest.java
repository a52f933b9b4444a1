package cascade.gateway.assembly;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.gateway.catalog.quality.LowerQuality;
import cascade.gateway.catalog.quality.QualityReport;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityReportsTest {

    private static final String CONFIG = """
            gateway { device-id = "37280601002000000001", networks.n.sip.bind = "127.0.0.1" }
            domains.city {
              role = upper, network = n, device-id = "37280000002000000000", hosts = ["127.0.0.1:7100"]
              charset = UTF-8, share = [{ from = east }]
            }
            domains.east { role = lower, network = n, device-id = "37280600002000000001" }
            domains.west { role = lower, network = n, device-id = "37280700002000000001" }
            """;

    private final ControlLoop loop = new ControlLoop();
    private final FakeTime time = new FakeTime();
    private final Meters meters = new Meters();
    private final ChannelTree tree = new ChannelTree(100_000);
    private GatewayConfig config;
    private QualityReports reports;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), CONFIG);
        config = ((LoadResult.Loaded) ConfigLoader.load(folder)).config();
        reports = loop.call(() -> new QualityReports(loop.context(), time, () -> config, tree, meters.catalog()));
    }

    @AfterEach
    void close() {
        loop.close();
        meters.close();
    }

    @Test
    void judgesACatalogOfManyTurnsWhole() {
        loop.run(() -> tree.merge("east", cameras(2_500)));

        LowerQuality east = report().lowers().getFirst();

        assertThat(east.lower()).isEqualTo("east");
        assertThat(east.devices()).isEqualTo(2_500);
        assertThat(east.finding(QualityRule.POSITION_MISSING).count()).isEqualTo(2_500);
    }

    /** A chain of futures as long as there are lowers overflowed the stack of the control loop, and ended it. */
    @Test
    void judgesMoreLowersThanAStackHasRoomForFutures() {
        config = ConfigText.load(CONFIG
                + IntStream.range(0, 3_000)
                        .mapToObj(
                                "domains.l%1$d { role = lower, network = n, device-id = \"38%1$04d00002000000001\" }"
                                        ::formatted)
                        .collect(Collectors.joining("\n")));

        assertThat(report().lowers()).hasSize(3_002);
    }

    @Test
    void takesALowersAndOurOwnIdForParentsThatAreThere() {
        loop.run(() -> tree.merge(
                "east",
                List.of(
                        camera("37280600001310000001", "37280600002000000001").build(),
                        camera("37280600001310000002", "37280601002000000001").build(),
                        camera("37280600001310000003", "37280600002000000009").build())));

        assertThat(report().lowers()
                        .getFirst()
                        .finding(QualityRule.PARENT_UNKNOWN)
                        .examples())
                .containsExactly("37280600001310000003");
    }

    @Test
    void asksForNamesThatTheUppersOfALowerCanReadElseForThoseOfTheSmallestCharset() {
        loop.run(() -> {
            tree.merge("east", List.of(camera("37280600001310000001").name("東").build()));
            tree.merge("west", List.of(camera("37280700001310000001").name("東").build()));
        });

        assertThat(report().lowers())
                .extracting(
                        lower -> lower.finding(QualityRule.NAME_NOT_ENCODABLE).count())
                .containsExactly(0, 1);
    }

    @Test
    void findsAnIdThatBothLowersHave() {
        loop.run(() -> {
            tree.merge("east", cameras(2));
            tree.merge("west", cameras(1));
        });

        assertThat(report().lowers())
                .extracting(
                        lower -> lower.finding(QualityRule.ID_UNDER_TWO_LOWERS).count())
                .containsExactly(1, 1);
    }

    @Test
    void keepsAReportForItsIntervalAndMakesTheNextOnlyWhereSomethingChanged() {
        loop.run(() -> tree.merge("east", cameras(3)));
        QualityReport first = report();
        loop.run(() ->
                tree.apply("east", List.of(CatalogItem.of(cameras(1).getFirst().deviceId(), CatalogEvent.DEL))));
        assertThat(report()).isSameAs(first);

        loop.run(() -> time.pass(config.catalog().qualityInterval()));
        loop.await(() -> reports.idle());
        QualityReport second = report();
        assertThat(second.lowers().getFirst().devices()).isEqualTo(2);

        loop.run(() -> time.pass(config.catalog().qualityInterval()));
        loop.await(() -> reports.idle());
        assertThat(report()).isSameAs(second);
    }

    @Test
    void showsEachRuleAsAMetric() {
        loop.run(() -> tree.merge("east", cameras(3)));

        report();

        assertThat(meters.scrape())
                .contains("cascade_catalog_quality{domain=\"east\",rule=\"position-missing\"} 3.0")
                .contains("cascade_catalog_quality{domain=\"west\",rule=\"name-empty\"} 0.0");
    }

    private QualityReport report() {
        return loop.await(reports::report);
    }

    private static List<CatalogItem> cameras(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        number -> camera("37280600001310%06d".formatted(number)).build())
                .toList();
    }
}
