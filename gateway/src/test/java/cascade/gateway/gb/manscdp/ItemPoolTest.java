package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemPoolTest {

    private final ItemPool pool = new ItemPool();

    @Test
    void twoCamerasOfAStreetShareAllButTheirOwnTexts() {
        CatalogItem one = pool.share(camera("37280600001310000001", "ON"));
        CatalogItem two = pool.share(camera("37280600001310000002", "ON"));

        assertThat(one.traits()).isSameAs(two.traits());
        assertThat(one.extra()).isSameAs(two.extra());
        assertThat(one).isEqualTo(camera("37280600001310000001", "ON"));
        assertThat(two).isEqualTo(camera("37280600001310000002", "ON"));
    }

    @Test
    void camerasThatDifferInOneFieldShareItsNeighbours() {
        CatalogItem on = pool.share(camera("37280600001310000001", "ON"));
        CatalogItem off = pool.share(camera("37280600001310000002", "OFF"));

        assertThat(on.status()).contains("ON");
        assertThat(off.status()).contains("OFF");
        assertThat(on.traits().manufacturer()).isSameAs(off.traits().manufacturer());
        assertThat(on.parentIds().getFirst()).isSameAs(off.parentIds().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "Straße é", "人民路1号", "😀", "\ud800", "a\u0000b"})
    void anItemsOwnTextsStayWhatTheyWere(String text) {
        CatalogItem item = CatalogItem.builder(new DeviceId("37280600001310000001"))
                .name(text)
                .ipAddress(text.repeat(200))
                .latitude(text)
                .build();

        assertThat(item.name()).contains(text);
        assertThat(item.address()).isEmpty();
        assertThat(item.ipAddress()).contains(text.repeat(200));
        assertThat(item.longitude()).isEmpty();
        assertThat(item.latitude()).contains(text);
        CatalogItem changed = item.toBuilder().address(text).name(null).build();
        assertThat(changed.name()).isEmpty();
        assertThat(changed.address()).contains(text);
        assertThat(changed.toBuilder().address(null).name(text).build()).isEqualTo(item);
    }

    @Test
    void anItemWithoutTextsHasNone() {
        CatalogItem item =
                CatalogItem.builder(new DeviceId("37280600001310000001")).build();

        assertThat(item.name()).isEqualTo(Optional.empty());
        assertThat(item.toBuilder().name("x").name(null).build()).isEqualTo(item);
    }

    private static CatalogItem camera(String id, String status) {
        return CatalogItem.builder(new DeviceId(id))
                .name("camera " + id)
                .manufacturer(String.valueOf("Maker".toCharArray()))
                .civilCode("372806")
                .parentIds(List.of(new DeviceId("37280600002000000001")))
                .status(status)
                .extra(List.of(XmlNode.of("PTZType", "1")))
                .build();
    }
}
