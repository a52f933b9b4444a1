package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SkippedItemsTest {
    private final SkippedItems items = new SkippedItems();

    @Test
    @FieldReport(value = "wvp 4", part = "what is left out is named once")
    void eachItemOfAPlatformIsNamedOnce() {
        assertThat(items.unnamed("district", List.of("1", "2", "1"))).containsExactly("1", "2");
        assertThat(items.unnamed("district", List.of("2", "3"))).containsExactly("3");
        assertThat(items.unnamed("county", List.of("2"))).containsExactly("2");
    }

    @Test
    void aPlatformThatInventsIdsIsNotNamedForEver() {
        List<String> invented =
                IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
        assertThat(items.unnamed("district", invented)).hasSize(SkippedItems.MAX_PER_PLATFORM);
        assertThat(items.unnamed("county", List.of("x"))).containsExactly("x");
    }
}
