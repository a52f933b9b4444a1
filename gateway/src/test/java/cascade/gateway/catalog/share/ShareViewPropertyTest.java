package cascade.gateway.catalog.share;

import static cascade.gateway.catalog.CatalogConfigs.GATEWAY_ID;
import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static cascade.gateway.catalog.CatalogItems.platform;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.config.domain.TreeView;
import cascade.config.value.TypeCode;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.share.part.RebuildPace;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.time.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every shared view, whatever the lowers say and whatever is shared; a failure names its seed. */
class ShareViewPropertyTest {

    private static final List<String> LOWERS = List.of("a", "b", "c");
    private static final int STEPS = 12;

    static List<Long> seeds() {
        return new Random(20181128).longs(300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdsTogetherAndTellsEveryChange(long seed) {
        var random = new Random(seed);
        var tree = new ChannelTree(1_000);
        UpperDomainConfig config = rules(random);
        var view = new ShareView(config, lowers(), tree, platform(), problem -> {});
        tree.addListener(view::treeChanged);
        Map<DeviceId, CatalogItem> told = byId(view.snapshot());

        for (int step = 0; step < STEPS; step++) {
            change(tree, random);
            if (random.nextBoolean()) {
                do {
                    follow(told, view.takeChanges(1 + random.nextInt(30)));
                } while (view.hasChanges());
                assertThat(told).as("what a subscriber knows").isEqualTo(byId(view.snapshot()));
            }
            assertHoldsTogether(view);
        }
    }

    /** With one lower nobody can come first, so that the order of events must not matter. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameHoweverItCameAbout(long seed) {
        var random = new Random(seed);
        var tree = new ChannelTree(1_000);
        UpperDomainConfig config = rules(random);
        var followed = new ShareView(config, lowers(), tree, platform(), problem -> {});
        tree.addListener(followed::treeChanged);
        tree.online("a", true);

        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(5) == 0) {
                tree.replace("a", items(random, 25));
            } else {
                tree.apply("a", events(random));
            }
            var built = new ShareView(config, lowers(), tree, platform(), problem -> {});
            assertThat(Set.copyOf(followed.snapshot().items()))
                    .isEqualTo(Set.copyOf(built.snapshot().items()));
            assertThat(followed.problems()).hasSameElementsAs(built.problems());
        }
    }

    /** What changes while parts are made, a few channels a turn, is neither lost nor told twice. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameWhenItsPartsAreMadeInTurns(long seed) {
        var random = new Random(seed);
        var tree = new ChannelTree(1_000);
        UpperDomainConfig config = rules(random);
        var turns = new ArrayDeque<Turns.Work>();
        var pace = new RebuildPace(turns::add, 1 + random.nextInt(40));
        var view = new ShareView(config, lowers(), tree, platform(), pace, problem -> {});
        tree.addListener(view::treeChanged);
        Map<DeviceId, CatalogItem> told = byId(view.snapshot());

        for (int step = 0; step < 3 * STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> change(tree, random, "a");
                case 1 -> follow(told, view.takeChanges(1 + random.nextInt(30)));
                case 2 -> {
                    follow(told, view.takeChanges());
                    assertThat(view.hasMore()).as("whatever is being made").isFalse();
                    if (!view.isBehind()) {
                        assertThat(told).isEqualTo(byId(view.snapshot()));
                    }
                }
                default -> goOn(turns);
            }
        }
        while (view.isBehind() || view.hasChanges()) {
            goOn(turns);
            follow(told, view.takeChanges());
        }

        assertThat(told).as("what a subscriber knows").isEqualTo(byId(view.snapshot()));
        assertHoldsTogether(view);
        var built = new ShareView(config, lowers(), tree, platform(), problem -> {});
        assertThat(Set.copyOf(view.snapshot().items()))
                .isEqualTo(Set.copyOf(built.snapshot().items()));
        assertThat(view.problems()).hasSameElementsAs(built.problems());
    }

    /** What changes while a view of other rules takes the place of another, a few items a turn, is told too. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsTheDifferenceToOtherRulesThoughThingsChangeMeanwhile(long seed) {
        var random = new Random(seed);
        var tree = new ChannelTree(1_000);
        ShareView view = following(tree, random);
        change(tree, random);
        Map<DeviceId, CatalogItem> told = byId(view.snapshot());
        view.takeChanges();

        for (int reload = 0; reload < 3; reload++) {
            change(tree, random);
            ShareView next = following(tree, random);
            change(tree, random);
            Turns.Work handover = next.takeOver(view, 1 + random.nextInt(40));
            boolean dropped = false;
            while (!dropped && handover.goOn()) {
                change(tree, random);
                assertThat(view.hasChanges()).isFalse();
                follow(told, view.takeChanges());
                dropped = random.nextInt(20) == 0;
            }
            if (dropped) {
                view.stays();
            } else {
                view = next;
            }
            change(tree, random);
            follow(told, view.takeChanges(20));
        }

        follow(told, view.takeChanges());
        assertThat(told).as("what a subscriber knows").isEqualTo(byId(view.snapshot()));
    }

    private static UpperDomainConfig rules(Random random) {
        return CatalogConfigs.upper(shares(random))
                .map(map(random))
                .tree(shape(random))
                .build();
    }

    private static ShareView following(ChannelTree tree, Random random) {
        UpperDomainConfig config = rules(random);
        var view = new ShareView(config, lowers(), tree, platform(), problem -> {});
        tree.addListener(view::treeChanged);
        return view;
    }

    private static void goOn(Deque<Turns.Work> turns) {
        Turns.Work next = turns.poll();
        if (next != null && next.goOn()) {
            turns.add(next);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reachesTheUpperWholeThoughPartsComeTwiceAndInAnyOrder(long seed) {
        var random = new Random(seed);
        var tree = new ChannelTree(1_000);
        LOWERS.forEach(lower -> tree.replace(lower, items(random, 60)));
        UpperDomainConfig config = rules(random);
        SharedCatalog catalog = new ShareView(config, lowers(), tree, platform(), problem -> {}).snapshot();
        var limits = new PageLimits(1 + random.nextInt(6), 400 + random.nextInt(2_000));

        var parts = new ArrayList<CatalogResponse>();
        CatalogPages.responses(
                        17430, catalog.platformId(), catalog.items(), limits, new ManscdpWriter(CatalogConfigs.GB2312))
                .forEachRemaining(part -> {
                    parts.add(part);
                    if (random.nextInt(4) == 0) {
                        parts.add(part);
                    }
                });
        Collections.shuffle(parts, random);
        var collector = new CatalogCollector(17430, 1_000);
        parts.forEach(collector::add);

        assertThat(collector.isComplete()).isTrue();
        assertThat(Set.copyOf(collector.items())).isEqualTo(Set.copyOf(catalog.items()));
    }

    private static void assertHoldsTogether(ShareView view) {
        var seen = new HashSet<DeviceId>();
        for (CatalogItem item : view.snapshot().items()) {
            assertThat(seen).as("parents of %s stand before it", item).containsAll(item.parentIds());
            item.businessGroupId().ifPresent(group -> assertThat(seen).contains(group));
            assertThat(seen.add(item.deviceId()))
                    .as("%s is there once", item.deviceId())
                    .isTrue();
            boolean root = item.deviceId().value().equals(GATEWAY_ID);
            boolean area = item.deviceId().nodeKind() == NodeKind.AREA;
            assertThat(!item.parentIds().isEmpty()
                            || root
                            || area
                            || item.businessGroupId().isPresent())
                    .as("%s hangs below something", item)
                    .isTrue();
            if (view.resolve(item.deviceId(), Permission.LIVE) instanceof Resolution.Found(var exported, var node)) {
                assertThat(view.exportedId(node.ref())).contains(exported);
            } else {
                assertThat(root || item.deviceId().value().startsWith("9"))
                        .as("%s is ours", item)
                        .isTrue();
            }
        }
    }

    private static void follow(Map<DeviceId, CatalogItem> told, SharedChanges changes) {
        for (SharedChange change : changes.below(id(GATEWAY_ID))) {
            CatalogItem notified = change.toNotified();
            DeviceId id = notified.deviceId();
            switch (notified.event().orElseThrow()) {
                case ADD -> {
                    assertThat(told).doesNotContainKey(id);
                    told.put(id, withoutEvent(notified));
                }
                case UPDATE -> {
                    assertThat(told).containsKey(id);
                    told.put(id, withoutEvent(notified));
                }
                case DEL -> assertThat(told.remove(id)).isNotNull();
                case ON ->
                    told.computeIfPresent(
                            id, (_, old) -> old.toBuilder().status("ON").build());
                case OFF, VLOST, DEFECT ->
                    told.computeIfPresent(
                            id, (_, old) -> old.toBuilder().status("OFF").build());
            }
        }
    }

    private static CatalogItem withoutEvent(CatalogItem item) {
        return item.toBuilder().event(null).status(item.isOn() ? "ON" : "OFF").build();
    }

    private static Map<DeviceId, CatalogItem> byId(SharedCatalog catalog) {
        var items = new HashMap<DeviceId, CatalogItem>();
        catalog.items()
                .forEach(item -> items.put(
                        item.deviceId(),
                        item.toBuilder().status(item.isOn() ? "ON" : "OFF").build()));
        return items;
    }

    private static void change(ChannelTree tree, Random random) {
        change(tree, random, pick(LOWERS, random));
    }

    private static void change(ChannelTree tree, Random random, String lower) {
        switch (random.nextInt(5)) {
            case 0 -> tree.replace(lower, items(random, 25));
            case 1 -> tree.merge(lower, items(random, 5));
            case 2 -> tree.online(lower, random.nextInt(4) > 0);
            default -> tree.apply(lower, events(random));
        }
    }

    private static List<CatalogItem> events(Random random) {
        var events = new ArrayList<CatalogItem>();
        for (CatalogItem item : items(random, 5)) {
            CatalogEvent event = pick(List.of(CatalogEvent.values()), random);
            boolean full = event == CatalogEvent.ADD || event == CatalogEvent.UPDATE;
            events.add(full ? item.toBuilder().event(event).build() : CatalogItem.of(item.deviceId(), event));
        }
        return events;
    }

    /** Ids from a small stock, so that lowers collide and parents are missing, hidden or in a circle. */
    private static List<CatalogItem> items(Random random, int most) {
        var items = new LinkedHashMap<DeviceId, CatalogItem>();
        for (int i = random.nextInt(most); i > 0; i--) {
            String id = someId(random);
            var parents = new HashSet<String>();
            for (int p = random.nextInt(3); p > 0; p--) {
                parents.add(someId(random));
            }
            var item = id(id).nodeKind() == NodeKind.DEVICE
                    ? camera(id, parents.toArray(String[]::new)).status(random.nextBoolean() ? "ON" : "OFF")
                    : node(id, parents.toArray(String[]::new));
            if (random.nextInt(3) == 0) {
                item.businessGroupId(id(someId(random)));
            }
            item.name("name " + random.nextInt(3));
            item.civilCode(pick(List.of("372806", "372806", "3707", ""), random));
            items.put(id(id), item.build());
        }
        return List.copyOf(items.values());
    }

    private static String someId(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> pick(List.of("37", "3728", "372806"), random);
            case 1 -> "3728060000200000000" + random.nextInt(4);
            case 2 -> "3728060000215000000" + random.nextInt(3);
            case 3 -> "3728060000216000000" + random.nextInt(4);
            default -> "3728060000131000000" + random.nextInt(9);
        };
    }

    private static Share[] shares(Random random) {
        var shares = new ArrayList<Share>();
        for (String lower : LOWERS) {
            switch (random.nextInt(7)) {
                case 0 -> {}
                case 1 -> shares.add(CatalogConfigs.all(lower));
                case 4, 5, 6 -> {
                    shares.add(ruleOfAnyKind(lower, random));
                    shares.add(ruleOfAnyKind(lower, random));
                }
                case 2 -> shares.add(CatalogConfigs.some(lower, List.of(), List.of(someId(random), someId(random))));
                default ->
                    shares.add(CatalogConfigs.some(
                            lower, List.of("37280600001310*", someId(random)), List.of(someId(random))));
            }
        }
        // rules of one lower need not stand together
        Collections.shuffle(shares, random);
        return shares.toArray(Share[]::new);
    }

    private static Share ruleOfAnyKind(String lower, Random random) {
        List<String> none = List.of();
        List<String> below = random.nextInt(3) > 0 ? List.of(someId(random), someId(random)) : none;
        List<String> exceptBelow = random.nextInt(3) == 0 ? List.of(someId(random)) : none;
        List<TypeCode> types = random.nextInt(3) == 0
                ? List.of(new TypeCode("131"), new TypeCode(pick(List.of("200", "215", "216"), random)))
                : List.of();
        Share byId = CatalogConfigs.some(
                lower,
                random.nextInt(3) == 0 ? List.of("37280600001310*", someId(random)) : none,
                random.nextInt(3) == 0 ? List.of(someId(random)) : none);
        return new Share(lower, byId.channels(), below, types, byId.except(), exceptBelow);
    }

    private static Map<String, String> map(Random random) {
        var map = new HashMap<String, String>();
        if (random.nextInt(4) == 0) {
            map.put("372806000013*", pick(List.of("372806990013*", "372805000013*"), random));
        }
        Set<String> targets = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String target = random.nextBoolean() ? someId(random) : "3728000000131000000" + i;
            if (targets.add(target)) {
                map.put(someId(random), target);
            }
        }
        return map;
    }

    private static TreeView shape(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new TreeView.Flat();
            case 1 ->
                new TreeView.Virtual(new TreeView.Organisation(
                        "99280600002150000001",
                        "group",
                        List.of(new TreeView.Organisation(
                                "99280600002160000001",
                                "organisation",
                                List.of(),
                                CatalogConfigs.some("a", List.of("37280600001310000001"), List.of())
                                        .channels())),
                        List.of()));
            default -> new TreeView.Original();
        };
    }

    private static Map<String, LowerDomainConfig> lowers() {
        var lowers = new HashMap<String, LowerDomainConfig>();
        for (int i = 0; i < LOWERS.size(); i++) {
            String name = LOWERS.get(i);
            lowers.put(
                    name, CatalogConfigs.lower(name, "3728060000200000000" + i).build());
        }
        return lowers;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
