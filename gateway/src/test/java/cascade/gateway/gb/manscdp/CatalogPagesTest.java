package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogPagesTest {
    private static final DeviceId GATEWAY = new DeviceId("37280600002000000001");
    private static final PageLimits SMALL = new PageLimits(4, 1300);

    private final ManscdpWriter writer = new ManscdpWriter(Charset.forName("GB2312"));

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bringsEveryItemOnceInOrderWithinTheLimits(int seed) {
        List<CatalogItem> items = new RandomCatalog(seed).items(1 + seed);

        List<CatalogResponse> parts = all(CatalogPages.responses(17, GATEWAY, items, SMALL, writer));

        assertThat(parts.stream().flatMap(part -> part.items().stream())).containsExactlyElementsOf(items);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.sn()).isEqualTo(17);
            assertThat(part.sumNum()).hasValue(items.size());
            assertThat(part.items()).hasSizeBetween(1, SMALL.maxItems());
            int bytes = writer.write(part).length;
            assertThat(bytes <= SMALL.maxBodyBytes() || part.items().size() == 1)
                    .isTrue();
        });
    }

    @Test
    void fillsPagesAsFarAsTheBytesAllow() {
        List<CatalogItem> items = IntStream.range(10, 40)
                .mapToObj(i ->
                        CatalogItem.builder(new DeviceId("" + i)).name("东门").build())
                .toList();
        int three = writer.write(CatalogResponse.part(17, GATEWAY, 30, items.subList(0, 3))).length;
        // room for the longest number of items is kept free
        int slack = "2147483647".length() - 1;

        List<CatalogResponse> parts =
                all(CatalogPages.responses(17, GATEWAY, items, new PageLimits(100, three + slack), writer));

        assertThat(parts)
                .hasSize(10)
                .allSatisfy(part -> assertThat(part.items()).hasSize(3));
    }

    @Test
    void sendsAnItemThatIsTooLargeAlone() {
        CatalogItem large =
                CatalogItem.builder(new DeviceId("1")).address("x".repeat(4000)).build();
        CatalogItem small = CatalogItem.of(new DeviceId("2"), CatalogEvent.ON);

        List<CatalogResponse> parts =
                all(CatalogPages.responses(1, GATEWAY, List.of(small, large, small), SMALL, writer));

        assertThat(parts)
                .extracting(CatalogResponse::items)
                .containsExactly(List.of(small), List.of(large), List.of(small));
    }

    @Test
    void answersWithOneMessageWhenThereIsNothing() {
        assertThat(all(CatalogPages.responses(1, GATEWAY, List.of(), SMALL, writer)))
                .containsExactly(CatalogResponse.part(1, GATEWAY, 0, List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void notifiesOfAsManyAsFitInOrder(int seed) {
        List<CatalogItem> items = new RandomCatalog(seed).items(1 + seed);

        CatalogNotify notify =
                CatalogPages.notification(101, GATEWAY, items.iterator(), new PageLimits(100, 1300), writer);

        int taken = notify.items().size();
        assertThat(notify).isEqualTo(CatalogNotify.of(101, GATEWAY, items.subList(0, taken)));
        assertThat(writer.write(notify).length <= 1300 || taken == 1).isTrue();
        if (taken < items.size()) {
            CatalogNotify oneMore = CatalogNotify.of(101, GATEWAY, items.subList(0, taken + 1));
            assertThat(writer.write(oneMore).length).isGreaterThan(1300 - 10);
        }
    }

    @Test
    void notifiesOfTwelveStatesInAFrameAndOfNoMoreThanItMay() {
        List<CatalogItem> states = IntStream.range(0, 200)
                .mapToObj(i -> CatalogItem.of(new DeviceId("37280600001320%06d".formatted(i)), CatalogEvent.OFF))
                .toList();

        assertThat(CatalogPages.notification(1, GATEWAY, states.iterator(), new PageLimits(100, 1300), writer)
                        .items())
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(CatalogPages.notification(1, GATEWAY, states.iterator(), new PageLimits(100, 65_536), writer)
                        .items())
                .hasSize(100);
    }

    @Test
    void notifiesOfAnItemThatIsTooLargeAlone() {
        CatalogItem large =
                CatalogItem.builder(new DeviceId("1")).address("x".repeat(4000)).build();
        CatalogItem small = CatalogItem.of(new DeviceId("2"), CatalogEvent.ON);

        CatalogNotify notify =
                CatalogPages.notification(1, GATEWAY, List.of(large, small).iterator(), SMALL, writer);

        assertThat(notify.items()).containsExactly(large);
    }

    @Test
    void keepsTheItemsOfTheMomentOfCreation() {
        List<CatalogItem> live = new ArrayList<>(new RandomCatalog(1).items(5));
        CatalogPages pages =
                CatalogPages.responses(1, GATEWAY, live, new PageLimits(1, 1300), new ManscdpWriter(UTF_8));
        pages.next();
        live.clear();

        assertThat(all(pages))
                .hasSize(4)
                .allSatisfy(part -> assertThat(part.sumNum()).hasValue(5));
    }

    private static <T> List<T> all(Iterator<T> pages) {
        List<T> all = new ArrayList<>();
        pages.forEachRemaining(all::add);
        return all;
    }
}
