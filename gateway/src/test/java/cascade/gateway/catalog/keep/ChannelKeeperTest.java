package cascade.gateway.catalog.keep;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.KeptPage;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of the trees, and what the next process makes of it. */
class ChannelKeeperTest {

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final String LOWER = "district";
    private static final String PLATFORM = "37280600002000000001";

    private final FakeTime time = new FakeTime();
    private final MemoryStore store = new MemoryStore();
    private final ChannelTree tree = new ChannelTree(10_000);
    private final ChannelKeeper keeper = keeper(tree, store, KeptTrees.NONE);

    private ChannelKeeper keeper(ChannelTree trees, MemoryStore in, KeptTrees kept) {
        return new ChannelKeeper(trees, in, lower -> Optional.of(PLATFORM), () -> DELAY, time, kept);
    }

    private static String id(int number) {
        return "3728060100131" + (1_000_000 + number);
    }

    private static List<CatalogItem> cameras(int count) {
        var items = new ArrayList<CatalogItem>();
        for (int i = 0; i < count; i++) {
            items.add(camera(id(i), "37280600002000000001").build());
        }
        return items;
    }

    private Map<String, Buffer> kept() {
        return store.kept(RecordKind.CHANNEL);
    }

    private void pass() {
        time.pass(DELAY.multipliedBy(3));
    }

    /** The tree of the next process. */
    private ChannelTree restored() {
        KeptTrees read = KeptTrees.read(store.restarted().restored(RecordKind.CHANNEL));
        var next = new ChannelTree(10_000);
        for (String lower : read.lowers()) {
            read.of(lower).forEach(page -> next.restore(lower, page));
            next.switchTo(lower, read.wasOnline(lower));
        }
        return next;
    }

    @Test
    void onlyLowersThatHaveChangedAreLookedAt() {
        Set<String> asked = new LinkedHashSet<>();
        var city = new ChannelTree(10_000);
        var keeps = new ChannelKeeper(
                city,
                store,
                lower -> {
                    asked.add(lower);
                    return Optional.of(PLATFORM);
                },
                () -> DELAY,
                time,
                KeptTrees.NONE);
        for (int i = 0; i < 100; i++) {
            city.online("lower-" + i, true);
            city.replace("lower-" + i, cameras(1));
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(asked).hasSize(100);
        asked.clear();

        city.apply("lower-7", List.of(CatalogItem.of(new DeviceId(id(0)), CatalogEvent.OFF)));
        city.online("lower-8", false);
        time.pass(Duration.ofMinutes(1));

        assertThat(asked).containsExactly("lower-7", "lower-8");
        keeps.close();
    }

    @Test
    void aWholeCatalogComesBackInItsOrderWithItsStates() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(1_000));
        tree.apply(LOWER, List.of(CatalogItem.of(new DeviceId(id(7)), CatalogEvent.VLOST)));
        pass();

