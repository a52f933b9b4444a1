package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.ManscdpException.Kind;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManscdpReaderTest {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final DeviceId CAMERA = new DeviceId("34020000001320000001");

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Name>A&B</Name>                     | A&B                | BARE_AMPERSAND",
                "<Name>A&nbsp;B</Name>                | A&nbsp;B           | BARE_AMPERSAND",
                "<Name>A&B;C&#;</Name>                | A&B;C&#;           | BARE_AMPERSAND",
                "<Name>A<5</Name>                     | A<5                | BARE_LESS_THAN",
                "<Name>A< B</Name>                    | A< B               | BARE_LESS_THAN",
                "<Name>A<门</Name>                    | A<门               | BARE_LESS_THAN",
                "<Name>A<!B</Name>                    | A<!B               | BARE_LESS_THAN",
                "<Name>A&#1;B</Name>                  | AB                 | CONTROL_CHARACTERS",
                "<name>A</name>                       | A                  | ELEMENT_NAME",
            })
    void repairsWhatProductsWriteWrong(String element, String name, Repair repair) throws Exception {
        ManscdpReading reading = read(catalog(element));

        assertThat(item(reading).name()).hasValue(name);
        assertThat(reading.repairs()).containsExactly(repair);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A&amp;B&lt;&gt;&quot;&apos;", "&#x4E1C;&#19996;", "<![CDATA[<&>]]>", "<!-- & < --> x", "\"'="})
    void repairsNothingThatIsWellFormed(String text) throws Exception {
        assertThat(read(catalog("<Name>" + text + "</Name>")).repairs()).isEmpty();
    }

    @Test
    void removesControlCharactersOfHikvisionNames() throws Exception {
        ManscdpReading reading = read(catalog("<Name>A\u0001\u0000B\u000C</Name>"));

        assertThat(item(reading).name()).hasValue("AB");
        assertThat(reading.repairs()).containsExactly(Repair.CONTROL_CHARACTERS);
    }

    @Test
    void quotesBareAttributes() throws Exception {
        ManscdpReading reading = read(catalog("").replace("Num=\"1\"", "Num=1"));

        assertThat(reading.repairs()).containsExactly(Repair.BARE_ATTRIBUTE);
        assertThat(item(reading).deviceId()).isEqualTo(CAMERA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<? xml version=\"1.0\"?>",
                "<?xml version=1.0 encoding=GB2312?>",
                "<?xml?>",
                "<?XML version='1.0'?>"
            })
    void readsBrokenDeclarations(String declaration) throws Exception {
        ManscdpReading reading = read(declaration + keepalive());

        assertThat(reading.message()).isEqualTo(Keepalive.ok(7, CAMERA));
        assertThat(reading.repairs()).containsExactly(Repair.DECLARATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "<?xml version=\"1.0\"?>\r\n",
                "<?xml version='1.0' encoding='gb2312' standalone='yes' ?>",
                "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            })
    void readsEveryWellFormedDeclaration(String declaration) throws Exception {
        ManscdpReading reading = read(declaration + keepalive() + "\r\n\0");

        assertThat(reading.message()).isEqualTo(Keepalive.ok(7, CAMERA));
        assertThat(reading.repairs()).isEmpty();
    }

    @Test
    void readsNamesInAnyCaseWhereTheStandardHasAName() throws Exception {
        String shouting = keepalive()
                .replace("Notify", "NOTIFY")
                .replace("CmdType", "CMDTYPE")
                .replace("SN", "sn");
        ManscdpReading reading = read(shouting);

        assertThat(reading.message()).isEqualTo(Keepalive.ok(7, CAMERA));
        assertThat(reading.repairs()).containsExactly(Repair.ELEMENT_NAME);
    }

    @Test
    void keepsTheSpellingOfElementsThatNoTableNames() throws Exception {
        ManscdpReading reading =
                read(catalog("<info><ptztype>1</ptztype><NAME>x</NAME></info><ErrorCode>3</ErrorCode>"));

        assertThat(item(reading).extra())
                .containsExactly(
                        XmlNode.of("info", List.of(XmlNode.of("ptztype", "1"), XmlNode.of("NAME", "x"))),
                        XmlNode.of("ErrorCode", "3"));
        assertThat(item(reading).extraText("PTZType")).hasValue("1");
        assertThat(reading.repairs()).isEmpty();
    }

    @Test
    void losesNothingThatStandsWhereNothingIsExpected() throws Exception {
        String odd = catalog("<Address>a<b>c</b>d</Address>").replace("<Item>", "<Vendor>x</Vendor><Item>");

        ManscdpReading reading = read(odd);

        assertThat(item(reading).address()).hasValue("ad");
        assertThat(item(reading).extra()).containsExactly(XmlNode.of("b", "c"));
        assertThat(((CatalogResponse) reading.message()).extra()).containsExactly(XmlNode.of("Vendor", "x"));
    }

    @Test
    void ignoresNamespaces() throws Exception {
        ManscdpReading reading = read(keepalive().replace("<Notify>", "<Notify xmlns=\"http://example.org/gb\">"));
        assertThat(reading.message()).isEqualTo(Keepalive.ok(7, CAMERA));
    }

    @Test
    void readsThePresetQueryOf2014() throws Exception {
        Other query = (Other) read(command("Query", "PersetQuery")).message();

        assertThat(query.cmdType()).isEqualTo("PresetQuery");
        assertThat(query.tree().childText("CmdType")).hasValue("PersetQuery");
    }

    @Test
    void findsTheIFrameCommandInEitherSpelling() throws Exception {
        Other control = (Other)
                read(command("Control", "DeviceControl").replace("</Control>", "<IFameCmd>Send</IFameCmd></Control>"))
                        .message();
        assertThat(control.tree().childText("IFrameCmd")).hasValue("Send");
    }

    @Test
    void rewritesSnAndDeviceOfACommandThatIsPassedOn() throws Exception {
        Other control = (Other) read(command("Control", "DeviceControl").replace("<SN>7</SN>", "<SN>0522</SN>"))
                .message();
        assertThat(control.sn()).isEqualTo(522);

        Other below = control.withSn(99).withDeviceId(new DeviceId("1"));

        String written = new String(new ManscdpWriter(UTF_8).write(below), UTF_8);
        assertThat(written).contains("<SN>99</SN>\r\n<DeviceID>1</DeviceID>\r\n<Vendor>x</Vendor>");
        assertThat(read(written).message()).isEqualTo(below);
    }

    @Test
    void takesTheTextNullForAbsent() throws Exception {
        ManscdpReading reading = read(catalog("<CivilCode>null</CivilCode><Address></Address>"));

        assertThat(item(reading).civilCode()).isEmpty();
        assertThat(item(reading).address()).hasValue("");
        assertThat(item(reading).name()).isEmpty();
        assertThat(reading.repairs()).containsExactly(Repair.NULL_TEXT);
    }

    @Test
    void readsSeveralParentsAndLeavesOutWhatIsNoId() throws Exception {
        ManscdpReading reading = read(catalog("<ParentID> 1 / /2/根/</ParentID>"));

        assertThat(item(reading).parentIds()).containsExactly(new DeviceId("1"), new DeviceId("2"));
        assertThat(reading.repairs()).containsExactly(Repair.PARENT_SKIPPED);
    }

    @Test
    void readsTheBusinessGroupInsideInfo() throws Exception {
        CatalogItem item = item(read(catalog("<Info><PTZType>1</PTZType><BusinessGroupID>5</BusinessGroupID></Info>")));

        assertThat(item.businessGroupId()).hasValue(new DeviceId("5"));
        assertThat(item.extra()).containsExactly(XmlNode.of("Info", List.of(XmlNode.of("PTZType", "1"))));
    }

    @Test
    void leavesOutItemsWithoutUsableIdOrEvent() throws Exception {
        String body = notification("<Item><Name>no id</Name></Item>"
                + "<Item><DeviceID>东</DeviceID><Event>ON</Event></Item>"
                + "<Item><DeviceID>2</DeviceID><Event>EXPLODED</Event></Item>"
                + "<Item><DeviceID>3</DeviceID><Event> off </Event></Item>");

        ManscdpReading reading = read(body);

        assertThat(((CatalogNotify) reading.message()).items())
                .containsExactly(CatalogItem.of(new DeviceId("3"), CatalogEvent.OFF));
        assertThat(reading.repairs()).contains(Repair.ITEM_SKIPPED);
    }

    @Test
    void countsItemsItselfAndSaysWhenNumIsWrong() throws Exception {
        ManscdpReading reading = read(catalog("").replace("Num=\"1\"", "Num=\" 3 \""));

        assertThat(((CatalogResponse) reading.message()).items()).hasSize(1);
        assertThat(reading.repairs()).containsExactly(Repair.COUNT_MISMATCH);
    }

    @Test
    void readsTheResultInTheBodyOfA200ToSubscribe() throws Exception {
        CatalogResponse response = (CatalogResponse)
                read(command("Response", "Catalog").replace("<Vendor>x</Vendor>", "<Result>OK</Result>"))
                        .message();

        assertThat(response.result()).hasValue("OK");
        assertThat(response.sumNum()).isEmpty();
        assertThat(response.items()).isEmpty();
    }

    @Test
    void turnsACatalogAnswerSentByNotifyIntoANotification() throws Exception {
        CatalogNotify notify =
                ((CatalogResponse) read(catalog("<Name>x</Name>")).message()).toNotify();

        assertThat(notify.items()).singleElement().satisfies(item -> {
            assertThat(item.event()).isEmpty();
            assertThat(item.name()).hasValue("x");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GB2312, GB2312, false",
        "GB2312, UTF-8, true",
        "UTF-8, GB18030, true",
        "UTF-8, UTF-8, false",
        "GB18030, GBK, false"
    })
    void readsChineseWhateverTheDeclarationSays(String declared, String real, boolean mislabelled) throws Exception {
        String body = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>" + catalog("<Name>东门枪机</Name>");

        ManscdpReading reading = reader.read(body.getBytes(Charset.forName(real)), GB2312);

        assertThat(item(reading).name()).hasValue("东门枪机");
        assertThat(reading.repairs().contains(Repair.CHARSET_MISLABELLED)).isEqualTo(mislabelled);
    }

    @Test
    void readsRareCharactersUnderTheLabelGb2312() throws Exception {
        String body = "<?xml version=\"1.0\" encoding=\"GB2312\"?>" + catalog("<Name>䶮路𠮷</Name>");
        ManscdpReading reading = reader.read(body.getBytes(GbText.GB18030), GB2312);
        assertThat(item(reading).name()).hasValue("䶮路𠮷");
        assertThat(reading.repairs()).isEmpty();
    }

    @Test
    void goesByThePeersCharsetForOneCharacterWithoutDeclaration() throws Exception {
        byte[] body = catalog("<Name>通</Name>").getBytes(GB2312);
        assertThat(item(reader.read(body, GB2312)).name()).hasValue("通");
    }

    @Test
    void saysWhenBytesHadNoMeaning() throws Exception {
        byte[] body = catalog("<Name>A#B</Name>").getBytes(UTF_8);
        body[new String(body, UTF_8).indexOf('#')] = (byte) 0xFF;

        ManscdpReading reading = reader.read(body, GB2312);

        assertThat(item(reading).name().orElseThrow()).startsWith("A\uFFFD");
        assertThat(reading.repairs()).containsExactly(Repair.BYTES_REPLACED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not xml                                                                        | NOT_XML",
                "''                                                                             | NOT_XML",
                "<Notify>                                                                       | NOT_XML",
                "<Notify><CmdType>Keepalive</CmdType><SN>1</SN>                                 | NOT_XML",
                "<Hello/>                                                                       | UNKNOWN_ROOT",
                "<Notify/>                                                                      | MISSING_FIELD",
                "<Notify><CmdType> </CmdType></Notify>                                          | MISSING_FIELD",
                "<Notify><CmdType>Keepalive</CmdType><DeviceID>1</DeviceID></Notify>            | MISSING_FIELD",
                "<Notify><CmdType>Keepalive</CmdType><SN>1</SN></Notify>                        | MISSING_FIELD",
                "<Notify><CmdType>Keepalive</CmdType><SN>x</SN><DeviceID>1</DeviceID></Notify>  | INVALID_FIELD",
                "<Notify><CmdType>Keepalive</CmdType><SN>-1</SN><DeviceID>1</DeviceID></Notify> | INVALID_FIELD",
                "<Notify><CmdType>Keepalive</CmdType><SN>1</SN><DeviceID>a b</DeviceID></Notify>| INVALID_FIELD",
                "<Query><CmdType>Alarm</CmdType><DeviceID>1</DeviceID></Query>                  | MISSING_FIELD",
                "<Query><CmdType>Alarm</CmdType><SN>1</SN><DeviceID>a b</DeviceID></Query>      | INVALID_FIELD",
            })
    void refusesWhatIsNoMessage(String body, Kind kind) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ManscdpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageStartingWith(kind.code());
    }

    private ManscdpReading read(String body) throws ManscdpException {
        return reader.read(body.getBytes(UTF_8), GB2312);
    }

    private static CatalogItem item(ManscdpReading reading) {
        List<CatalogItem> items = ((CatalogResponse) reading.message()).items();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static String keepalive() {
        return "<Notify><CmdType>Keepalive</CmdType><SN> 7 </SN><DeviceID> " + CAMERA
                + "</DeviceID><Status>OK </Status></Notify>";
    }

    private static String command(String root, String command) {
        return "<" + root + "><CmdType>" + command + "</CmdType><SN>7</SN><DeviceID>" + CAMERA
                + "</DeviceID><Vendor>x</Vendor></" + root + ">";
    }

    private static String catalog(String itemElements) {
        return "<Response><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>1</DeviceID><SumNum>1</SumNum>"
                + "<DeviceList Num=\"1\"><Item><DeviceID>" + CAMERA + "</DeviceID>" + itemElements
                + "</Item></DeviceList></Response>";
    }

    private static String notification(String items) {
        return "<Notify><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>1</DeviceID><SumNum>1</SumNum><DeviceList Num=\"1\">"
                + items + "</DeviceList></Notify>";
    }
}
