package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogConfigs.GATEWAY_ID;
import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.ids;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogItems.node;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LowerDomainConfig;
import cascade.config.domain.Share;
import cascade.config.value.ChannelPattern;
import cascade.config.value.TypeCode;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.share.part.ShareProblem;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares by subtree and by type, and ids that are exchanged by their beginning; the views follow what changes below. */
class SubtreeShareTest {

    private static final String LOWER = "37280600002000000001";
    private static final String GROUP = "37280600002150000001";
    private static final String ORG = "37280600002160000001";
    private static final String OTHER_ORG = "37280600002160000002";
    private static final String RECORDER = "37280600001180000001";
    private static final String IN_ORG = "37280600001310000001";
    private static final String IN_OTHER = "37280600001310000002";
    private static final String ON_RECORDER = "37280600001320000003";
    private static final String ELSEWHERE = "37280700001310000004";

    private final ChannelTree tree = new ChannelTree(1000);
    private final List<ShareProblem> problems = new ArrayList<>();
    private final Map<String, LowerDomainConfig> lowers =
            Map.of("a", CatalogConfigs.lower("a", LOWER).build());

    SubtreeShareTest() {
        tree.online("a", true);
        tree.replace(
                "a",
                List.of(
                        node(LOWER).build(),
                        node(GROUP, LOWER).build(),
                        node(ORG).businessGroupId(id(GROUP)).build(),
                        node(OTHER_ORG).businessGroupId(id(GROUP)).build(),
                        camera(RECORDER, ORG).build(),
                        camera(IN_ORG, LOWER, ORG).build(),
                        camera(IN_OTHER, LOWER, OTHER_ORG).build(),
                        camera(ON_RECORDER, RECORDER).build(),
                        camera(ELSEWHERE, LOWER).civilCode("372807").build()));
    }

