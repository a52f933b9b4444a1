package cascade.gateway.catalog.story;

import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.UpperDomainConfig;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.CatalogItems;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.SharedCatalog;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random stories of a cascade: catalogs change while datagrams are lost, come late, out of order or twice, and platforms
 * restart. After a quiet while each upper has what its rules share of what the lowers have. A failure names its seed.
 */
class CatalogStoryTest {

    static List<Long> seeds() {
        return new Random(20261128)
                .longs(Integer.getInteger("story.count", 100))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyUpperHasInTheEndWhatTheLowersHave(long seed) {
        var story = new RandomStory(seed);
        story.run();

        StoryWorld world = story.world();
        for (ModelLower lower : world.lowers()) {
            if (lower.isUp()) {
                assertThat(differences(lower.catalog(), collected(world, lower)))
                        .as("tree of lower %s", lower.name())
                        .isEmpty();
            }
        }
        for (ModelUpper upper : world.uppers()) {
            SharedCatalog served = world.gateway().catalogs().view(upper.name()).snapshot();
            assertThat(differences(served.items(), upper.tree().values()))
                    .as("%s has what is served", upper.name())
                    .isEmpty();
            if (story.isApart()) {
                assertThat(differences(
                                shared(world, upper).items(), upper.tree().values()))
                        .as("%s has what is shared", upper.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aChannelIsDeletedAboveThatWentBeforeItWasNotifiedButWasInAnAnswer() {
        var world = new StoryWorld(new Random(1), List.of(Client.PROPER), List.of("share = [{ from = a }]"));
        ModelLower lower = world.lowers().getFirst();
        ModelUpper upper = world.uppers().getFirst();
        CatalogItem shortLived = CatalogItems.camera("37280600001310000001", StoryWorld.lowerId(0))
                .build();
        world.start();
        world.pass(Duration.ofMinutes(2));

        lower.put(shortLived);
        world.pass(Duration.ofMillis(100));
        upper.query();
        world.pass(Duration.ofMillis(100));
        assertThat(upper.tree()).containsKey(shortLived.deviceId());
        lower.remove(shortLived.deviceId());
        world.pass(Duration.ofSeconds(10));

        assertThat(upper.tree()).doesNotContainKey(shortLived.deviceId());
    }

    private static List<CatalogItem> collected(StoryWorld world, ModelLower lower) {
        return world.gateway().catalogs().tree().nodes(lower.name()).stream()
                .map(TreeNode::item)
                .toList();
    }

    /** What the upper's rules share of what the lowers have; of one that is away, of what is known of it. */
    private static SharedCatalog shared(StoryWorld world, ModelUpper upper) {
        var tree = new ChannelTree(10_000);
        for (ModelLower lower : world.lowers()) {
            tree.replace(lower.name(), lower.isUp() ? lower.catalog() : collected(world, lower));
            tree.online(lower.name(), lower.isUp());
        }
        UpperDomainConfig config = world.config().upper(upper.name());
        CatalogItem platform = Objects.requireNonNull(upper.tree().get(id(CatalogConfigs.GATEWAY_ID)));
        return new ShareView(config, world.config().lowers(), tree, platform, problem -> {}).snapshot();
    }

    private static List<String> differences(Collection<CatalogItem> expected, Collection<CatalogItem> actual) {
        Map<DeviceId, CatalogItem> wanted = byId(expected);
        Map<DeviceId, CatalogItem> found = byId(actual);
        var all = new TreeSet<>(Comparator.comparing(DeviceId::value));
        all.addAll(wanted.keySet());
        all.addAll(found.keySet());
        return all.stream()
                .filter(id -> !Objects.equals(wanted.get(id), found.get(id)))
                .map(id -> "expected " + shown(wanted.get(id)) + " but was " + shown(found.get(id)))
                .toList();
    }

    private static String shown(@Nullable CatalogItem item) {
        return item == null
                ? "nothing"
                : item.deviceId() + " " + item.name().orElse("") + " "
                        + item.status().orElse("") + " below " + item.parentIds() + " in "
                        + item.businessGroupId().map(DeviceId::value).orElse("no group");
    }

    private static Map<DeviceId, CatalogItem> byId(Collection<CatalogItem> items) {
        var byId = new HashMap<DeviceId, CatalogItem>();
        items.forEach(item -> byId.put(
                item.deviceId(),
                item.toBuilder().event(null).status(item.isOn() ? "ON" : "OFF").build()));
        return byId;
    }
}
