package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemSalvageTest {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final String HEAD =
            "<Response><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>1</DeviceID><SumNum>9</SumNum><DeviceList Num=\"3\">";
    private static final String TAIL = "</DeviceList></Response>";

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    @Test
    void takesTheCompleteItemsOfATruncatedCapture() throws Exception {
        byte[] whole = CapturedBodies.of("wvp/upper/019-01register-lower-message-catalog-response.sip");
        CatalogResponse complete = (CatalogResponse) reader.read(whole, GB2312).message();
        String text = new String(whole, GB2312);
        int lastItem = text.substring(0, text.lastIndexOf("<Item>")).getBytes(GB2312).length;
        int lastItemEnd = text.substring(0, text.lastIndexOf("</Item>")).getBytes(GB2312).length;

        for (int cut = lastItem + 1; cut < lastItemEnd; cut++) {
            ManscdpReading reading = reader.read(Arrays.copyOf(whole, cut), GB2312);
            assertThat(reading.message()).isInstanceOfSatisfying(CatalogResponse.class, response -> {
                assertThat(response.items()).isEqualTo(complete.items().subList(0, 2));
                assertThat(response.sumNum()).hasValue(7);
            });
            assertThat(reading.repairs()).contains(Repair.ITEMS_SALVAGED);
        }
    }

    @Test
    void skipsTheItemThatIsBroken() throws Exception {
        ManscdpReading reading =
                read(HEAD + item(1) + "<Item><DeviceID>2</DeviceID><Name>a</Nam></Item>" + item(3) + TAIL);

        assertThat(ids(reading)).containsExactly("1", "3");
        assertThat(reading.repairs()).contains(Repair.ITEMS_SALVAGED, Repair.ITEM_SKIPPED);
    }

    @Test
    void ignoresAnEndTagTooMany() throws Exception {
        ManscdpReading reading = read(HEAD + item(1) + "</Item>" + item(2) + "</Item>" + TAIL);

        assertThat(ids(reading)).containsExactly("1", "2");
        assertThat(reading.repairs()).contains(Repair.ITEMS_SALVAGED).doesNotContain(Repair.ITEM_SKIPPED);
    }

    @Test
    void goesOnAfterAnItemWithoutEndTag() throws Exception {
        assertThat(ids(read(HEAD + "<Item><DeviceID>1</DeviceID>" + item(2) + TAIL)))
                .containsExactly("2");
    }

    @Test
    void salvagesListsOfCommandsThatAreOnlyPassedOn() throws Exception {
        String records = "<Response><CmdType>RecordInfo</CmdType><SN>7</SN><DeviceID>1</DeviceID><RecordList Num=\"2\">"
                + "<item><Name>a</Name></item><item><Na";

        ManscdpMessage.Other other = (ManscdpMessage.Other) read(records).message();

        assertThat(other.tree().child("RecordList").orElseThrow().children())
                .containsExactly(XmlNode.of("item", List.of(XmlNode.of("Name", "a"))));
    }

    @Test
    void refusesAListWhoseHeadIsBroken() {
        assertThatThrownBy(() -> read(HEAD.replace("</SN>", "</S>") + item(1) + TAIL))
                .isInstanceOfSatisfying(
                        ManscdpException.class, e -> assertThat(e.kind()).isEqualTo(ManscdpException.Kind.NOT_XML));
    }

    private ManscdpReading read(String body) throws ManscdpException {
        return reader.read(body.getBytes(UTF_8), GB2312);
    }

    private static String item(int id) {
        return "<Item><DeviceID>" + id + "</DeviceID></Item>";
    }

    private static List<String> ids(ManscdpReading reading) {
        return ((CatalogResponse) reading.message())
                .items().stream()
                        .map(CatalogItem::deviceId)
                        .map(DeviceId::value)
                        .toList();
    }
}
