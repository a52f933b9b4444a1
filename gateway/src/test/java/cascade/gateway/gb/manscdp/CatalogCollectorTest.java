package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogCollector.Outcome;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogCollectorTest {
    private static final DeviceId LOWER = new DeviceId("37280600000000000000");
    private static final int SN = 17;

    private final CatalogCollector collector = new CatalogCollector(SN, 100);

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @Test
    void collectsTheThreePartsOfACapture() throws Exception {
        CatalogCollector captured = new CatalogCollector(450_133, 100);
        ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);
        for (String file : List.of("019", "023", "025")) {
            assertThat(captured.isComplete()).isFalse();
            byte[] body = CapturedBodies.of("wvp/upper/" + file + "-01register-lower-message-catalog-response.sip");
            captured.add((CatalogResponse)
                    reader.read(body, Charset.forName("GB2312")).message());
        }
        assertThat(captured.isComplete()).isTrue();
        assertThat(captured.items()).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void completesWithPartsInAnyOrderSomeTwiceAndSomeWithAWrongSumNum(int seed) {
        Random random = new Random(seed);
        List<CatalogItem> items = new RandomCatalog(seed).items(1 + random.nextInt(50));
        List<CatalogResponse> parts = parts(items, 1 + random.nextInt(5));
        List<CatalogResponse> arriving = new ArrayList<>(parts);
        IntStream.range(0, random.nextInt(6)).forEach(i -> arriving.add(parts.get(random.nextInt(parts.size()))));
        Collections.shuffle(arriving, random);
        // all but the first say how many items they hold themselves
        for (int i = 1; i < arriving.size(); i++) {
            CatalogResponse part = arriving.get(i);
            arriving.set(i, CatalogResponse.part(SN, LOWER, part.items().size(), part.items()));
        }

        CatalogCollector collecting = new CatalogCollector(SN, 1_000);
        List<CatalogItem> seen = new ArrayList<>();
        for (CatalogResponse part : arriving) {
            boolean known = seen.containsAll(part.items());
            assertThat(collecting.add(part)).isEqualTo(known ? Outcome.DUPLICATE : Outcome.ADDED);
            seen.addAll(part.items());
            assertThat(collecting.isComplete()).isEqualTo(seen.containsAll(items));
        }
        assertThat(collecting.items()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(collecting.expected()).isEqualTo(items.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isIncompleteButDeliversWhatCameWhenAPartIsLost(int seed) {
        List<CatalogItem> items = new RandomCatalog(seed).items(12);
        List<CatalogResponse> parts = new ArrayList<>(parts(items, 3));
        CatalogResponse lost = parts.remove(seed % parts.size());

        parts.forEach(collector::add);

        assertThat(collector.isComplete()).isFalse();
        assertThat(collector.items())
                .hasSize(items.size() - lost.items().size())
                .doesNotContainAnyElementsOf(lost.items());
    }

    @Test
    void leavesPartsOfOtherQueriesAlone() {
        assertThat(collector.add(CatalogResponse.part(SN + 1, LOWER, 0, List.of())))
                .isEqualTo(Outcome.FOREIGN_SN);
        assertThat(collector.isComplete()).isFalse();
    }

    @Test
    void completesWithAnEmptyAnswer() {
        assertThat(collector.add(CatalogResponse.part(SN, LOWER, 0, List.of()))).isEqualTo(Outcome.ADDED);
        assertThat(collector.isComplete()).isTrue();
        assertThat(collector.items()).isEmpty();
    }

    @Test
    void completesWithAnAnswerThatAnnouncesNoSum() {
        collector.add(new CatalogResponse(SN, LOWER, OptionalInt.empty(), items("1", "2"), List.of()));
        assertThat(collector.isComplete()).isTrue();
    }

    @Test
    void waitsForItemsThatWereAnnouncedButNotBrought() {
        collector.add(CatalogResponse.part(SN, LOWER, 6, List.of()));
        assertThat(collector.isComplete()).isFalse();
        assertThat(collector.expected()).isEqualTo(6);
    }

    @Test
    void countsADeviceThatIsListedUnderTwoParentsAsOftenAsItsSenderDoes() {
        CatalogItem under1 = CatalogItem.builder(new DeviceId("7"))
                .parentIds(List.of(new DeviceId("1")))
                .build();
        CatalogItem under2 =
                under1.toBuilder().parentIds(List.of(new DeviceId("2"))).build();

        collector.add(CatalogResponse.part(SN, LOWER, 2, List.of(under1, under2)));
        collector.add(CatalogResponse.part(SN, LOWER, 2, List.of(under1, under2)));

        assertThat(collector.isComplete()).isTrue();
        assertThat(collector.items())
                .singleElement()
                .satisfies(item -> assertThat(item.parentIds()).containsExactly(new DeviceId("1"), new DeviceId("2")));
    }

    @Test
    void keepsNoMoreThanItsLimit() {
        CatalogCollector small = new CatalogCollector(SN, 2);

        assertThat(small.add(CatalogResponse.part(SN, LOWER, 1_000_000, items("1", "2", "3"))))
                .isEqualTo(Outcome.OVERFLOW);

        assertThat(small.items()).isEqualTo(items("1", "2"));
        assertThat(small.isComplete()).isTrue();
    }

    @Test
    void takesWhatAPagerMade() {
        List<CatalogItem> items = new RandomCatalog(5).items(40);
        CatalogPages.responses(SN, LOWER, items, new PageLimits(3, 1300), new ManscdpWriter(StandardCharsets.UTF_8))
                .forEachRemaining(collector::add);

        assertThat(collector.isComplete()).isTrue();
        assertThat(collector.items()).isEqualTo(items);
    }

    private static List<CatalogResponse> parts(List<CatalogItem> items, int perPart) {
        return IntStream.iterate(0, from -> from < items.size(), from -> from + perPart)
                .mapToObj(from -> CatalogResponse.part(
                        SN, LOWER, items.size(), items.subList(from, Math.min(items.size(), from + perPart))))
                .toList();
    }

    private static List<CatalogItem> items(String... ids) {
        return Stream.of(ids)
                .map(id -> CatalogItem.builder(new DeviceId(id)).build())
                .toList();
    }
}
