package cascade.gateway.catalog.tree;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTreeTest {

    private static final String ONE = "37280601001320000001";
    private static final String TWO = "37280601001320000002";
    private static final String GROUP = "37280601002150000001";

    private final ChannelTree tree = new ChannelTree(100);
    private final List<CatalogChange> heard = new ArrayList<>();

    ChannelTreeTest() {
        tree.online("a", true);
        tree.online("b", true);
        tree.addListener((lower, changes) -> heard.addAll(changes));
    }

    @Test
    void keepsOneIdOfTwoDomainsApart() {
        tree.replace("a", List.of(camera(ONE).name("gate").build()));
        tree.replace("b", List.of(camera(ONE).name("yard").build()));

        assertThat(tree.find(new ChannelRef("a", id(ONE))).orElseThrow().item().name())
                .contains("gate");
        assertThat(tree.find(new ChannelRef("b", id(ONE))).orElseThrow().item().name())
                .contains("yard");

        tree.replace("a", List.of());

        assertThat(tree.find(new ChannelRef("a", id(ONE)))).isEmpty();
        assertThat(tree.find(new ChannelRef("b", id(ONE)))).isPresent();
    }

    @Test
    void tellsWhatANewCatalogAddsChangesAndDeletes() {
        tree.replace("a", List.of(camera(ONE).build(), camera(TWO).build()));
        heard.clear();

        tree.replace(
                "a", List.of(camera(TWO).name("renamed").build(), node(GROUP).build()));

        assertThat(heard).hasSize(3);
        assertThat(heard.get(0))
                .isInstanceOfSatisfying(
                        CatalogChange.Deleted.class,
                        gone -> assertThat(gone.ref().originalId()).isEqualTo(id(ONE)));
        assertThat(heard.get(1)).isInstanceOfSatisfying(CatalogChange.Updated.class, changed -> {
            assertThat(changed.before().item().name()).contains("Camera " + TWO);
            assertThat(changed.now().item().name()).contains("renamed");
        });
        assertThat(heard.get(2))
                .isInstanceOfSatisfying(
                        CatalogChange.Added.class,
                        added -> assertThat(added.ref().originalId()).isEqualTo(id(GROUP)));
    }

    @Test
    void tellsNothingOfTheSameCatalogAgain() {
        tree.replace("a", List.of(camera(ONE).build(), camera(TWO).build()));
        heard.clear();

        TreeUpdate update =
                tree.replace("a", List.of(camera(TWO).build(), camera(ONE).build()));

        assertThat(update.changes()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void mergesAPartWithoutDeletingTheRest() {
        tree.replace("a", List.of(camera(ONE).build()));

        tree.merge("a", List.of(camera(TWO).build()));

        assertThat(tree.nodes("a")).extracting(node -> node.ref().originalId()).containsExactly(id(ONE), id(TWO));
    }

    @Test
    void turnsChannelsOffWithTheirDomainAndBackAsTheyWere() {
        tree.replace(
                "a",
                List.of(
                        camera(ONE).build(),
                        camera(TWO).status("OFF").build(),
                        node(GROUP).build()));
        heard.clear();

        tree.online("a", false);

        assertThat(state(ONE)).isEqualTo(ChannelState.OFF);
        assertThat(state(GROUP)).isEqualTo(ChannelState.ON);
        assertThat(tree.nodes("a")).hasSize(3);
        assertThat(heard).singleElement().isInstanceOfSatisfying(CatalogChange.StateChanged.class, change -> {
            assertThat(change.ref().originalId()).isEqualTo(id(ONE));
            assertThat(change.now().state()).isEqualTo(ChannelState.OFF);
        });

        tree.online("a", true);

        assertThat(state(ONE)).isEqualTo(ChannelState.ON);
        assertThat(state(TWO)).isEqualTo(ChannelState.OFF);
    }

    @Test
    void doesWhatEachNotifiedEventSays() {
        tree.replace("a", List.of(camera(ONE).build()));

        tree.apply(
                "a",
                List.of(
                        CatalogItem.of(id(ONE), CatalogEvent.VLOST),
                        camera(TWO).event(CatalogEvent.ADD).status("OFF").build(),
                        CatalogItem.of(id(TWO), CatalogEvent.ON)));

        assertThat(state(ONE)).isEqualTo(ChannelState.VLOST);
        assertThat(state(TWO)).isEqualTo(ChannelState.ON);

        tree.apply(
                "a",
                List.of(
                        CatalogItem.of(id(ONE), CatalogEvent.DEL),
                        camera(TWO).event(CatalogEvent.UPDATE).name("renamed").build()));

        assertThat(tree.find(new ChannelRef("a", id(ONE)))).isEmpty();
        assertThat(tree.find(new ChannelRef("a", id(TWO))).orElseThrow().item().name())
                .contains("renamed");
        assertThat(tree.find(new ChannelRef("a", id(TWO))).orElseThrow().item().event())
                .isEmpty();
    }

    @Test
    void takesANotifiedItemWithoutEventForAFullItem() {
        tree.apply("a", List.of(camera(ONE).build()));

        assertThat(state(ONE)).isEqualTo(ChannelState.ON);
    }

    @Test
    void keepsAFinerStateThatAFullItemDoesNotContradict() {
        tree.replace("a", List.of(camera(ONE).build()));
        tree.apply("a", List.of(CatalogItem.of(id(ONE), CatalogEvent.DEFECT)));

        tree.replace("a", List.of(camera(ONE).status("OFF").build()));
        assertThat(state(ONE)).isEqualTo(ChannelState.DEFECT);

        tree.replace("a", List.of(camera(ONE).status(null).build()));
        assertThat(state(ONE)).isEqualTo(ChannelState.DEFECT);

        tree.replace("a", List.of(camera(ONE).status("ON").build()));
        assertThat(state(ONE)).isEqualTo(ChannelState.ON);
    }

    @Test
    void countsReportsOnChannelsThatItDoesNotKnow() {
        TreeUpdate update = tree.apply(
                "a", List.of(CatalogItem.of(id(ONE), CatalogEvent.ON), CatalogItem.of(id(TWO), CatalogEvent.DEL)));

        assertThat(update.unknown()).isEqualTo(1);
        assertThat(update.changes()).isEmpty();
    }

    @Test
    void refusesItemsBeyondTheLimitOfOneDomain() {
        var small = new ChannelTree(1);

        TreeUpdate update =
                small.replace("a", List.of(camera(ONE).build(), camera(TWO).build()));

        assertThat(update.refused()).isEqualTo(1);
        assertThat(small.nodes("a")).hasSize(1);
        assertThat(small.merge("b", List.of(camera(TWO).build())).refused()).isZero();
        assertThat(small.merge("a", List.of(camera(ONE).name("renamed").build()))
                        .refused())
                .isZero();
    }

    @Test
    void countsDevicesByWhetherTheyCanBeUsed() {
        tree.replace(
                "a",
                List.of(
                        camera(ONE).build(),
                        camera(TWO).status("OFF").build(),
                        node(GROUP).build()));
        assertThat(tree.devicesOn("a")).isEqualTo(1);
        assertThat(tree.devicesOff("a")).isEqualTo(1);

        tree.apply("a", List.of(CatalogItem.of(id(TWO), CatalogEvent.ON)));
        assertThat(tree.devicesOn("a")).isEqualTo(2);

        tree.online("a", false);
        assertThat(tree.devicesOn("a")).isZero();
        assertThat(tree.devicesOff("a")).isEqualTo(2);

        tree.remove("a");
        assertThat(tree.devicesOff("a")).isZero();
        assertThat(tree.lowers()).doesNotContain("a");
    }

    private ChannelState state(String channel) {
        return tree.find(new ChannelRef("a", id(channel))).orElseThrow().state();
    }
}
