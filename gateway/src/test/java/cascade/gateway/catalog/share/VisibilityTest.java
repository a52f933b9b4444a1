package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogConfigs.GATEWAY_ID;
import static cascade.gateway.catalog.CatalogConfigs.all;
import static cascade.gateway.catalog.CatalogConfigs.some;
import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.domain.Share;
import cascade.config.domain.TreeView;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why an upper sees a channel or does not, in every case that there is. */
class VisibilityTest {

    private static final String LOWER_A = "37280600002000000001";
    private static final String LOWER_B = "37280700002000000001";
    private static final String ORG = "37280600002160000001";
    private static final String CAMERA = "37280600001310000001";
    private static final String OTHER = "37280600001310000002";
    private static final String EXPORTED = "37280000001320000001";

    private final ChannelTree tree = new ChannelTree(1000);
    private final Map<String, LowerDomainConfig> lowers = Map.of(
            "a", CatalogConfigs.lower("a", LOWER_A).build(),
            "b", CatalogConfigs.lower("b", LOWER_B).build());

    VisibilityTest() {
        tree.online("a", true);
        tree.replace(
                "a",
                List.of(
                        node(LOWER_A).build(),
                        node(ORG, LOWER_A).build(),
                        camera(CAMERA, ORG).build(),
                        camera(OTHER, LOWER_A).build()));
        tree.replace("b", List.of(camera(CAMERA).build()));
    }

    @Test
    void namesTheFirstRuleThatIncludesIt() {
        ShareView view = view(CatalogConfigs.upper(all("b"), some("a", List.of(OTHER), List.of()), all("a")));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.Conflict(id(CAMERA), "b/" + CAMERA));
        assertThat(of(view, "a", OTHER)).isEqualTo(new Visibility.Shared(id(OTHER), 1));
        assertThat(of(view, "a", ORG)).isEqualTo(new Visibility.Shared(id(ORG), 2));
    }

    @Test
    void tellsThatNoRuleIncludesItOrNamesItsLower() {
        ShareView view = view(CatalogConfigs.upper(some("a", List.of(OTHER), List.of())));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.NoRule("a", true));
        assertThat(of(view, "b", CAMERA)).isEqualTo(new Visibility.NoRule("b", false));
    }

    @Test
    void namesTheExceptionById() {
        ShareView view = view(CatalogConfigs.upper(some("a", List.of(), List.of("9*", "372806000013100000*"))));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.Excepted(0, "372806000013100000*"));
    }

    @Test
    void namesTheExceptionAboveIt() {
        ShareView view = view(
                CatalogConfigs.upper(new Share("a", List.of(), List.of(), List.of(), List.of(), List.of("37", ORG))));
        tree.merge("a", List.of(camera(CAMERA, ORG).civilCode("110000").build()));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.Excepted(0, "of all below " + ORG));
    }

    @Test
    void tellsWhoHoldsTheIdAndWhatMapWouldGiveAway() {
        ShareView view = view(CatalogConfigs.upper(all("a"), all("b")).map(Map.of(OTHER, CAMERA)));

        assertThat(of(view, "a", CAMERA)).isInstanceOfSatisfying(Visibility.Conflict.class, conflict -> {
            assertThat(conflict.exported()).isEqualTo(id(CAMERA));
            assertThat(conflict.reason()).contains("a channel to which map gives it", "map");
        });
        assertThat(of(view, "a", OTHER)).isEqualTo(new Visibility.Shared(id(CAMERA), 0));
    }

    @Test
    void tellsThatALowersIdIsOursTowardsTheUpper() {
        ShareView view = view(CatalogConfigs.upper(all("a")).map(Map.of(OTHER, GATEWAY_ID)));

        assertThat(of(view, "a", OTHER).reason()).contains("our own platform or organisation");

        ShareView asUs = view(CatalogConfigs.upper(all("a")).map(Map.of(LOWER_A, GATEWAY_ID)));

        assertThat(of(asUs, "a", LOWER_A)).isEqualTo(new Visibility.StandsForUs(id(GATEWAY_ID)));
    }

    @Test
    void tellsThatAnUpperIsThePlatformThatTheLowerIs() {
        ShareView view = view(CatalogConfigs.upper(all("a")).deviceId(LOWER_A));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.Loop("a"));
    }

    @Test
    void tellsThatWhatIsMappedDoesNotExistUnderItsOriginalId() {
        ShareView view = view(CatalogConfigs.upper(all("a")).map(Map.of(CAMERA, EXPORTED)));
        Visibility found = of(view, "a", CAMERA);

        assertThat(found.askedAs(id(EXPORTED), id(CAMERA))).isEqualTo(new Visibility.Shared(id(EXPORTED), 0));
        assertThat(found.askedAs(id(CAMERA), id(CAMERA)).code()).isEqualTo("mapped");
        assertThat(found.askedAs(id(CAMERA), id(CAMERA)).exportedId()).contains(id(EXPORTED));
    }

    @Test
    void tellsThatItIsListedAndMayNotBeCalled() {
        ShareView view = view(CatalogConfigs.upper(all("a")).permissions(Set.of(Permission.PTZ)));

        assertThat(of(view, "a", CAMERA)).isEqualTo(new Visibility.NotPermitted(id(CAMERA), 0));
        assertThat(of(view, "a", CAMERA).isVisible()).isTrue();
        assertThat(of(view, "a", ORG)).isEqualTo(new Visibility.Shared(id(ORG), 0));
    }

    @Test
    void tellsWhatHoldsTheTreeAndWhatHasNoPlaceInIt() {
        Share camera = some("a", List.of(CAMERA), List.of());

        assertThat(of(view(CatalogConfigs.upper(camera)), "a", ORG)).isEqualTo(new Visibility.HoldsTree(id(ORG)));
        assertThat(of(view(CatalogConfigs.upper(all("a")).tree(new TreeView.Flat())), "a", ORG))
                .isEqualTo(new Visibility.NotInTree());
    }

    @Test
    void tellsThatTheLowerHasNotToldOfWhatTheConfigurationNames() {
        String missing = "37280600001310000099";
        ShareView view = view(CatalogConfigs.upper(some("a", List.of(missing, "3728*"), List.of())));

        assertThat(view.isNamed(new ChannelRef("a", id(missing)))).isTrue();
        assertThat(view.isNamed(new ChannelRef("b", id(missing)))).isFalse();
        assertThat(view.isNamed(new ChannelRef("a", id("37280600001310000098"))))
                .isFalse();
        assertThat(of(view, "a", missing)).isEqualTo(new Visibility.NotInCatalog("a"));
    }

    @Test
    void findsTheChannelsThatWouldBearAnExportedId() {
        ShareView view = view(CatalogConfigs.upper(all("a"), all("b")).map(Map.of("372806*", "372899*")));

        assertThat(view.candidates(id("37289900001310000001")))
                .contains(new ChannelRef("a", id(CAMERA)), new ChannelRef("b", id(CAMERA)));
        assertThat(view.candidates(id(CAMERA))).isEmpty();
    }

    private ShareView view(CatalogConfigs.Upper upper) {
        var view = new ShareView(upper.build(), lowers, tree, platform(), problem -> {});
        tree.addListener(view::treeChanged);
        return view;
    }

    private static Visibility of(ShareView view, String lower, String original) {
        return view.visibility(new ChannelRef(lower, id(original)));
    }
}
