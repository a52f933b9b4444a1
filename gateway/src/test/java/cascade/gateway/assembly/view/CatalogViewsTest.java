package cascade.gateway.assembly.view;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.admin.view.VisibilityView;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.Domains;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.sip.RecordingObserver;
import cascade.gateway.store.NoStore;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.ControlLoop;
import cascade.monitoring.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API shows of catalogs that were collected: pages of channels, and which upper sees them. */
class CatalogViewsTest {

    private static final String CAMERA = "37280600001310000001";
    private static final String CONFIG = """
            gateway { device-id = "37280601002000000001", networks.n.sip.bind = "127.0.0.1" }
            domains.city {
              role = upper, network = n, device-id = "37280000002000000000", hosts = ["127.0.0.1:7100"]
              share = [{ from = east }, { from = west }], map = { "37280700001310000001" = "37280000001310000007" }
            }
            domains.province {
              role = upper, network = n, device-id = "37000000002000000000", hosts = ["127.0.0.1:7101"]
              share = [{ from = west, channels = ["37280700001310000099"] }]
            }
            domains.east { role = lower, network = n, device-id = "37280600002000000001" }
            domains.west { role = lower, network = n, device-id = "37280700002000000001" }
            """;

    private final ControlLoop loop = new ControlLoop();
    private final Meters meters = new Meters();
    private final RecordingObserver observer = new RecordingObserver();
    private Domains domains;
    private Catalogs catalogs;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), CONFIG);
        GatewayConfig config = ((LoadResult.Loaded) ConfigLoader.load(folder)).config();
        domains = loop.call(() -> new Domains(config, loop.vertx(), meters.domains(), observer, NoStore.INSTANCE));
        catalogs = loop.call(() -> new Catalogs(
                () -> config,
                loop.vertx(),
                domains,
                new NotServed(observer, System::nanoTime),
                meters.catalog(),
                meters.subscriptions(),
                observer,
                KeptSubscriptions.none()));
    }

    @AfterEach
    void close() {
        loop.close();
        meters.close();
    }

    @Test
    void looksThroughACatalogOfManyTurnsForAPage() {
        int all = 2 * ChannelViews.CHANNELS_PER_TURN + 5;
        loop.run(() -> {
            catalogs.tree().merge("east", cameras(all));
            catalogs.tree()
                    .merge(
                            "west",
                            List.of(
                                    node("3728").build(),
                                    camera("37280700001310000001").build()));
        });

        await().until(() -> !loop.call(() -> catalogs.view("city").isBehind()));

        ChannelPage page = page(new ChannelQuery(Optional.empty(), "", all - 2, 10));
        assertThat(page.total()).isEqualTo(all + 1);
        assertThat(page.channels())
                .extracting(ChannelView::id)
                .containsExactly(
                        "3728060000131%07d".formatted(all - 1),
                        "3728060000131%07d".formatted(all),
                        "37280700001310000001");

        assertThat(page(new ChannelQuery(Optional.of("west"), "", 0, 10)).total())
                .isEqualTo(1);
        assertThat(page(new ChannelQuery(Optional.of("city"), "37280000001310000007", 0, 10))
                        .channels())
                .singleElement()
                .satisfies(channel -> assertThat(channel.exports())
                        .containsExactly(new ChannelView.Export("city", "37280000001310000007")));
        assertThat(page(new ChannelQuery(Optional.of("province"), "", 0, 10)).total())
                .isZero();
    }

    @Test
    void tellsOfAnIdThatTwoLowersHaveWhoHoldsIt() {
        loop.run(() -> {
            catalogs.tree().merge("east", cameras(1));
            catalogs.tree().merge("west", cameras(1));
        });

        VisibilityView view = visibility(CAMERA).orElseThrow();

        assertThat(view.channels()).extracting(VisibilityView.Channel::domain).containsExactly("east", "west");
        assertThat(codes(view)).containsExactly("shared", "no-rule", "conflict", "no-rule");
        assertThat(view.channels().getLast().uppers().getFirst().reason()).contains("east/" + CAMERA);
    }

    @Test
    void findsAChannelByTheIdOfEitherSide() {
        loop.run(() -> catalogs.tree()
                .merge("west", List.of(camera("37280700001310000001").build())));

        assertThat(codes(visibility("37280000001310000007").orElseThrow())).containsExactly("shared", "no-rule");
        assertThat(codes(visibility("37280700001310000001").orElseThrow())).containsExactly("mapped", "no-rule");
    }

    @Test
    void tellsThatALowerHasNotToldOfWhatAShareNames() {
        VisibilityView view = visibility("37280700001310000099").orElseThrow();

        assertThat(codes(view)).containsExactly("not-in-catalog", "not-in-catalog");
        assertThat(view.channels().getFirst().online()).isEmpty();
    }

    @Test
    void knowsNothingOfAnIdThatNobodyNames() {
        assertThat(visibility(CAMERA)).isEmpty();
        assertThat(visibility("no id")).isEmpty();
    }

    private ChannelPage page(ChannelQuery query) {
        return loop.await(() -> ChannelViews.page(catalogs, domains, query));
    }

    private Optional<VisibilityView> visibility(String id) {
        return loop.call(() -> VisibilityViews.of(catalogs, domains, id));
    }

    private static List<String> codes(VisibilityView view) {
        return view.channels().stream()
                .flatMap(channel -> channel.uppers().stream())
                .map(VisibilityView.Upper::code)
                .toList();
    }

    private static List<CatalogItem> cameras(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        number -> camera("3728060000131%07d".formatted(number)).build())
                .toList();
    }
}
