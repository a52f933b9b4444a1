package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements with names that MANSCDP does not have: prefixed, Chinese, or no names at all but names of places. */
class ForeignNamesTest {
    private static final Charset GB2312 = Charset.forName("GB2312");

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    @Test
    @FieldReport(value = "load 5", part = "the element goes on")
    void aVendorsPrefixedElementGoesOnWithoutItsPrefix() throws Exception {
        ManscdpReading reading = read(catalog("<Name>a</Name><hk:Ext xmlns:hk=\"urn:hk\" hk:n=\"1\">x</hk:Ext>"));

        assertThat(item(reading).extra()).containsExactly(new XmlNode("Ext", Map.of("n", "1"), "x", List.of()));
        assertThat(reading.repairs()).containsExactly(Repair.NAMESPACE_PREFIX);
    }

    @Test
    void aVendorsPrefixedElementIsNotTakenForTheStandards() throws Exception {
        ManscdpReading reading = read(catalog("<Name>a</Name><hk:Name>b</hk:Name>"));

        assertThat(item(reading).name()).hasValue("a");
        assertThat(item(reading).extra()).isEmpty();
        assertThat(reading.repairs()).contains(Repair.MISPLACED_ELEMENT);
    }

    @Test
    void aMessageMayHaveItsOwnPrefixThroughout() throws Exception {
        String prefixed = "<g:Notify xmlns:g=\"urn:gb\"><g:CmdType>Keepalive</g:CmdType><g:SN>3</g:SN>"
                + "<g:DeviceID>1</g:DeviceID><g:Status>OK</g:Status></g:Notify>";
        assertThat(read(prefixed).message()).isEqualTo(Keepalive.ok(3, new DeviceId("1")));
    }

    @Test
    void anElementWithNothingBehindItsPrefixIsLeftOut() throws Exception {
        ManscdpReading reading = read(catalog("<Name>a</Name><hk:>x</hk:><Owner>o</Owner>"));

        assertThat(item(reading).owner()).hasValue("o");
        assertThat(item(reading).extra()).isEmpty();
        assertThat(reading.repairs()).contains(Repair.NAME_SKIPPED);
    }

    /** As one WVP forwards what its user typed, see corpus/manscdp/notify-unescaped-name.xml. */
    @ParameterizedTest
    @CsvSource({
        "北门1&<测试>, 北门1&<测试>",
        "<测试>, <测试>",
        "a<B>c, a<B>c",
        "a</B>, a</B>",
        "a<Gate 3>, a<Gate 3>",
        "<Name测试>, <Name测试>",
        "1<2, 1<2"
    })
    @FieldReport("wvp 4")
    void anUnescapedNameOfAPlaceIsReadAsItIs(String name, String read) throws Exception {
        ManscdpReading reading = read(catalog("<Name>" + name + "</Name><Owner>o</Owner>"));

        assertThat(item(reading).name()).hasValue(read);
        assertThat(item(reading).owner()).hasValue("o");
        assertThat(reading.repairs()).contains(Repair.BARE_LESS_THAN).doesNotContain(Repair.ITEM_SKIPPED);
        assertThat(reading.skippedItems()).isEmpty();
    }

    @Test
    void aNameThatLooksLikeATagIsReadOutsideOfListsToo() throws Exception {
        String info = "<Response><CmdType>DeviceInfo</CmdType><SN>1</SN><DeviceID>1</DeviceID>"
                + "<DeviceName>a<B>c</DeviceName></Response>";
        assertThat(read(info).message())
                .isInstanceOfSatisfying(
                        ManscdpMessage.DeviceInfoResponse.class,
                        response -> assertThat(response.deviceName()).hasValue("a<B>c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Name>a</Nam>", "<Event>EXPLODED</Event>", "<Name>a</Name></Status>"})
    @FieldReport(value = "wvp 4", part = "what is left out is named")
    void anItemThatIsLeftOutIsNamedByItsId(String broken) throws Exception {
        ManscdpReading reading = read(catalog(broken));

        assertThat(reading.repairs()).contains(Repair.ITEM_SKIPPED);
        assertThat(reading.skippedItems()).containsExactly("34020000001320000001");
        assertThat(((CatalogResponse) reading.message()).items())
                .extracting(item -> item.deviceId().value())
                .containsExactly("2");
    }

    @Test
    void anItemWithoutAnIdIsNamedSo() throws Exception {
        assertThat(read(catalog("").replace("34020000001320000001", "东")).skippedItems())
                .containsExactly("without id");
    }

    private ManscdpReading read(String body) throws ManscdpException {
        return reader.read(body.getBytes(UTF_8), GB2312);
    }

    private static CatalogItem item(ManscdpReading reading) {
        return ((CatalogResponse) reading.message()).items().getFirst();
    }

    /** Two items, of which the first holds that. */
    private static String catalog(String inside) {
        return "<Response><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>1</DeviceID><SumNum>2</SumNum>"
                + "<DeviceList Num=\"2\"><Item><DeviceID>34020000001320000001</DeviceID>" + inside
                + "</Item><Item><DeviceID>2</DeviceID></Item></DeviceList></Response>";
    }
}
