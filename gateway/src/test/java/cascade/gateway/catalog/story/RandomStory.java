package cascade.gateway.catalog.story;

import static cascade.gateway.catalog.CatalogItems.id;

import cascade.gateway.catalog.CatalogItems;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random story: what lowers have changes, platforms and gateway restart, subscriptions are lost, and the weather on the
 * network changes. In the end all are there, or one lower stays away, and the sky is clear.
 */
final class RandomStory {

    private static final int STEPS = 40;
    private static final Duration QUIET = Duration.ofMinutes(45);

    private final Random random;
    private final StoryWorld world;

    /** Whether a channel is of one lower only, and no parents are in a circle: then it is certain who is shown what. */
    private final boolean apart;

    RandomStory(long seed) {
        random = new Random(seed);
        apart = random.nextInt(4) > 0;
        List<Client> manners = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> random.nextInt(3) == 0 ? Client.CARELESS : Client.PROPER)
                .toList();
        List<String> shares = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> share(manners.size()))
                .toList();
        world = new StoryWorld(random, manners, shares);
    }

    StoryWorld world() {
        return world;
    }

    boolean isApart() {
        return apart;
    }

    void run() {
        world.lowers().forEach(lower -> put(lower, random.nextInt(60)));
        world.lowers().stream().filter(lower -> random.nextInt(4) == 0).forEach(this::countsWrongly);
        changeWeather();
        world.start();
        for (int step = 0; step < STEPS; step++) {
            world.pass(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(120_000) : random.nextInt(3_000)));
            happens();
        }
        if (!world.gateway().isUp()) {
            world.gateway().start();
        }
        world.uppers().stream().filter(upper -> !upper.isUp()).forEach(ModelUpper::start);
        boolean allComeBack = random.nextInt(5) > 0;
        world.lowers().stream().filter(lower -> !lower.isUp() && allComeBack).forEach(ModelLower::start);
        world.pass(Duration.ofMinutes(random.nextInt(5)));
        world.network().weather(0, 0, 0);
        world.pass(QUIET);
    }

    private void happens() {
        ModelLower lower = pick(world.lowers());
        ModelUpper upper = pick(world.uppers());
        switch (random.nextInt(24)) {
            case 0 -> put(lower, random.nextInt(30));
            case 1 -> lower.leave();
            case 2 -> lower.crash();
            case 3, 4, 5 -> lower.start();
            case 6 -> upper.crash();
            case 7, 8 -> revive(upper);
            case 9 -> upper.subscribeAnew();
            case 10 -> upper.query();
            case 11 -> lower.forgetSubscription();
            case 12 -> lower.loseSilently(someId(lower));
            case 13 -> changeWeather();
            case 14 -> world.gateway().crash();
            case 15, 16, 17 -> revive(world.gateway());
            default -> change(lower);
        }
    }

    /** Its SumNum is right for none of its answers, as with some platforms. */
    private void countsWrongly(ModelLower lower) {
        int wrong = random.nextInt(4);
        lower.answers(
                Duration.ofMillis(random.nextInt(20)),
                (number, query, items) -> items.stream()
                        .map(item -> CatalogResponse.part(
                                query.sn(),
                                query.deviceId(),
                                wrong == 3 ? items.size() + 3 : Math.min(wrong, items.size()),
                                List.of(item)))
                        .toList());
    }

    private static void revive(ModelUpper upper) {
        if (!upper.isUp()) {
            upper.start();
        }
    }

    private static void revive(StoryGateway gateway) {
        if (!gateway.isUp()) {
            gateway.start();
        }
    }

    private void changeWeather() {
        world.network().weather(random.nextDouble() / 4, random.nextDouble() / 10, random.nextDouble() / 10);
    }

    private void put(ModelLower lower, int items) {
        for (int i = 0; i < items; i++) {
            put(lower);
        }
    }

    private void change(ModelLower lower) {
        switch (random.nextInt(6)) {
            case 0, 1 -> put(lower);
            case 2 -> lower.remove(someId(lower));
            default ->
                lower.reports(
                        id(camera(numberOf(lower))),
                        pick(List.of(CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.VLOST, CatalogEvent.DEFECT)));
        }
    }

    private void put(ModelLower lower) {
        DeviceId id = someId(lower);
        String[] parents = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> someId(lower))
                .filter(parent -> mayBeAbove(parent, id))
                .map(DeviceId::value)
                .distinct()
                .toArray(String[]::new);
        CatalogItemBuilder item = id.nodeKind() == NodeKind.DEVICE
                ? CatalogItems.camera(id.value(), parents).status(random.nextInt(3) > 0 ? "ON" : "OFF")
                : CatalogItems.node(id.value(), parents);
        DeviceId group = someId(lower);
        if (random.nextInt(4) == 0 && mayBeAbove(group, id)) {
            item.businessGroupId(group);
        }
        lower.put(item.name("name " + random.nextInt(5)).build());
    }

    /** Where a circle of parents is cut depends on what came first, so that nobody can say what comes out. */
    private boolean mayBeAbove(DeviceId parent, DeviceId id) {
        int kinds = parent.nodeKind().compareTo(id.nodeKind());
        return !apart || kinds < 0 || (kinds == 0 && parent.value().compareTo(id.value()) < 0);
    }

    private DeviceId someId(ModelLower lower) {
        int number = numberOf(lower);
        return id(
                switch (random.nextInt(8)) {
                    case 0 -> pick(List.of("3%d", "3%d28", "3%d2806")).formatted(number);
                    case 1 -> StoryWorld.lowerId(number);
                    case 2 -> "3718060%d00215000000%d".formatted(number, random.nextInt(3));
                    case 3 -> "3718060%d00216000000%d".formatted(number, random.nextInt(4));
                    default -> camera(number);
                });
    }

    private int numberOf(ModelLower lower) {
        return apart ? world.lowers().indexOf(lower) : 0;
    }

    private String camera(int lower) {
        return "3718060%d0013100000%02d".formatted(lower, random.nextInt(40));
    }

    private String share(int lowers) {
        var rules = new ArrayList<String>();
        for (int i = 0; i < lowers; i++) {
            String from = StoryWorld.lowerName(i);
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 ->
                    rules.add("{ from = %s, channels = [\"3718060%d001310000*\"], except = [\"%s\", \"%s\"] }"
                            .formatted(from, i, camera(i), camera(i)));
                default -> rules.add("{ from = %s }".formatted(from));
            }
        }
        String map = random.nextBoolean() ? "\"%s\" = \"37280601001310000001\"".formatted(camera(0)) : "";
        return "share = [%s], map { %s }, tree = %s"
                .formatted(String.join(", ", rules), map, random.nextInt(4) == 0 ? "flat" : "original");
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
