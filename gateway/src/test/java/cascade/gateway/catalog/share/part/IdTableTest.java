package cascade.gateway.catalog.share.part;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model test of the hash table of a shared view, against a HashMap. */
class IdTableTest {

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdsWhatAMapWouldHoldHoweverItGrowsAndShrinks(long seed) {
        var random = new Random(seed);
        var table = new IdTable();
        Map<DeviceId, SharedItem> model = new HashMap<>();
        int ids = 1 + random.nextInt(400);
        for (int step = 0; step < 3_000; step++) {
            var id = new DeviceId("%020d".formatted(random.nextInt(ids)));
            boolean growing = step / 700 % 2 == 0;
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                SharedItem item = SharedItem.own(CatalogItem.builder(id).build());
                table.put(item);
                model.put(id, item);
            } else {
                table.remove(id);
                model.remove(id);
            }
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(table.get(id).orElse(null)).isSameAs(model.get(id));
        }
        model.forEach((id, item) -> assertThat(table.get(id)).containsSame(item));
    }
}
