package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManscdpWriterTest {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final DeviceId CAMERA = new DeviceId("34020000001320000001");

    @Test
    void writesAKeepaliveAsPlatformsDo() {
        assertThat(new ManscdpWriter(GB2312).write(Keepalive.ok(43, CAMERA)))
                .asString(UTF_8)
                .isEqualTo("""
                        <?xml version="1.0" encoding="GB2312"?>
                        <Notify>
                        <CmdType>Keepalive</CmdType>
                        <SN>43</SN>
                        <DeviceID>34020000001320000001</DeviceID>
                        <Status>OK</Status>
                        </Notify>
                        """.replace("\n", "\r\n"));
    }

    @Test
    void asksForAKeyFrameInTheSpellingOfTheEdition() {
        assertThat(new ManscdpWriter(GB2312).write(KeyFrameRequest.EDITION_2016.of(7, CAMERA)))
                .asString(UTF_8)
                .isEqualToNormalizingNewlines("""
                        <?xml version="1.0" encoding="GB2312"?>
                        <Control>
                        <CmdType>DeviceControl</CmdType>
                        <SN>7</SN>
                        <DeviceID>34020000001320000001</DeviceID>
                        <IFameCmd>Send</IFameCmd>
                        </Control>
                        """);
        assertThat(new ManscdpWriter(GB2312).write(KeyFrameRequest.EDITION_2022.of(7, CAMERA)))
                .asString(UTF_8)
                .contains("<IFrameCmd>Send</IFrameCmd>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK", "GB18030", "UTF-8"})
    void namesThePeersCharsetAndWritesIt(String charset) {
        byte[] written = new ManscdpWriter(Charset.forName(charset)).write(named("东门枪机"));

        assertThat(new String(written, Charset.forName(charset)))
                .startsWith("<?xml version=\"1.0\" encoding=\"" + charset + "\"?>\r\n")
                .contains("<Name>东门枪机</Name>");
    }

    @Test
    void writesCharactersThatGb2312LacksAsGb18030() {
        byte[] written = new ManscdpWriter(GB2312).write(named("䶮𠮷"));

        assertThat(new String(written, GbText.GB18030))
                .contains("encoding=\"GB2312\"")
                .contains("<Name>䶮𠮷</Name>");
    }

    @ParameterizedTest
    @CsvSource({"GB2312, 东?门?", "GBK, 东镕门?", "GB18030, 东镕门𠮷", "UTF-8, 东镕门𠮷"})
    @FieldReport(value = "F37", part = "gb18030-bytes")
    void writesAQuestionMarkForWhatTheCharsetLacksWhereThePeerDoesNotReadGb18030(String charset, String expected) {
        byte[] written = new ManscdpWriter(Charset.forName(charset), false).write(named("东镕门𠮷"));

        assertThat(new String(written, Charset.forName(charset))).contains("<Name>" + expected + "</Name>");
    }

    @Test
    void escapesWhatXmlWouldMisread() {
        byte[] written = new ManscdpWriter(UTF_8).write(named("a&<>\"'\rb\nc"));
        assertThat(written).asString(UTF_8).contains("<Name>a&amp;&lt;&gt;&quot;&apos;&#13;b\nc</Name>");
    }

    @Test
    void writesTheListOfItemsWithItsNumber() {
        byte[] written = new ManscdpWriter(UTF_8)
                .write(CatalogNotify.of(
                        5, CAMERA, List.of(CatalogItem.of(new DeviceId("1"), CatalogEvent.OFF), item("2", "B"))));

        assertThat(written).asString(UTF_8).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Notify>
                <CmdType>Catalog</CmdType>
                <SN>5</SN>
                <DeviceID>34020000001320000001</DeviceID>
                <SumNum>2</SumNum>
                <DeviceList Num="2">
                <Item>
                <DeviceID>1</DeviceID>
                <Event>OFF</Event>
                </Item>
                <Item>
                <DeviceID>2</DeviceID>
                <Name>B</Name>
                </Item>
                </DeviceList>
                </Notify>
                """.replace("\n", "\r\n"));
    }

    @Test
    void writesAnEmptyResultWithoutAList() {
        byte[] written = new ManscdpWriter(UTF_8).write(CatalogResponse.part(5, CAMERA, 0, List.of()));
        assertThat(written).asString(UTF_8).contains("<SumNum>0</SumNum>").doesNotContain("DeviceList");
    }

    @Test
    void writesKeptElementsAfterTheKnownOnesAsTheyWere() {
        XmlNode vendor = new XmlNode(
                "vendorList",
                Map.of("Num", "1 & \"2\"\n"),
                "",
                List.of(XmlNode.of("item", "<x>"), XmlNode.of("none", "")));
        CatalogItem item =
                CatalogItem.builder(CAMERA).name("x").extra(List.of(vendor)).build();

        byte[] written = new ManscdpWriter(UTF_8).write(CatalogResponse.part(5, CAMERA, 1, List.of(item)));

        assertThat(written).asString(UTF_8).contains("""
                <Name>x</Name>
                <vendorList Num="1 &amp; &quot;2&quot;&#10;">
                <item>&lt;x&gt;</item>
                <none></none>
                </vendorList>
                </Item>
                """.replace("\n", "\r\n"));
    }

    private static CatalogResponse named(String name) {
        return CatalogResponse.part(1, CAMERA, 1, List.of(item("1", name)));
    }

    private static CatalogItem item(String id, String name) {
        return CatalogItem.builder(new DeviceId(id)).name(name).build();
    }
}
