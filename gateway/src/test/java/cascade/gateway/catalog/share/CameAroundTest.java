package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogConfigs.GATEWAY_ID;
import static cascade.gateway.catalog.CatalogConfigs.all;
import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Channels that come back to us, or to the upper, in the catalog of a lower: over however many gateways, they are not shown. */
class CameAroundTest {

    private static final String LOWER = "37280600002000000009";
    private static final String THIRD = "37280700002000000009";
    private static final String MINE = "37280600001310000001";
    private static final String THEIRS = "37280700001310000001";

    private final ChannelTree tree = new ChannelTree(1000);
    private final Map<String, LowerDomainConfig> lowers =
            Map.of("a", CatalogConfigs.lower("a", LOWER).build());
    private final UpperDomainConfig upper = CatalogConfigs.upper(all("a")).build();

    private ShareView view(CatalogItem... items) {
        tree.online("a", true);
        tree.replace("a", List.of(items));
        return new ShareView(upper, lowers, tree, platform(), problem -> {});
    }

    private static CatalogItem item(String id, String... parents) {
        return new DeviceId(id).nodeKind() == cascade.gateway.gb.NodeKind.DEVICE
                ? camera(id, parents).build()
                : node(id, parents).build();
    }

    private static Visibility of(ShareView view, String original) {
        return view.visibility(new ChannelRef("a", id(original)));
    }

    @Test
    void whatHangsBelowOurOwnPlatformInALowersCatalogCameFromUs() {
        ShareView view = view(
                item(LOWER), item(THIRD, LOWER), item(GATEWAY_ID, THIRD), item(MINE, GATEWAY_ID), item(THEIRS, THIRD));

        assertThat(view.find(id(MINE))).isEmpty();
        assertThat(of(view, MINE)).isEqualTo(new Visibility.CameAround("a", id(GATEWAY_ID)));
        assertThat(view.find(id(THEIRS))).isPresent();
        assertThat(view.isReachable(new ChannelRef("a", id(MINE)))).isFalse();
    }

    @Test
    void whatHangsBelowTheUppersPlatformCameFromThere() {
        ShareView view = view(item(LOWER), item(upper.deviceId(), LOWER), item(MINE, upper.deviceId()));

        assertThat(view.find(id(MINE))).isEmpty();
    }

    @Test
    void aServerThatALowerListsAtTheTopOfItsCatalogHidesNothing() {
        ShareView view = view(item(GATEWAY_ID), item(MINE, GATEWAY_ID));

        assertThat(view.find(id(MINE))).isPresent();
    }

    @Test
    void aParentThatIsOurIdAndIsListedNowhereHidesNothing() {
        ShareView view = view(item(LOWER), item(MINE, GATEWAY_ID));

        assertThat(view.find(id(MINE))).isPresent();
    }

    @Test
    void theOrderInWhichTheItemsComeDoesNotMatter() {
        ShareView view = view(item(LOWER));
        tree.addListener(view::treeChanged);
        tree.merge("a", List.of(item(MINE, GATEWAY_ID)));
        assertThat(view.find(id(MINE))).isPresent();

        tree.merge("a", List.of(item(GATEWAY_ID, THIRD)));
        tree.merge("a", List.of(item(THIRD, LOWER)));

        assertThat(view.find(id(MINE))).isEmpty();
    }
}
