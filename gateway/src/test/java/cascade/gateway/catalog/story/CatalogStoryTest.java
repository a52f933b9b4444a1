package cascade.gateway.catalog.story;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.CatalogItems;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.time.Duration;
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
 * Random stories of a cascade: catalogs change while datagrams are lost, come late, out of order or twice. After a quiet
 * while each upper has what its rules share of what the lowers have. A failure names its seed.
 */
class CatalogStoryTest {

    private static final int STEPS = 40;

    static List<Long> seeds() {
        return new Random(20261128).longs(100).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneUpperHasWhatOneLowerHas(long seed) {
        var random = new Random(seed);
        var world = new StoryWorld(random, List.of(Client.PROPER), List.of("share = [{ from = a }]"));
        ModelLower lower = world.lowers().getFirst();
        for (int i = random.nextInt(40); i > 0; i--) {
            change(lower, random);
        }
        world.network().weather(random.nextDouble() / 4, random.nextDouble() / 10, random.nextDouble() / 10);
        world.start();
        for (int step = 0; step < STEPS; step++) {
            world.pass(Duration.ofMillis(random.nextInt(4_000)));
            change(lower, random);
        }
        world.pass(Duration.ofMinutes(30));

        assertThat(world.gateway().catalogs().tree().nodes("a").stream()
                        .map(node -> node.item())
                        .toList())
                .as("tree")
                .containsExactlyInAnyOrderElementsOf(lower.catalog());
        Map<DeviceId, CatalogItem> expected =
                byId(world.gateway().catalogs().view("upper0").snapshot().items());
        Map<DeviceId, CatalogItem> actual =
                byId(List.copyOf(world.uppers().getFirst().tree().values()));
        assertThat(differences(expected, actual)).as("upper").isEmpty();
    }

    private static List<String> differences(Map<DeviceId, CatalogItem> expected, Map<DeviceId, CatalogItem> actual) {
        var all = new TreeSet<>(Comparator.comparing(DeviceId::value));
        all.addAll(expected.keySet());
        all.addAll(actual.keySet());
        return all.stream()
                .filter(id -> !Objects.equals(expected.get(id), actual.get(id)))
                .map(id -> "expected " + shown(expected.get(id)) + " but was " + shown(actual.get(id)))
                .toList();
    }

    private static String shown(@Nullable CatalogItem item) {
        return item == null
                ? "nothing"
                : item.deviceId() + " " + item.name() + " " + item.status() + " below " + item.parentIds();
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

    private static void change(ModelLower lower, Random random) {
        DeviceId channel = new DeviceId("372806000013100000%02d".formatted(random.nextInt(40)));
        switch (random.nextInt(6)) {
            case 0, 1 ->
                lower.put(CatalogItems.camera(channel.value(), StoryWorld.lowerId(0))
                        .name("name " + random.nextInt(5))
                        .status(random.nextBoolean() ? "ON" : "OFF")
                        .build());
            case 2 -> lower.remove(channel);
            default -> lower.reports(channel, random.nextBoolean() ? CatalogEvent.ON : CatalogEvent.OFF);
        }
    }

    private static Map<DeviceId, CatalogItem> byId(List<CatalogItem> items) {
        var byId = new HashMap<DeviceId, CatalogItem>();
        items.forEach(item -> byId.put(
                item.deviceId(),
                item.toBuilder().event(null).status(item.isOn() ? "ON" : "OFF").build()));
        return byId;
    }
}
