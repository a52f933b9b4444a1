package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogConfigs.GATEWAY_ID;
import static cascade.gateway.catalog.CatalogConfigs.all;
import static cascade.gateway.catalog.CatalogConfigs.some;
import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.ids;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogItems.node;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.domain.TreeView;
import cascade.config.domain.UpperCatalog;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cameras that say by their civil code alone where they are, as WVP's are that stand in a region. */
@FieldReport("wvp 5")
class CivilCodeParentTest {

    private static final String LOWER = "37280600002000000001";
    private static final String COUNTY = "372806";
    private static final String TOWN = "37280601";
    private static final String CAMERA = "37280600001310000001";
    private static final String OTHER = "37280600001310000002";

    private final ChannelTree tree = new ChannelTree(1000);

    CivilCodeParentTest() {
        tree.online("a", true);
    }

    private static CatalogItem in(String civilCode, String camera) {
        return camera(camera).civilCode(civilCode).build();
    }

    private ShareView view(CatalogConfigs.Upper upper) {
        var lowers = Map.of("a", CatalogConfigs.lower("a", LOWER).build());
        var view = new ShareView(upper.build(), lowers, tree, platform(), problem -> {});
        tree.addListener(view::treeChanged);
        return view;
    }

    private static List<DeviceId> parents(ShareView view, String camera) {
        return view.snapshot().items().stream()
                .filter(item -> item.deviceId().value().equals(camera))
                .findFirst()
                .orElseThrow()
                .parentIds();
    }

    @Test
    void hangBelowTheirRegionWhereItIsInTheSameCatalog() {
        tree.replace(
                "a",
                List.of(in(COUNTY, CAMERA), node(LOWER).build(), node(COUNTY).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(parents(view, CAMERA)).isEqualTo(ids(COUNTY));
        assertThat(idsOf(view.snapshot().items()))
                .as("the region comes first")
                .containsExactly(GATEWAY_ID, COUNTY, LOWER, CAMERA);
    }

    @Test
    void hangBelowThePlatformWhereTheUpperWantsThemThere() {
        tree.replace(
                "a",
                List.of(in(COUNTY, CAMERA), node(LOWER).build(), node(COUNTY).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")).catalog(new UpperCatalog(4, 1300, 16_384, 8, 256, false)));

        assertThat(parents(view, CAMERA)).isEqualTo(ids(LOWER));
    }

    @Test
    void hangBelowTheSmallestRegionThatIsThere() {
        tree.replace("a", List.of(node(COUNTY).build(), node(TOWN).build(), in(TOWN, CAMERA), in("3728069900", OTHER)));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(parents(view, CAMERA)).isEqualTo(ids(TOWN));
        assertThat(parents(view, OTHER)).isEqualTo(ids(COUNTY));
    }

    @Test
    void hangBelowTheirPlatformWhereTheRegionIsNotShown() {
        tree.replace("a", List.of(node(LOWER).build(), node(COUNTY).build(), in(COUNTY, CAMERA)));

        assertThat(parents(view(CatalogConfigs.upper(some("a", List.of(), List.of(COUNTY)))), CAMERA))
                .isEqualTo(ids(LOWER));
        assertThat(parents(view(CatalogConfigs.upper(all("a")).tree(new TreeView.Flat())), CAMERA))
                .isEqualTo(ids(GATEWAY_ID));
    }

    @Test
    void keepTheParentThatTheyName() {
        tree.replace(
                "a",
                List.of(
                        node(LOWER).build(),
                        node(COUNTY).build(),
                        camera(CAMERA, LOWER).civilCode(COUNTY).build()));

        assertThat(parents(view(CatalogConfigs.upper(all("a"))), CAMERA)).isEqualTo(ids(LOWER));
    }

    @Test
    void moveWithTheirRegionThatComesAndGoes() {
        tree.replace("a", List.of(node(LOWER).build(), in(COUNTY, CAMERA)));
        ShareView view = view(CatalogConfigs.upper(all("a")));
        assertThat(parents(view, CAMERA)).isEqualTo(ids(LOWER));

        tree.apply("a", List.of(node(COUNTY).event(CatalogEvent.ADD).build()));
        assertThat(parents(view, CAMERA)).isEqualTo(ids(COUNTY));

        tree.apply("a", List.of(in(COUNTY, OTHER)));
        assertThat(parents(view, OTHER)).as("one that is added alone").isEqualTo(ids(COUNTY));

        tree.apply("a", List.of(CatalogItem.of(id(COUNTY), CatalogEvent.DEL)));
        assertThat(parents(view, CAMERA)).isEqualTo(ids(LOWER));
    }
}
