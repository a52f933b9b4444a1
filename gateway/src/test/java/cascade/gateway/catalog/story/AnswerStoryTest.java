package cascade.gateway.catalog.story;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.CatalogItems;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.catalog.story.ModelLower.AnswerScript;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a lower that lack parts, count wrongly or take long, and what an upper is told meanwhile. */
class AnswerStoryTest {

    private static final int CHANNELS = 10;
    private static final Duration AT_ONCE = Duration.ofMillis(5);
    private static final Duration REFRESH = Duration.ofMinutes(10);

    private final StoryWorld world =
            new StoryWorld(new Random(1), List.of(Client.PROPER), List.of("share = [{ from = a }]"));
    private final ModelLower lower = world.lowers().getFirst();
    private final ModelUpper upper = world.uppers().getFirst();
    private int smallest = Integer.MAX_VALUE;

    @BeforeEach
    void tenChannels() {
        IntStream.range(0, CHANNELS).forEach(number -> lower.put(channel(number)));
    }

    private static CatalogItem channel(int number) {
        return CatalogItems.camera("372806000013100000%02d".formatted(number), StoryWorld.lowerId(0))
                .build();
    }

    private static CatalogResponse part(CatalogQuery query, int sumNum, List<CatalogItem> items) {
        return CatalogResponse.part(query.sn(), query.deviceId(), sumNum, items);
    }

    /** A part for each channel but those, each with that SumNum. */
    private static AnswerScript eachBut(int sumNum, int... lost) {
        return (number, query, items) -> IntStream.range(0, items.size())
                .filter(index -> IntStream.of(lost).noneMatch(gone -> gone == index))
                .mapToObj(index -> part(query, sumNum, List.of(items.get(index))))
                .toList();
    }

    private int known() {
        return world.gateway().catalogs().tree().size("a");
    }

    /** Watches that no channel goes, ever after. */
    private void watch() {
        world.gateway().catalogs().tree().addListener((name, changes) -> smallest = Math.min(smallest, known()));
    }

    @Test
    @FieldReport(value = "load 6", part = "a lost part is missed by the rhythm of the others")
    void aPartIsMissedAfterFourSecondsAndTheCatalogAskedForAgain() {
        lower.answers(AT_ONCE, eachBut(CHANNELS, 7));
        world.start();
        world.pass(Duration.ofSeconds(9));

        assertThat(lower.asked()).hasSize(2);
        assertThat(lower.asked().get(1).minus(lower.asked().get(0)))
                .isBetween(Duration.ofSeconds(4), Duration.ofMillis(4_200));
    }

    @Test
    void whatCameIsShownWhileTheRestIsMissed() {
        lower.answers(AT_ONCE, eachBut(CHANNELS, 7));
        world.start();
        world.pass(Duration.ofSeconds(3));

        assertThat(known()).isEqualTo(CHANNELS - 1);
    }

    @Test
    void aSlowLowerIsNotAskedAgainWhileItSends() {
        lower.answers(Duration.ofSeconds(3), eachBut(CHANNELS));
        world.start();
        world.pass(Duration.ofMinutes(1));

        assertThat(known()).isEqualTo(CHANNELS);
        assertThat(lower.asked()).hasSize(1);
    }

    @Test
    void answersThatEachLackAnotherPartAreWholeTogether() {
        lower.answers(
                AT_ONCE,
                (number, query, items) -> eachBut(CHANNELS, number, number + 3).parts(number, query, items));
        world.start();
        world.pass(REFRESH.minusMinutes(1));

        assertThat(known()).isEqualTo(CHANNELS);
        assertThat(lower.asked()).as("asked once more, and not again soon").hasSize(2);
    }

    @Test
    @FieldReport(value = "SumNum", part = "1 in every part (Tiandy)")
    void everyChannelIsThereAndStaysWhereEachPartCountsItself() {
        countsWrongly(eachBut(1));
    }

    @Test
    @FieldReport(value = "SumNum", part = "1 in later parts (Tiandy)")
    void everyChannelIsThereAndStaysWhereLaterPartsCountThemselves() {
        countsWrongly((number, query, items) -> {
            var parts = new ArrayList<>(eachBut(1).parts(number, query, items));
            parts.set(0, part(query, CHANNELS, items.subList(0, 1)));
            return parts;
        });
    }

    @Test
    @FieldReport(value = "SumNum", part = "0 beside items")
    void everyChannelIsThereAndStaysWhereSumNumIsZero() {
        countsWrongly(eachBut(0));
    }

    @Test
    @FieldReport(value = "SumNum", part = "less than what comes")
    void everyChannelIsThereAndStaysWhereMoreComesThanWasAnnounced() {
        countsWrongly(eachBut(4));
    }

    @Test
    @FieldReport(value = "SumNum", part = "more than what comes")
    void everyChannelIsThereAndStaysWhereLessComesThanWasAnnounced() {
        countsWrongly(eachBut(CHANNELS + 5));
    }

    @Test
    @FieldReport(value = "SumNum", part = "none")
    void everyChannelIsThereAndStaysWhereNothingIsAnnounced() {
        countsWrongly((number, query, items) -> items.stream()
                .map(item -> new CatalogResponse(
                        query.sn(), query.deviceId(), OptionalInt.empty(), List.of(item), List.of()))
                .toList());
    }

    private void countsWrongly(AnswerScript script) {
        lower.answers(AT_ONCE, script);
        world.start();
        world.pass(Duration.ofSeconds(30));
        assertThat(known()).isEqualTo(CHANNELS);
        watch();

        lower.put(channel(CHANNELS));
        world.pass(REFRESH.multipliedBy(4));

        assertThat(lower.asked().size()).as("it was asked again").isGreaterThan(2);
        assertThat(smallest).isGreaterThan(CHANNELS);
        assertThat(upper.tree()).hasSize(CHANNELS + 2);

        lower.remove(channel(3).deviceId());
        lower.loseSilently(channel(4).deviceId());
        world.pass(REFRESH.multipliedBy(4));
        assertThat(known()).as("one went with a word, one without").isEqualTo(CHANNELS - 1);
    }

    @Test
    void anAnswerWaitsForALowerThatIsGivingItsFirstCatalog() {
        lower.answers(Duration.ofSeconds(3), eachBut(CHANNELS));
        world.start();
        world.pass(Duration.ofSeconds(25));
        assertThat(upper.isAnswered()).as("though start-hold is over").isFalse();

        world.pass(Duration.ofSeconds(10));

        assertThat(upper.isAnswered()).isTrue();
        assertThat(upper.tree()).hasSize(CHANNELS + 1);
    }

    @Test
    void anAnswerWaitsNoLongerThanCollectHold() {
        lower.answers(
                Duration.ofSeconds(3),
                (number, query, items) -> IntStream.range(0, 300)
                        .mapToObj(again -> part(query, CHANNELS, items.subList(0, 1)))
                        .toList());
        world.start();
        world.pass(Duration.ofMinutes(4));
        assertThat(upper.isAnswered()).isFalse();

        world.pass(Duration.ofMinutes(2));

        assertThat(upper.isAnswered()).isTrue();
    }

    @Test
    void anAnswerWaitsForNoLowerThatHasGivenItsCatalogBefore() {
        world.start();
        world.pass(Duration.ofMinutes(1));
        lower.answers(Duration.ofSeconds(3), eachBut(CHANNELS));
        world.pass(REFRESH.minusSeconds(50));
        assertThat(lower.asked()).as("it is giving it again").hasSize(2);

        upper.query();
        world.pass(Duration.ofSeconds(1));

        assertThat(upper.isAnswered()).isTrue();
    }
}
