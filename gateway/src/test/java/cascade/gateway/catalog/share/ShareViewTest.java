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

import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.domain.TreeView;
import cascade.config.value.ChannelPattern;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.share.part.ShareProblem;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShareViewTest {

    private static final String LOWER_A = "37280600002000000001";
    private static final String LOWER_B = "37280700002000000001";
    private static final String GROUP = "37280600002150000001";
    private static final String ORG = "37280600002160000001";
    private static final String SUB_ORG = "37280600002160000002";
    private static final String RECORDER = "37280600001180000001";
    private static final String CAMERA = "37280600001310000001";
    private static final String CAMERA_2 = "37280600001310000002";
    private static final String OTHER = "37280700001310000001";
    private static final String EXPORTED = "37280000001320000001";

    private final ChannelTree tree = new ChannelTree(1000);
    private final List<ShareProblem> problems = new ArrayList<>();
    private final Map<String, LowerDomainConfig> lowers = Map.of(
            "a", CatalogConfigs.lower("a", LOWER_A).build(),
            "b", CatalogConfigs.lower("b", LOWER_B).build());

    ShareViewTest() {
        tree.online("a", true);
        tree.online("b", true);
    }

    @Test
    void showsOurPlatformFirstAndWithoutParent() {
        List<CatalogItem> items =
                view(CatalogConfigs.upper(all("a"))).snapshot().items();

        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.deviceId()).isEqualTo(id(GATEWAY_ID));
            assertThat(item.parentIds()).isEmpty();
        });
    }

    @Test
    void hangsALowerPlatformBelowOursAndKeepsWhatIsBelowIt() {
        tree.replace(
                "a",
                List.of(
                        node(LOWER_A).build(),
                        node(GROUP, LOWER_A).build(),
                        node(ORG).businessGroupId(id(GROUP)).build(),
                        camera(CAMERA, LOWER_A, ORG).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(parents(view, LOWER_A)).isEqualTo(ids(GATEWAY_ID));
        assertThat(parents(view, GROUP)).isEqualTo(ids(LOWER_A));
        assertThat(parents(view, ORG)).isEmpty();
        assertThat(item(view, ORG).businessGroupId()).contains(id(GROUP));
        assertThat(parents(view, CAMERA)).isEqualTo(ids(LOWER_A, ORG));
    }

    @Test
    void standsInForALowerPlatformThatIsNotShown() {
        tree.replace(
                "a",
                List.of(
                        node(ORG, LOWER_A).build(),
                        camera(CAMERA, LOWER_A, ORG).build(),
                        camera(CAMERA_2).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(parents(view, ORG)).isEqualTo(ids(GATEWAY_ID));
        assertThat(parents(view, CAMERA)).isEqualTo(ids(GATEWAY_ID, ORG));
        assertThat(parents(view, CAMERA_2)).isEqualTo(ids(GATEWAY_ID));
    }

    @Test
    void takesTheLowersOwnIdForOursWhenTheyAreTheSame() {
        tree.replace("a", List.of(node(LOWER_A).build(), camera(CAMERA, LOWER_A).build()));
        var upper = CatalogConfigs.upper(all("a")).map(Map.of(LOWER_A, GATEWAY_ID));

        ShareView view = view(upper);

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, CAMERA);
        assertThat(parents(view, CAMERA)).isEqualTo(ids(GATEWAY_ID));
        assertThat(problems).isEmpty();
    }

    @Test
    void showsOnlyWhatTheRulesIncludeAndTheGroupsAboveIt() {
        tree.replace(
                "a",
                List.of(
                        node(LOWER_A).build(),
                        node(ORG, LOWER_A).build(),
                        node(SUB_ORG, ORG).build(),
                        camera(RECORDER, LOWER_A, SUB_ORG).build(),
                        camera(CAMERA, RECORDER).build(),
                        camera(CAMERA_2, LOWER_A).build()));

        ShareView view = view(CatalogConfigs.upper(some("a", List.of("3728060000131*"), List.of(CAMERA_2, LOWER_A))));

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, ORG, SUB_ORG, CAMERA);
        assertThat(parents(view, CAMERA)).as("the recorder is hidden").isEqualTo(ids(GATEWAY_ID, SUB_ORG));
        assertThat(parents(view, ORG)).isEqualTo(ids(GATEWAY_ID));
    }

    @Test
    void showsNothingOfADomainThatIsNotShared() {
        tree.replace("b", List.of(camera(OTHER).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(view.snapshot().items()).hasSize(1);
        assertThat(view.resolve(id(OTHER), Permission.LIVE)).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void neverNamesAHiddenNodeInAnyField() {
        tree.replace(
                "a",
                List.of(camera(CAMERA, ORG)
                        .businessGroupId(id(GROUP))
                        .extra(List.of(XmlNode.of(
                                "Info", List.of(XmlNode.of("PTZType", "1"), XmlNode.of("BusinessGroupID", GROUP)))))
                        .build()));

        CatalogItem shown = item(view(CatalogConfigs.upper(all("a"))), CAMERA);

        assertThat(shown.toString()).doesNotContain(ORG).doesNotContain(GROUP);
        assertThat(shown.extraText("PTZType")).contains("1");
    }

    @Test
    void mapsIdsBothWays() {
        tree.replace(
                "a", List.of(camera(RECORDER).build(), camera(CAMERA, RECORDER).build()));
        ShareView view = view(CatalogConfigs.upper(all("a")).map(Map.of(RECORDER, EXPORTED)));

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, EXPORTED, CAMERA);
        assertThat(parents(view, CAMERA)).isEqualTo(ids(EXPORTED));
        assertThat(view.exportedId(new ChannelRef("a", id(RECORDER)))).contains(id(EXPORTED));
        assertThat(view.resolve(id(EXPORTED), Permission.LIVE))
                .isInstanceOfSatisfying(Resolution.Found.class, found -> {
                    assertThat(found.node().ref()).isEqualTo(new ChannelRef("a", id(RECORDER)));
                    assertThat(found.node().state()).isEqualTo(ChannelState.ON);
                });
        assertThat(view.resolve(id(RECORDER), Permission.LIVE)).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void leavesAnIdToWhoCameFirstAndTellsOfTheOther() {
        tree.replace("a", List.of(camera(CAMERA).name("first").build()));
        ShareView view = view(CatalogConfigs.upper(all("a"), all("b")));
        change("b", List.of(camera(CAMERA).name("second").build()), view);

        assertThat(item(view, CAMERA).name()).contains("first");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(ShareProblem.Kind.ID_TAKEN);
            assertThat(problem.ref()).isEqualTo(new ChannelRef("b", id(CAMERA)));
            assertThat(problem.heldBy()).isEqualTo("a/" + CAMERA);
        });

        change("a", List.of(), view);

        assertThat(item(view, CAMERA).name()).as("the id is free now").contains("second");
        assertThat(view.problems()).isEmpty();
    }

    @Test
    void keepsAnIdFreeForTheChannelToWhichTheMapGivesIt() {
        tree.replace("b", List.of(camera(OTHER).build()));
        ShareView view = view(CatalogConfigs.upper(all("a"), all("b")).map(Map.of(CAMERA, OTHER)));
        change("a", List.of(camera(CAMERA).name("mapped").build()), view);

        assertThat(item(view, OTHER).name()).contains("mapped");
        assertThat(problems).extracting(ShareProblem::kind).containsExactly(ShareProblem.Kind.ID_GIVEN_AWAY);
    }

    @Test
    void showsAnAreaOfTwoLowersOnceAndKeepsItWhenOneLeaves() {
        tree.replace("a", List.of(node("372806").build(), camera(CAMERA).build()));
        tree.replace("b", List.of(node("372806").build(), camera(OTHER).build()));
        ShareView view = view(CatalogConfigs.upper(all("a"), all("b")));

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, "372806", CAMERA, OTHER);
        assertThat(problems).isEmpty();

        change("a", List.of(), view);

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, "372806", OTHER);
        assertThat(view.takeChanges().below(id(GATEWAY_ID)))
                .as("the area is told of by the other now, which changes nothing")
                .extracting(SharedChange::event)
                .containsExactly(CatalogEvent.DEL);
    }

    @Test
    void doesNotShowAPlatformItsOwnChannels() {
        tree.replace("a", List.of(camera(CAMERA).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")).deviceId(LOWER_A));

        assertThat(view.snapshot().items()).hasSize(1);
        assertThat(problems).extracting(ShareProblem::kind).containsExactly(ShareProblem.Kind.LOOP);
    }

    @Test
    void flattensTheTree() {
        tree.replace(
                "a",
                List.of(
                        node(LOWER_A).build(),
                        node(ORG, LOWER_A).build(),
                        camera(RECORDER, ORG).build(),
                        camera(CAMERA, RECORDER).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")).tree(new TreeView.Flat()));

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, RECORDER, CAMERA);
        assertThat(parents(view, CAMERA)).isEqualTo(ids(GATEWAY_ID));
    }

    @Test
    void hangsChannelsBelowOrganisationsOfOurOwn() {
        tree.replace(
                "a",
                List.of(
                        camera(CAMERA, ORG).build(),
                        camera(CAMERA_2).build(),
                        node(ORG).build()));
        var inner = new TreeView.Organisation(SUB_ORG, "Inner", List.of(), List.of(new ChannelPattern(CAMERA_2)));
        var outer = new TreeView.Organisation(GROUP, "Outer", List.of(inner), List.of());

        ShareView view = view(CatalogConfigs.upper(all("a")).tree(new TreeView.Virtual(outer)));

        assertThat(idsOf(view.snapshot().items())).containsExactly(GATEWAY_ID, GROUP, SUB_ORG, CAMERA, CAMERA_2);
        assertThat(parents(view, CAMERA)).isEqualTo(ids(GATEWAY_ID, GROUP));
        assertThat(parents(view, CAMERA_2)).isEqualTo(ids(GATEWAY_ID, SUB_ORG));
        assertThat(item(view, SUB_ORG).businessGroupId()).contains(id(GROUP));
    }

    @Test
    void answersForPermissions() {
        tree.replace("a", List.of(camera(CAMERA).build()));
        ShareView view = view(CatalogConfigs.upper(all("a")).permissions(Set.of(Permission.LIVE)));

        assertThat(view.resolve(id(CAMERA), Permission.LIVE)).isInstanceOf(Resolution.Found.class);
        assertThat(view.resolve(id(CAMERA), Permission.PTZ))
                .isEqualTo(new Resolution.NotPermitted(id(CAMERA), Permission.PTZ));
        assertThat(view.resolve(id(OTHER), Permission.PTZ)).isInstanceOf(Resolution.Unknown.class);
        assertThat(view.resolve(id(GATEWAY_ID), Permission.LIVE)).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void writesTheStateIntoTheStatus() {
        tree.replace(
                "a",
                List.of(camera(CAMERA).status(null).build(), camera(CAMERA_2).build()));
        ShareView view = view(CatalogConfigs.upper(all("a")));
        assertThat(item(view, CAMERA).status()).contains("ON");

        tree.addListener(view::treeChanged);
        tree.apply("a", List.of(CatalogItem.of(id(CAMERA), CatalogEvent.VLOST)));
        assertThat(item(view, CAMERA).status()).contains("OFF");

        tree.online("a", false);
        assertThat(item(view, CAMERA_2).status()).contains("OFF");
        assertThat(view.abnormal())
                .toIterable()
                .extracting(change -> change.item().deviceId().value())
                .containsExactly(CAMERA, CAMERA_2);
    }

    @Test
    void tellsTheDifferenceSinceItWasAskedLast() {
        tree.replace(
                "a",
                List.of(
                        camera(CAMERA).build(),
                        camera(CAMERA_2).build(),
                        camera(RECORDER).build()));
        ShareView view = view(CatalogConfigs.upper(all("a")));
        tree.addListener(view::treeChanged);
        assertThat(view.hasChanges()).isFalse();

        tree.apply(
                "a",
                List.of(
                        CatalogItem.of(id(CAMERA), CatalogEvent.OFF),
                        camera(ORG).event(CatalogEvent.ADD).build(),
                        CatalogItem.of(id(CAMERA_2), CatalogEvent.DEL),
                        camera(RECORDER)
                                .event(CatalogEvent.UPDATE)
                                .name("renamed")
                                .build()));

        assertThat(view.hasChanges()).isTrue();
        assertThat(view.takeChanges().below(id(GATEWAY_ID)))
                .extracting(change -> change.event() + " " + change.item().deviceId())
                .containsExactlyInAnyOrder("DEL " + CAMERA_2, "OFF " + CAMERA, "ADD " + ORG, "UPDATE " + RECORDER);
        assertThat(view.takeChanges().isEmpty()).isTrue();
    }

    @Test
    void keepsQuietAboutWhatCameBackMeanwhile() {
        tree.replace("a", List.of(camera(CAMERA).build()));
        ShareView view = view(CatalogConfigs.upper(all("a")));
        tree.addListener(view::treeChanged);

        tree.online("a", false);
        tree.online("a", true);
        tree.apply("a", List.of(camera(ORG).event(CatalogEvent.ADD).build()));
        tree.apply("a", List.of(CatalogItem.of(id(ORG), CatalogEvent.DEL)));

        assertThat(view.takeChanges().isEmpty()).isTrue();
    }

    @Test
    void limitsAnswersAndChangesToTheNodeThatWasAskedFor() {
        tree.replace(
                "a",
                List.of(
                        node("372806").build(),
                        node(ORG).build(),
                        node(SUB_ORG, ORG).build(),
                        camera(CAMERA, SUB_ORG).build(),
                        camera(CAMERA_2).civilCode("372899").build()));
        ShareView view = view(CatalogConfigs.upper(all("a")));
        tree.addListener(view::treeChanged);

        assertThat(idsOf(view.snapshot().below(id(ORG)).orElseThrow())).containsExactly(ORG, SUB_ORG, CAMERA);
        assertThat(idsOf(view.snapshot().below(id(CAMERA)).orElseThrow())).containsExactly(CAMERA);
        assertThat(idsOf(view.snapshot().below(id("372806")).orElseThrow())).containsExactly("372806", CAMERA);
        assertThat(view.snapshot().below(id(OTHER))).isEmpty();

        tree.apply(
                "a",
                List.of(
                        CatalogItem.of(id(CAMERA_2), CatalogEvent.OFF),
                        CatalogItem.of(id(SUB_ORG), CatalogEvent.DEL),
                        CatalogItem.of(id(CAMERA), CatalogEvent.DEL)));
        SharedChanges changes = view.takeChanges();

        assertThat(changes.below(id(ORG)))
                .extracting(change -> change.item().deviceId().value())
                .containsExactlyInAnyOrder(SUB_ORG, CAMERA);
        assertThat(changes.below(id("372899")))
                .extracting(change -> change.item().deviceId().value())
                .containsExactly(CAMERA_2);
    }

    @Test
    void cutsACircleOfParentsOpen() {
        tree.replace(
                "a",
                List.of(
                        node(ORG, SUB_ORG).build(),
                        node(SUB_ORG, ORG).build(),
                        camera(CAMERA, CAMERA).build(),
                        camera(CAMERA_2, SUB_ORG).build()));

        ShareView view = view(CatalogConfigs.upper(all("a")));

        assertThat(idsOf(view.snapshot().items()))
                .containsExactlyInAnyOrder(GATEWAY_ID, ORG, SUB_ORG, CAMERA, CAMERA_2);
        assertThat(parents(view, CAMERA)).isEqualTo(ids(GATEWAY_ID));
        assertThat(List.of(parents(view, ORG), parents(view, SUB_ORG))).contains(ids(GATEWAY_ID));
    }

    @Test
    void tellsWhatAnotherShareAddsAndTakesAway() {
        tree.replace("a", List.of(camera(CAMERA).build(), camera(CAMERA_2).build()));
        tree.replace("b", List.of(camera(OTHER).build()));
        ShareView before = view(CatalogConfigs.upper(all("a")));

        ShareView after = view(CatalogConfigs.upper(some("a", List.of(CAMERA), List.of()), all("b")));
        Turns.AT_ONCE.take(after.takeOver(before));

        assertThat(told(after)).containsExactly("DEL " + CAMERA_2, "ADD " + OTHER);
        assertThat(after.takeChanges().isEmpty()).isTrue();
    }

    @Test
    void tellsAnotherIdOfAChannelAsOneGoneAndOneNew() {
        tree.replace("a", List.of(camera(CAMERA).build()));
        ShareView before = view(CatalogConfigs.upper(all("a")));

        ShareView after = view(CatalogConfigs.upper(all("a")).map(Map.of(CAMERA, EXPORTED)));
        Turns.AT_ONCE.take(after.takeOver(before));

        assertThat(told(after)).containsExactly("DEL " + CAMERA, "ADD " + EXPORTED);
    }

    @Test
    void tellsOrganisationsOfOurOwnThatComeAndWhatMovesBelowThem() {
        tree.replace("a", List.of(camera(CAMERA).build()));
        ShareView before = view(CatalogConfigs.upper(all("a")));
        var organisation = new TreeView.Organisation(GROUP, "Group", List.of(), List.of());

        ShareView after = view(CatalogConfigs.upper(all("a")).tree(new TreeView.Virtual(organisation)));
        Turns.AT_ONCE.take(after.takeOver(before));

        assertThat(told(after)).containsExactlyInAnyOrder("ADD " + GROUP, "UPDATE " + CAMERA);
    }

    @Test
    void tellsNothingOfRulesThatShowTheSame() {
        tree.replace("a", List.of(camera(CAMERA).build()));
        ShareView before = view(CatalogConfigs.upper(all("a")).permissions(Set.of(Permission.LIVE)));

        ShareView after = view(CatalogConfigs.upper(all("a")).permissions(Set.of(Permission.LIVE, Permission.PTZ)));
        Turns.AT_ONCE.take(after.takeOver(before));

        assertThat(told(after)).isEmpty();
        assertThat(after.resolve(id(CAMERA), Permission.PTZ)).isInstanceOf(Resolution.Found.class);
    }

    @Test
    void keepsWhatWasNotToldYetWhenItsRulesChange() {
        tree.replace("a", List.of(camera(CAMERA).build(), camera(CAMERA_2).build()));
        ShareView before = view(CatalogConfigs.upper(all("a")));
        tree.addListener(before::treeChanged);
        tree.apply("a", List.of(CatalogItem.of(id(CAMERA), CatalogEvent.OFF)));
        tree.apply("a", List.of(CatalogItem.of(id(CAMERA_2), CatalogEvent.DEL)));

        ShareView after = view(CatalogConfigs.upper(all("a"), all("b")));
        Turns.AT_ONCE.take(after.takeOver(before));

        assertThat(told(after)).containsExactly("DEL " + CAMERA_2, "OFF " + CAMERA);
    }

    private static List<String> told(ShareView view) {
        return view.takeChanges().below(id(GATEWAY_ID)).stream()
                .map(change -> change.event() + " " + change.item().deviceId())
                .toList();
    }

    private ShareView view(CatalogConfigs.Upper upper) {
        return new ShareView(upper.build(), lowers, tree, platform(), problems::add);
    }

    private void change(String lower, List<CatalogItem> items, ShareView view) {
        view.treeChanged(lower, tree.replace(lower, items).changes());
        view.snapshot();
    }

    private static CatalogItem item(ShareView view, String id) {
        return view.snapshot().items().stream()
                .filter(item -> item.deviceId().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<cascade.gateway.gb.DeviceId> parents(ShareView view, String id) {
        return item(view, id).parentIds();
    }
}
