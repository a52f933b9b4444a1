package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a lower platform through the gateway to an upper one, both played by scripts. */
class ThroughIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String GATEWAY = SUBNET.host(1);
    private static final String LOWER = SUBNET.host(2);
    private static final String UPPER = SUBNET.host(3);
    private static final String LOWER_ID = "37280600002000000001";
    private static final String UPPER_ID = "37280000002000000000";
    private static final String CAMERA = "37280601411319001158";
    private static final String EXPORTED = "37280000001320000001";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform lower = CatalogLab.platform(loop, LOWER, LOWER_ID, GATEWAY);
    private final ScriptedPlatform upper = CatalogLab.platform(loop, UPPER, UPPER_ID, GATEWAY);
    private CatalogLab lab;

    @BeforeEach
    void open() {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                CatalogLab.lower("district", LOWER_ID, LOWER, ""),
                CatalogLab.upper(
                        "city",
                        UPPER_ID,
                        UPPER,
                        "share = [{ from = district }], map = { \"%s\" = \"%s\" }, quirks { gb18030-bytes = true }"
                                .formatted(CAMERA, EXPORTED)));
        await().until(() -> lab.isOnline("city"));
    }

    @AfterEach
    void close() {
        lab.close();
        lower.close();
        upper.close();
        loop.close();
    }

    /** Answers the gateway's query with one part, made for the query's SN. */
    private void answerQueryWith(Function<CatalogQuery, byte[]> body) {
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            var query = (CatalogQuery) Manscdp.read(transaction.request().body());
            lower.post(body.apply(query));
        });
    }

    @Test
    void showsTheLowersCameraUnderTheIdThatTheUpperKnows() {
        answerQueryWith(query -> Manscdp.bytes(CatalogResponse.part(
                query.sn(),
                query.deviceId(),
                1,
                List.of(camera(CAMERA, LOWER_ID).build()))));
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 1);

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> answered().size() == 2);
        assertThat(answered().get(1))
                .isEqualTo(camera(CAMERA, CatalogLab.GATEWAY_ID)
                        .deviceId(id(EXPORTED))
                        .build());
    }

    private List<CatalogItem> answered() {
        return upper.messages(CatalogResponse.class).stream()
                .flatMap(part -> part.items().stream())
                .toList();
    }

    @Test
    void tellsTheUpperWhenALowerGoesAndReturns() {
        answerQueryWith(query -> Manscdp.bytes(CatalogResponse.part(
                query.sn(),
                query.deviceId(),
                1,
                List.of(camera(CAMERA, LOWER_ID).build()))));
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 1);
        subscribe();

        lower.register(0);
        await().until(() -> upper.messages(CatalogNotify.class).size() == 1);
        assertThat(upper.messages(CatalogNotify.class).getFirst().items())
                .containsExactly(CatalogItem.of(id(EXPORTED), CatalogEvent.OFF));

        lower.register(3600);
        await().until(() -> upper.messages(CatalogNotify.class).size() == 2);
        assertThat(upper.messages(CatalogNotify.class).get(1).items())
                .containsExactly(CatalogItem.of(id(EXPORTED), CatalogEvent.ON));
    }

    @Test
    @Clause(value = "charset", part = "through the gateway")
    void passesChineseNamesOnByteForByte() {
        // the last character is not in GB2312, though the lower says that it writes GB2312
        byte[] name = "东门枪机 & 朱镕".getBytes(GbText.GB18030);
        byte[] written = "东门枪机 &amp; 朱镕".getBytes(GbText.GB18030);
        answerQueryWith(query ->
                """
                <?xml version="1.0" encoding="GB2312"?>\r
                <Response>\r
                <CmdType>Catalog</CmdType>\r
                <SN>%d</SN>\r
                <DeviceID>%s</DeviceID>\r
                <SumNum>1</SumNum>\r
                <DeviceList Num=" 1 ">\r
                <Item><DeviceID>%s</DeviceID><Name>%s</Name><CivilCode>372806</CivilCode><Status>ON</Status>\
                <VendorField a="1">%s</VendorField></Item>\r
                </DeviceList>\r
                </Response>\r
                """.formatted(query.sn(), LOWER_ID, CAMERA, "东门枪机 & 朱镕", "厂商").getBytes(GbText.GB18030));
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 1);
        assertThat(lab.node("district", CAMERA).orElseThrow().item().name().orElseThrow())
                .isEqualTo(new String(name, GbText.GB18030));

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> upper.messages(CatalogResponse.class).stream()
                        .mapToInt(part -> part.items().size())
                        .sum()
                == 2);
        String sent = latin(upper.received("MESSAGE").getLast().body());
        assertThat(sent)
                .contains("encoding=\"GB2312\"")
                .contains("<Name>" + latin(written) + "</Name>")
                .contains("<VendorField a=\"1\">" + latin("厂商".getBytes(GbText.GB18030)) + "</VendorField>");
    }

    /** One item with a prefix that nobody declared once stopped the catalogs of all uppers. */
    @Test
    @FieldReport("load 5")
    @FieldReport(value = "wvp 4", part = "through to the upper")
    void oneItemWithAPrefixedElementPoisonsNeitherAnswersNorNotifications() {
        answerQueryWith(query -> """
                <Response>
                <CmdType>Catalog</CmdType>
                <SN>%d</SN>
                <DeviceID>%s</DeviceID>
                <SumNum>3</SumNum>
                <DeviceList Num="3">
                <Item><DeviceID>37280601411319001001</DeviceID><Name>北门<测试></Name></Item>
                <Item><DeviceID>37280601411319001002</DeviceID><hk:Ext hk:a="1">x</hk:Ext></Item>
                <Item><DeviceID>37280601411319001003</DeviceID></Item>
                </DeviceList>
                </Response>
                """.formatted(query.sn(), LOWER_ID).getBytes(GbText.GB18030));
        subscribe();
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 3);
        await().until(() -> upper.messages(CatalogNotify.class).stream()
                        .mapToInt(notify -> notify.items().size())
                        .sum()
                == 3);

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> upper.messages(CatalogResponse.class).stream()
                        .mapToInt(part -> part.items().size())
                        .sum()
                == 4);
        assertThat(upper.messages(CatalogResponse.class))
                .flatExtracting(CatalogResponse::items)
                .anySatisfy(item -> assertThat(item.extraText("Ext")).hasValue("x"))
                .anySatisfy(item -> assertThat(item.name()).hasValue("北门<测试>"));
    }

    private void subscribe() {
        SipRequest request = upper.request("SUBSCRIBE")
                .header("Event", "Catalog")
                .header("Expires", "600")
                .body("Application/MANSCDP+xml", Manscdp.bytes(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))))
                .build();
        assertThat(upper.send(request).status()).isEqualTo(200);
    }

    /** One character for each byte, so that bytes can be compared as text. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