    @Test
    void showsAnOrganisationWithAllBelowItAndWhatHoldsItUp() {
        ShareView view = view(below(ORG));

        assertThat(shown(view)).containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, ORG, RECORDER, IN_ORG, ON_RECORDER);
    }

    @Test
    void showsARecorderWithItsChannels() {
        assertThat(shown(view(below(RECORDER))))
                .containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, ORG, RECORDER, ON_RECORDER);
    }

    @Test
    void showsABusinessGroupByTheIdThatItsOrganisationsName() {
        assertThat(shown(view(below(GROUP))))
                .contains(IN_ORG, IN_OTHER, ON_RECORDER)
                .doesNotContain(ELSEWHERE);
    }

    @Test
    void showsAnAreaByCivilCodeThoughTheCatalogHasNoItemForIt() {
        assertThat(shown(view(below("372807")))).containsExactlyInAnyOrder(GATEWAY_ID, LOWER, ELSEWHERE);
        assertThat(shown(view(below("3728")))).contains(IN_ORG, ELSEWHERE);
    }

    @Test
    void takesACamerasOwnCivilCodeBeforeThatOfItsPlatform() {
        tree.merge("a", List.of(node(LOWER).civilCode("372899").build()));
        tree.merge("a", List.of(camera(IN_OTHER, LOWER).civilCode(null).build()));

        assertThat(shown(view(below("372899"))))
                .containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, ORG, OTHER_ORG, IN_OTHER);
    }

    @Test
    void leavesASubtreeOut() {
        Share rule = new Share("a", List.of(), List.of(), List.of(), List.of(), List.of(ORG));

        assertThat(shown(view(rule)))
                .containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, OTHER_ORG, IN_OTHER, ELSEWHERE);
    }

    @Test
    void showsTypesAndWhatHoldsThemUp() {
        Share rule = new Share("a", List.of(), List.of(), List.of(TypeCode.parse("ipc")), List.of(), List.of());

        assertThat(shown(view(rule))).containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, ORG, ON_RECORDER);
    }

    @Test
    void holdsAllConditionsOfOneRuleAndAnyOfSeveral() {
        Share both = new Share(
                "a",
                List.of(new ChannelPattern("372806*")),
                List.of(ORG),
                List.of(new TypeCode("131")),
                List.of(),
                List.of());

        assertThat(shown(view(both))).containsExactlyInAnyOrder(GATEWAY_ID, LOWER, GROUP, ORG, IN_ORG);
        assertThat(shown(view(both, below("372807"))))
                .contains(IN_ORG, ELSEWHERE)
                .doesNotContain(IN_OTHER);
    }

    @Test
    void showsACameraThatIsAddedInsideAndNoOtherAndTellsOfIt() {
        ShareView view = view(below(ORG));

        tree.apply("a", List.of(added("37280600001310000010", ORG), added("37280600001310000011", OTHER_ORG)));

        assertThat(changes(view)).containsExactly("ADD 37280600001310000010");
    }

    @Test
    void followsACameraThatMovesIntoTheSubtreeAndOutAgain() {
        ShareView view = view(below(ORG));

        tree.apply("a", List.of(moved(IN_OTHER, ORG)));
        assertThat(changes(view)).containsExactly("ADD " + IN_OTHER);

        tree.apply("a", List.of(moved(IN_OTHER, OTHER_ORG)));
        assertThat(changes(view)).containsExactly("DEL " + IN_OTHER);
    }

    @Test
    void showsChannelsWhoseRecorderComesAfterThemAndHidesThemWhenItGoes() {
        tree.apply("a", List.of(CatalogItem.of(id(RECORDER), CatalogEvent.DEL)));
        ShareView view = view(below(ORG));
        assertThat(shown(view)).doesNotContain(ON_RECORDER);

        tree.apply("a", List.of(added(RECORDER, ORG)));
        assertThat(changes(view)).containsExactlyInAnyOrder("ADD " + RECORDER, "ADD " + ON_RECORDER);

        tree.apply("a", List.of(CatalogItem.of(id(RECORDER), CatalogEvent.DEL)));
        assertThat(changes(view)).containsExactlyInAnyOrder("DEL " + RECORDER, "DEL " + ON_RECORDER);
    }

    @Test
    void hidesAnOrganisationWithTheLastCameraThatNeededIt() {
        Share rule = CatalogConfigs.some("a", List.of(IN_OTHER, ELSEWHERE), List.of());
        ShareView view = view(rule);

        tree.apply("a", List.of(CatalogItem.of(id(IN_OTHER), CatalogEvent.DEL)));

        assertThat(changes(view)).containsExactlyInAnyOrder("DEL " + IN_OTHER, "DEL " + OTHER_ORG, "DEL " + GROUP);
    }

    @Test
    void hangsWhatNamesNoParentElsewhereWhenTheLowersPlatformGoes() {
        tree.replace("a", List.of(node(LOWER).build(), camera(IN_ORG).build()));
        ShareView view = view(CatalogConfigs.all("a"));

        tree.apply("a", List.of(CatalogItem.of(id(LOWER), CatalogEvent.DEL)));

        assertThat(view.snapshot().items())
                .filteredOn(item -> item.deviceId().equals(id(IN_ORG)))
                .singleElement()
                .satisfies(item -> assertThat(item.parentIds()).isEqualTo(ids(GATEWAY_ID)));
    }

    @Test
    void tellsTheStateOfWhatTheSubtreeShowsAndOfNothingElse() {
        ShareView view = view(below(ORG));

        tree.apply(
                "a",
                List.of(CatalogItem.of(id(IN_ORG), CatalogEvent.OFF), CatalogItem.of(id(IN_OTHER), CatalogEvent.OFF)));

        assertThat(changes(view)).containsExactly("OFF " + IN_ORG);
    }

    @Test
    void tellsANarrowerShareAsADifference() {
        ShareView wide = view(CatalogConfigs.all("a"));
        ShareView narrow = view(below(ORG));

        Turns.AT_ONCE.take(narrow.takeOver(wide));

        assertThat(changes(narrow))
                .containsExactlyInAnyOrder("DEL " + OTHER_ORG, "DEL " + IN_OTHER, "DEL " + ELSEWHERE);
    }

    @Test
    void exchangesTheBeginningOfIdsInParentsToo() {
        var upper = CatalogConfigs.upper(below(RECORDER))
                .map(Map.of("372806000013*", "372800000013*", "3728060000118*", "3728000000118*"));
        var view = new ShareView(upper.build(), lowers, tree, platform(), problems::add);

        assertThat(shown(view))
                .contains("37280000001320000003", "37280000001180000001")
                .doesNotContain(ON_RECORDER);
        assertThat(view.find(id("37280000001320000003")))
                .map(node -> node.ref().originalId())
                .contains(id(ON_RECORDER));
        assertThat(view.snapshot().items())
                .filteredOn(item -> item.deviceId().equals(id("37280000001320000003")))
                .singleElement()
                .satisfies(item -> assertThat(item.parentIds()).isEqualTo(ids("37280000001180000001")));
    }

    @Test
    void keepsAnIdForWhoHasItWhenABeginningWouldMakeItTwice() {
        var upper = CatalogConfigs.upper(CatalogConfigs.all("a")).map(Map.of("37280700001310000004", IN_ORG));
        var view = new ShareView(upper.build(), lowers, tree, platform(), problems::add);
        view.snapshot();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.ref()).isEqualTo(new ChannelRef("a", id(IN_ORG)));
            assertThat(problem.kind()).isEqualTo(ShareProblem.Kind.ID_GIVEN_AWAY);
        });

        problems.clear();
        var byBeginning =
                CatalogConfigs.upper(CatalogConfigs.all("a")).map(Map.of("372806000013200*", "372806000013100*"));
        tree.merge("a", List.of(camera("37280600001320000001", LOWER).build()));
        assertThat(shown(new ShareView(byBeginning.build(), lowers, tree, platform(), problems::add)))
                .contains(IN_ORG, "37280600001310000003");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.ref()).isEqualTo(new ChannelRef("a", id("37280600001320000001")));
            assertThat(problem.exportedId()).isEqualTo(id(IN_ORG));
        });
    }

    private static Share below(String... tops) {
        return new Share("a", List.of(), Arrays.asList(tops), List.of(), List.of(), List.of());
    }

    private static CatalogItem added(String id, String parent) {
        return camera(id, parent).event(CatalogEvent.ADD).build();
    }

    private static CatalogItem moved(String id, String parent) {
        return camera(id, parent).event(CatalogEvent.UPDATE).build();
    }

    private ShareView view(Share... rules) {
        var view = new ShareView(CatalogConfigs.upper(rules).build(), lowers, tree, platform(), problems::add);
        tree.addListener(view::treeChanged);
        return view;
    }

    private static List<String> shown(ShareView view) {
        return idsOf(view.snapshot().items());
    }

    private static List<String> changes(ShareView view) {
        return view.takeChanges().below(id(GATEWAY_ID)).stream()
                .map(change -> change.event() + " " + change.item().deviceId())
                .toList();
    }
}
