package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.GbText;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Platforms of two editions on either side of the gateway: each reads and writes its own, message by message. */
class EditionBridgeIT {

    private static final String OLD_BELOW_NEW = """
            domains { city.profile = standard-2022, ncg.profile = standard-2011, ncg.catalog.subscribe = true }
            """;
    private static final String NEW_BELOW_OLD = """
            domains { city.profile = standard-2011, ncg.profile = standard-2022 }
            """;

    @AutoClose
    private ScriptedCascade cascade;

    private static byte[] document(String root, String cmdType, long sn, String own) {
        return Manscdp.document(root, cmdType, sn, CHANNEL, own).getBytes(StandardCharsets.UTF_8);
    }

    private SipRequest asks(byte[] command) {
        SipRequest request = cascade.upperMessage("MESSAGE", "command" + System.nanoTime())
                .body(Manscdp.CONTENT_TYPE, command)
                .build();
        cascade.upper.sends(request);
        return request;
    }

    /** What of a command of the upper reaches the lower. */
    private SipRequest carriedDown(byte[] command, String bodyPart) {
        cascade.upper.expectsResponse(200, asks(command));
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", bodyPart);
        cascade.lower.answers(down, 200);
        return down;
    }

    private void lowerSays(byte[] body) {
        SipRequest message = cascade.lowerMessage("MESSAGE", "lower" + System.nanoTime())
                .body(Manscdp.CONTENT_TYPE, body)
                .build();
        cascade.lower.sends(message);
        cascade.lower.expectsResponse(200, message);
    }

    /** The upper's view of the lower's answer. */
    private SipRequest answered(SipRequest down, String cmdType, String own) {
        lowerSays(document("Response", cmdType, Long.parseLong(field(down, "SN")), own));
        SipRequest up = cascade.upper.expectsRequest("MESSAGE", "<CmdType>" + cmdType + "</CmdType>");
        cascade.upper.answers(up, 200);
        return up;
    }

    @Test
    void aQueryOfTheNewestEditionIsAnsweredAtOnceForALowerOfTheOldest() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();

        cascade.upper.expectsResponse(200, asks(document("Query", "HomePositionQuery", 71, "")));

