package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedItemsTest {

    private static final DeviceId ID = new DeviceId("37280601001310000001");

    private static CatalogItem full() {
        return CatalogItem.builder(ID)
                .name("东门\ud83d\udcf7é")
                .manufacturer("Hikvision")
                .model("")
                .owner("Owner")
                .civilCode("372806")
                .address("人民路1号")
                .parental("0")
                .parentIds(List.of(new DeviceId("37280601002000000001"), new DeviceId("37280601002160000001")))
                .safetyWay("0")
                .registerWay("1")
                .secrecy("0")
                .ipAddress("10.0.0.1")
                .port("5060")
                .status("ON")
                .longitude("117.1")
                .latitude("")
                .businessGroupId(new DeviceId("37280601002150000001"))
                .extra(List.of(new XmlNode(
                        "Info",
                        Map.of("a", "b"),
                        "",
                        List.of(XmlNode.of("PTZType", "1"), XmlNode.of("x".repeat(300), "长".repeat(200))))))
                .build();
    }

    @Test
    void everyFieldIsReadAsItWasWritten() {
        List<CatalogItem> items = List.of(full(), CatalogItem.builder(ID).build());

        assertThat(PackedItems.read(PackedItems.write(items))).isEqualTo(items);
    }

    @Test
    void whateverItemsSayIsReadAgain() {
        long seed = new Random().nextLong();
        List<CatalogItem> items = new RandomCatalog(seed)
                .items(500).stream()
                        .map(item -> item.toBuilder().event(null).build())
                        .toList();

        assertThat(PackedItems.read(PackedItems.write(items)))
                .as("seed %d", seed)
                .isEqualTo(items);
    }

    @Test
    void noItemsAreAFormAsWell() {
        assertThat(PackedItems.read(PackedItems.write(List.of()))).isEmpty();
    }

    @Test
    void anEventIsNotKept() {
        CatalogItem told = full().toBuilder().event(CatalogEvent.ADD).build();

        assertThat(PackedItems.read(PackedItems.write(List.of(told)))).containsExactly(full());
    }

    @Test
    void whatItemsHaveInCommonIsWrittenOnce() {
        var items = new ArrayList<CatalogItem>();
        for (int i = 0; i < 32; i++) {
            items.add(full().toBuilder()
                    .deviceId(new DeviceId("3728060100131000" + (1000 + i)))
                    .build());
        }

        int one = PackedItems.write(items.subList(0, 1)).length;
        int all = PackedItems.write(items).length;

        assertThat(all).isLessThan(one + 31 * 110);
        assertThat(PackedItems.read(PackedItems.write(items))).isEqualTo(items);
    }

    @Test
    void whatIsCutIsNoForm() {
        byte[] whole = PackedItems.write(List.of(full()));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().as("%d bytes", length).isThrownBy(() -> PackedItems.read(cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> PackedItems.read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void whateverTheBytesAreItEndsInItemsOrOneKindOfError() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] whole = PackedItems.write(
                List.of(full(), CatalogItem.builder(ID).name("a").build()));

        for (int round = 0; round < 20_000; round++) {
            byte[] flipped = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
            }
            try {
                PackedItems.read(flipped)
                        .forEach(item -> assertThat(item.toString()).isNotEmpty());
            } catch (IllegalArgumentException refused) {
                // as it should be
            } catch (RuntimeException | Error other) {
                assertThatThrownBy(() -> PackedItems.read(flipped))
                        .as("seed %d, round %d", seed, round)
                        .isInstanceOf(IllegalArgumentException.class);
                throw other;
            }
        }
    }
}
