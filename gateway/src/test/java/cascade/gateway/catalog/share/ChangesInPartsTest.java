package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of a whole lower, which are told and taken in parts so that none holds the loop. */
class ChangesInPartsTest {

    private static final String LOWER = "37280600002000000001";
    private static final String RECORDER = "37280600001180000001";
    private static final String GATEWAY_ID = CatalogConfigs.GATEWAY_ID;
    private static final int CAMERAS = 10;

    private final ChannelTree tree = new ChannelTree(1000);
    private final ShareView view;

    ChangesInPartsTest() {
        var items = new ArrayList<CatalogItem>();
        items.add(camera(RECORDER).build());
        IntStream.range(0, CAMERAS)
                .forEach(i -> items.add(camera(cameraId(i), RECORDER).build()));
        tree.online("a", true);
        tree.replace("a", items);
        var lowers = Map.of("a", CatalogConfigs.lower("a", LOWER).build());
        view = new ShareView(
                CatalogConfigs.upper(CatalogConfigs.all("a")).build(), lowers, tree, platform(), problem -> {});
        tree.addListener(view::treeChanged);
    }

    private static String cameraId(int index) {
        return "3728060000131000000" + index;
    }

    private List<SharedChange> takenInParts(int most, DeviceId scope) {
        var taken = new ArrayList<SharedChange>();
        do {
            List<SharedChange> part = view.takeChanges(most).below(scope);
            assertThat(part).hasSizeLessThanOrEqualTo(most);
            taken.addAll(part);
        } while (view.hasChanges());
        return taken;
    }

    @Test
    void aLowerThatGoesIsOffAtOnceAndItsChannelsAreToldInParts() {
        List<DeviceId> ids = tree.switchTo("a", false);

        assertThat(tree.find(new ChannelRef("a", id(cameraId(9)))).orElseThrow().state())
                .isEqualTo(ChannelState.OFF);
        assertThat(view.hasChanges()).isFalse();

        tree.tellSwitched("a", ids.subList(0, 4));
        tree.tellSwitched("a", ids.subList(4, ids.size()));

        assertThat(takenInParts(3, id(GATEWAY_ID)))
                .hasSize(CAMERAS + 1)
                .allMatch(change -> change.event() == CatalogEvent.OFF)
                .doesNotHaveDuplicates();
    }

    @Test
    void aLowerThatComesBackWhileItsGoingIsToldCostsNothing() {
        List<DeviceId> ids = tree.switchTo("a", false);
        tree.tellSwitched("a", ids.subList(0, 4));

        tree.tellSwitched("a", tree.switchTo("a", true));

        assertThat(takenInParts(3, id(GATEWAY_ID))).isEmpty();
        assertThat(view.snapshot().items()).allMatch(CatalogItem::isOn);
    }

    @Test
    void whatHungBelowADeletedNodeIsToldToWhoWatchesThatNode() {
        tree.replace("a", List.of());

        assertThat(takenInParts(1, id(RECORDER)))
                .hasSize(CAMERAS + 1)
                .allMatch(change -> change.event() == CatalogEvent.DEL);
    }

    @Test
    void aRecorderWithCamerasThatIsRenamedIsOneChange() {
        tree.apply(
                "a",
                List.of(camera(RECORDER)
                        .name("another")
                        .event(CatalogEvent.UPDATE)
                        .build()));

        assertThat(takenInParts(3, id(GATEWAY_ID)))
                .singleElement()
                .satisfies(change -> assertThat(change.event()).isEqualTo(CatalogEvent.UPDATE))
                .satisfies(change -> assertThat(change.item().name()).contains("another"));
    }
}
