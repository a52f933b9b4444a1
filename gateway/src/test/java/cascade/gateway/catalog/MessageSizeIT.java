package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.WireUpper.Datagram;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams to an upper at the defaults, filled with cameras of the WVP captures. */
class MessageSizeIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String UPPER_ID = "34020000002000000001";
    private static final String LOWER_ID = "34020000002000000002";
    private static final int CAMERAS = 40;

    /** The default of catalog.max-message. */
    private static final int MAX_MESSAGE = 1_440;

    /** An Ethernet frame's 1,500 bytes without the headers of IPv4 (20) and UDP (8). */
    private static final int UNFRAGMENTED = 1_472;

    private final ControlLoop loop = new ControlLoop();
    private final WireUpper upper =
            new WireUpper(SUBNET.host(3), UPPER_ID, new InetSocketAddress(GATEWAY, CatalogLab.PORT));
    private CatalogLab lab;

    @BeforeEach
    void open() {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                CatalogLab.upper("city", UPPER_ID, SUBNET.host(3), "share = [{ from = district }]"),
                CatalogLab.lower("district", LOWER_ID, SUBNET.host(2), ""));
        await().until(() -> lab.isOnline("city"));
        loop.run(() -> lab.catalogs.tree().online("district", true));
    }

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        loop.close();
    }

    private static CatalogItem captured() {
        var part = (CatalogResponse)
                Manscdp.read(CapturedBodies.of("wvp/lower/019-00setup-lo-message-catalog-response.sip"));
        return part.items().getFirst();
    }

    /** As WVP writes a camera of which it knows no position. */
    private static CatalogItem withoutPosition() {
        return captured().toBuilder()
                .longitude(null)
                .latitude(null)
                .extra(List.of())
                .build();
    }

    private static List<CatalogItem> cameras(CatalogItem like) {
        return IntStream.range(0, CAMERAS)
                .mapToObj(number -> like.toBuilder()
                        .deviceId(id("3402000000132%07d".formatted(number)))
                        .build())
                .toList();
    }

    private void lowerHas(List<CatalogItem> items) {
        lab.get(() -> lab.catalogs.tree().replace("district", items));
    }

    private void ask() {
        upper.ask("MESSAGE", Manscdp.bytes(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))));
    }

    /** Waits for so many items; no datagram is fragmented, and none has room for what the next one begins with. */
    private List<Datagram> wellFilled(String method, int items) {
        await().until(() ->
                upper.catalog(method).stream().mapToInt(Datagram::items).sum() >= items);
        List<Datagram> datagrams = upper.catalog(method);
        for (int i = 0; i < datagrams.size(); i++) {
            assertThat(datagrams.get(i).length()).isLessThanOrEqualTo(UNFRAGMENTED);
            if (i > 0 && i < datagrams.size() - 1) {
                int withOneMore =
                        datagrams.get(i).length() + datagrams.get(i + 1).firstItemLength();
                assertThat(withOneMore)
                        .as("beyond the limit, but for some digits")
                        .isGreaterThan(MAX_MESSAGE - 40);
            }
        }
        return datagrams;
    }

    @Test
    @FieldReport(value = "wvp 8", part = "as captured")
    void noMessageIsFragmentedNorHasRoomForOneMoreCamera() {
        lowerHas(cameras(captured()));

        ask();

        wellFilled("MESSAGE", CAMERAS + 1);
    }

    @Test
    @FieldReport(value = "wvp 8", part = "two cameras in a message")
    void twoCamerasWithoutPositionShareAMessage() {
        lowerHas(cameras(withoutPosition()));

        ask();

        assertThat(wellFilled("MESSAGE", CAMERAS + 1)).hasSizeLessThanOrEqualTo(CAMERAS / 2 + 1);
    }

    @Test
    @FieldReport(value = "load 9", part = "as many items as a NOTIFY holds")
    void aNotifyCarriesAsManyChangesAsADatagramHolds() {
        lowerHas(cameras(captured()));
        upper.ask(
                "SUBSCRIBE",
                Manscdp.bytes(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))),
                "Event: Catalog;id=1",
                "Expires: 600");

        lab.get(() -> lab.catalogs.tree().apply("district", off()));

        assertThat(wellFilled("NOTIFY", CAMERAS)).hasSizeLessThanOrEqualTo(CAMERAS / 5);
    }

    private static List<CatalogItem> off() {
        return cameras(captured()).stream()
                .map(camera -> CatalogItem.of(camera.deviceId(), CatalogEvent.OFF))
                .toList();
    }
}