        SipRequest error = cascade.upper.expectsRequest("MESSAGE", "<SN>71</SN>");
        cascade.upper.answers(error, 200);
        assertThat(field(error, "Result")).isEqualTo("ERROR");
        assertThat(field(error, "Reason"))
                .isEqualTo("HomePositionQuery is of GB/T 28181-2022, the lower platform of 2011");
        SipResponse refused = cascade.upper.expectsResponse(
                501, asks(document("Control", "DeviceControl", 72, "<FormatSDCard>1</FormatSDCard>")));
        assertThat(refused.header("Warning").orElseThrow()).contains("FormatSDCard is of GB/T 28181-2022");
        cascade.lower.hasNot("MESSAGE", "HomePositionQuery");
        cascade.lower.hasNot("MESSAGE", "FormatSDCard");
    }

    @Test
    void aQueryOfTheNextEditionGoesDownAndItsRefusalNamesBoth() {
        cascade = new ScriptedCascade("domains { city.edition = 2022, ncg.edition = 2016 }\n").up();
        cascade.upper.expectsResponse(200, asks(document("Query", "HomePositionQuery", 71, "")));

        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "HomePositionQuery"), 400);

        assertThat(field(cascade.upper.expectsRequest("MESSAGE", "<SN>71</SN>"), "Reason"))
                .isEqualTo(
                        "the lower platform refuses with 400; HomePositionQuery is of 2022, the lower platform of 2016");
    }

    @Test
    void aKeyFrameIsAskedForByTheNameOfTheLowersEdition() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();

        SipRequest down =
                carriedDown(document("Control", "DeviceControl", 5, "<IFrameCmd>Send</IFrameCmd>"), "DeviceControl");

        assertThat(field(down, "IFameCmd")).isEqualTo("Send");
    }

    @Test
    void presetsAreAskedForAsOf2014AndCountedAsOf2022() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();
        SipRequest down = carriedDown(document("Query", "PresetQuery", 51, ""), "setQuery</CmdType>");
        assertThat(field(down, "CmdType")).isEqualTo("PersetQuery");

        SipRequest up = answered(
                down,
                "PresetQuery",
                "<PresetList Num=\"2\"><Item><PresetID>1</PresetID></Item><Item><PresetID>2</PresetID></Item></PresetList>");

        assertThat(field(up, "SumNum")).isEqualTo("2");
        assertThat(field(up, "SN")).isEqualTo("51");
    }

    @Test
    void statesAreToldInTheWordsOfTheStandard() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();
        SipRequest down = carriedDown(document("Query", "DeviceStatus", 48, ""), "DeviceStatus");

        SipRequest up = answered(
                down,
                "DeviceStatus",
                "<Result>OK</Result><Online>OnLine</Online><Status>OK</Status><Encode>1</Encode><Record>0</Record>"
                        + "<Alarmstatus num=\"1\"><Item><DeviceID>34020000001340000001</DeviceID><Status>OFFDUTY</Status></Item>"
                        + "</Alarmstatus><Info>spare text</Info>");

        assertThat(field(up, "Online")).isEqualTo("ONLINE");
        assertThat(field(up, "Encode")).isEqualTo("ON");
        assertThat(field(up, "Record")).isEqualTo("OFF");
        assertThat(field(up, "DutyStatus")).isEqualTo("OFFDUTY");
        assertThat(up.bodyText()).contains("<Alarmstatus Num=\"1\">");
        assertThat(field(up, "ExtraInfo")).isEqualTo("spare text");
    }

    @Test
    void freeTextGoesByTheNameOfTheReadersEdition() {
        cascade = new ScriptedCascade(NEW_BELOW_OLD).up();

        SipRequest down = carriedDown(
                document("Control", "DeviceControl", 5, "<GuardCmd>SetGuard</GuardCmd><Info>spare text</Info>"),
                "DeviceControl");
        assertThat(field(down, "ExtraInfo")).isEqualTo("spare text");
        assertThat(down.bodyText()).contains("encoding=\"GB18030\"");
        SipRequest up = answered(down, "DeviceControl", "<Result>OK</Result><ExtraInfo>more</ExtraInfo>");

        assertThat(field(up, "Info")).isEqualTo("more");
        assertThat(up.bodyText()).contains("encoding=\"GB2312\"");
    }

    @Test
    void structuredInfoIsTheSameInEveryEdition() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();

        lowerSays(document(
                "Notify",
                "Alarm",
                3,
                "<AlarmPriority>4</AlarmPriority><AlarmMethod>5</AlarmMethod><AlarmTime>2026-11-04T16:00:00</AlarmTime>"
                        + "<Info><AlarmType>6</AlarmType></Info>"));

        SipRequest alarm = cascade.upper.expectsRequest("MESSAGE", "<AlarmPriority>4</AlarmPriority>");
        assertThat(alarm.bodyText()).containsPattern("<Info>\\s*<AlarmType>6</AlarmType>\\s*</Info>");
    }

    @Test
    void alarmMethodsAreJoinedAsTheLowersEditionJoinsThem() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();

        SipRequest down = carriedDown(document("Query", "Alarm", 5, "<AlarmMethod>1/2</AlarmMethod>"), "<AlarmMethod>");

        assertThat(field(down, "AlarmMethod")).isEqualTo("12");
    }

    @Test
    void anItemOfTheNewestEditionGetsTheOwnerThatOlderOnesAskFor() {
        cascade = new ScriptedCascade(NEW_BELOW_OLD);
        upWithItem("<Manufacturer>H</Manufacturer><Model>1</Model><Status>OnLine</Status>");

        String item = cameraAsTheUpperSeesIt();

        assertThat(item).contains("<Owner>H</Owner>").contains("<Status>ON</Status>");
    }

    @Test
    void anItemOfAnOlderEditionLosesWhatTheNewestNoLongerHas() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW);
        upWithItem("<Manufacturer>H</Manufacturer><Model>1</Model><Owner>o</Owner><SafetyWay>0</SafetyWay>"
                + "<CertNum>7</CertNum><Block>b</Block><Status>0</Status>");

        String item = cameraAsTheUpperSeesIt();

        assertThat(item)
                .doesNotContain("Owner", "SafetyWay", "CertNum")
                .contains("<Block>b</Block>")
                .contains("<Status>OFF</Status>");
    }

    private void upWithItem(String fields) {
        cascade.upperAnswersRegister();
        cascade.lowerRegisters();
        SipRequest query = cascade.lower.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        cascade.lower.answers(query, 200);
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "catalog-answer")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document(
                                        "Response",
                                        "Catalog",
                                        Long.parseLong(field(query, "SN")),
                                        LOWER_ID,
                                        "<SumNum>1</SumNum><DeviceList Num=\"1\"><Item><DeviceID>" + CHANNEL
                                                + "</DeviceID><Name>Cam</Name><CivilCode>372806</CivilCode>" + fields
                                                + "</Item></DeviceList>")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        await().until(() -> cascade.gateway.isOnline("city")
                && cascade.gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));
    }

    private String cameraAsTheUpperSeesIt() {
        cascade.upper.sends(cascade.upperMessage("MESSAGE", "query")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Query", "Catalog", 17, CHANNEL, "").getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.upper.expectsResponse(200, "MESSAGE");
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        cascade.upper.answers(answer, 200);
        return answer.bodyText();
    }

    @Test
    void aPositionIsFlatBelowAndAListAbove() {
        cascade = new ScriptedCascade(OLD_BELOW_NEW).up();
        cascade.upper.sends(cascade.upperMessage("SUBSCRIBE", "positions")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "presence")
                .header("Expires", "3600")
                .body(Manscdp.CONTENT_TYPE, document("Query", "MobilePosition", 9, "<Interval>1</Interval>"))
                .build());
        cascade.upper.expectsResponse(200, "SUBSCRIBE");

        lowerSays(document(
                "Notify",
                "MobilePosition",
                3,
                "<Time>2026-11-04T16:00:00</Time><Longitude>116.4</Longitude><Latitude>39.9</Latitude>"));

        SipRequest position = cascade.upper.expectsRequest("NOTIFY", "MobilePosition");
        assertThat(position.bodyText()).contains("<DeviceList Num=\"1\">").contains("<CaptureTime>2026-11-04T16:00:00");
    }

    @Test
    void aCharacterThatTheUppersCharsetLacksIsReplacedAndCounted() {
        cascade = new ScriptedCascade(NEW_BELOW_OLD).up();
        SipRequest down = carriedDown(document("Query", "DeviceInfo", 5, ""), "DeviceInfo");

        String own = "<DeviceName>朱镕</DeviceName><Result>OK</Result>";
        SipRequest answer = cascade.lowerMessage("MESSAGE", "info")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Response", "DeviceInfo", Long.parseLong(field(down, "SN")), CHANNEL, own)
                                .getBytes(GbText.GB18030))
                .build();
        cascade.lower.sends(answer);
        cascade.lower.expectsResponse(200, answer);

        byte[] body = cascade.upper.expectsRequest("MESSAGE", "DeviceInfo").body();
        assertThat(new String(body, GbText.GB18030)).contains("<DeviceName>朱?</DeviceName>");
        assertThat(cascade.gateway.metric("cascade_replaced_characters_total", "domain=\"city\""))
                .isEqualTo(1);
    }
}