        assertThat(restored().nodes(LOWER)).isEqualTo(tree.nodes(LOWER));
        assertThat(restored().isOnline(LOWER)).isTrue();
        assertThat(restored().devicesOn(LOWER)).isEqualTo(999);
        assertThat(kept()).hasSize(1 + Math.ceilDiv(1_000, KeptPage.SIZE));
    }

    @Test
    void theChangeOfOneChannelWritesItsPageAlone() {
        tree.replace(LOWER, cameras(320));
        pass();
        Map<String, Buffer> before = kept();

        tree.apply(LOWER, List.of(CatalogItem.of(new DeviceId(id(40)), CatalogEvent.OFF)));
        pass();

        assertThat(kept())
                .allSatisfy((key, record) ->
                        assertThat(record.equals(before.get(key))).as(key).isEqualTo(!key.equals(LOWER + "/1")));
    }

    @Test
    void theSameCatalogOnceMoreWritesNothing() {
        tree.replace(LOWER, cameras(320));
        pass();
        for (String key : kept().keySet()) {
            store.remove(RecordKind.CHANNEL, key);
        }

        tree.replace(LOWER, cameras(320));
        pass();

        assertThat(kept()).isEmpty();
    }

    @Test
    void aLowerThatGoesOffIsKeptWithTheStatesThatItReported() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(10));
        pass();
        tree.online(LOWER, false);
        pass();

        ChannelTree next = restored();
        assertThat(next.isOnline(LOWER)).isFalse();
        next.switchTo(LOWER, true);
        assertThat(next.devicesOn(LOWER)).isEqualTo(10);
    }

    @Test
    void aStopIsNoNewsOfTheLowers() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(10));

        keeper.close();
        tree.online(LOWER, false);
        pass();

        assertThat(restored().isOnline(LOWER)).isTrue();
        assertThat(restored().devicesOn(LOWER)).isEqualTo(10);
    }

    @Test
    void ofALowerThatIsConfiguredNoLongerNothingIsKept() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(100));
        pass();

        keeper.forget(LOWER);
        tree.remove(LOWER);
        pass();

        assertThat(kept()).isEmpty();
    }

    @Test
    void whatAFormerProcessKeptOfALowerThatIsGoneIsRemoved() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(100));
        pass();
        MemoryStore next = store.restarted();
        KeptTrees read = KeptTrees.read(next.restored(RecordKind.CHANNEL));

        keeper(new ChannelTree(10), next, read).forget(LOWER, read);

        assertThat(next.kept(RecordKind.CHANNEL)).isEmpty();
    }

    @Test
    void whatIsKeptIsOfThePlatformThatToldIt() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(10));
        pass();

        KeptTrees read = KeptTrees.read(store.restarted().restored(RecordKind.CHANNEL));
        assertThat(read.isOf(LOWER, PLATFORM)).isTrue();
        assertThat(read.isOf(LOWER, "37280600002000000002")).isFalse();
        assertThat(read.isOf("another", PLATFORM)).isFalse();
    }

    @Test
    void aRecordThatCannotBeReadCostsItsChannelsAlone() {
        tree.replace(LOWER, cameras(100));
        pass();
        store.put(RecordKind.CHANNEL, LOWER + "/1", Buffer.buffer("nonsense"));
        store.put(RecordKind.CHANNEL, "nonsense", Buffer.buffer());

        assertThat(restored().size(LOWER)).isEqualTo(100 - KeptPage.SIZE);
    }

    @Test
    void aRestoredTreeIsKeptOnAsOneThatWasCollected() {
        tree.online(LOWER, true);
        tree.replace(LOWER, cameras(70));
        pass();
        MemoryStore second = store.restarted();
        KeptTrees read = KeptTrees.read(second.restored(RecordKind.CHANNEL));
        ChannelTree next = restored();
        keeper(next, second, read);

        next.apply(LOWER, List.of(CatalogItem.of(new DeviceId(id(3)), CatalogEvent.DEL)));
        next.merge(LOWER, List.of(camera(id(500)).build()));
        pass();

        KeptTrees third = KeptTrees.read(second.restarted().restored(RecordKind.CHANNEL));
        var last = new ChannelTree(10_000);
        third.of(LOWER).forEach(page -> last.restore(LOWER, page));
        assertThat(last.ids(LOWER)).isEqualTo(next.ids(LOWER)).hasSize(70);
    }

    /** Whatever lowers tell, in any order, and whenever the process ends: the next one has it as it was written last. */
    @Test
    void whateverHappensTheNextProcessHasTheTree() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int step = 0; step < 2_000; step++) {
            String lower = "lower-" + random.nextInt(3);
            CatalogItem item = camera(id(random.nextInt(200)))
                    .name("name " + random.nextInt(3))
                    .build();
            switch (random.nextInt(6)) {
                case 0 -> tree.merge(lower, List.of(item));
                case 1 -> tree.apply(lower, List.of(CatalogItem.of(item.deviceId(), CatalogEvent.DEL)));
                case 2 -> tree.apply(lower, List.of(CatalogItem.of(item.deviceId(), CatalogEvent.OFF)));
                case 3 -> tree.online(lower, random.nextBoolean());
                case 4 -> tree.replace(lower, cameras(random.nextInt(150)));
                default -> pass();
            }
        }
        pass();

        ChannelTree next = restored();
        for (String lower : tree.lowers()) {
            assertThat(byId(next.nodes(lower))).as("seed %d, %s", seed, lower).isEqualTo(byId(tree.nodes(lower)));
            assertThat(next.isOnline(lower)).as("seed %d, %s", seed, lower).isEqualTo(tree.isOnline(lower));
        }
    }

    private static Map<DeviceId, TreeNode> byId(List<TreeNode> nodes) {
        var map = new HashMap<DeviceId, TreeNode>();
        nodes.forEach(node -> map.put(node.ref().originalId(), node));
        return map;
    }
}
