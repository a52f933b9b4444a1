package cascade.gateway.event;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alarms and positions over real sockets, from the lower that reports them to the upper that may know. */
class EventsIT {

    private static final String EXPORTED = "37280000001320000001";
    private static final String ALARM =
            "<AlarmPriority>4</AlarmPriority><AlarmMethod>5</AlarmMethod><AlarmTime>2026-11-28T16:23:32</AlarmTime>"
                    + "<Info><AlarmType>6</AlarmType></Info>";

    private ScriptedCascade cascade =
            new ScriptedCascade("domains.city.map = { \"%s\" = \"%s\" }".formatted(CHANNEL, EXPORTED));

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.4", part = "by MESSAGE")
    void anAlarmIsAnsweredAndGoesUpByMessageToWhoDidNotSubscribe() {
        cascade.upWithExported(EXPORTED);
        lowerTells("MESSAGE", "Alarm", CHANNEL, ALARM);
        SipRequest response = cascade.lower.expectsRequest("MESSAGE", "<Response>");
        assertThat(response.bodyText()).contains("<SN>7</SN>").contains("<Result>OK</Result>");
        cascade.lower.answers(response, 200);
        SipRequest alarm = cascade.upper.expectsRequest("MESSAGE", "<CmdType>Alarm</CmdType>");
        cascade.upper.answers(alarm, 200);
        assertThat(field(alarm, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(alarm.bodyText()).contains("<AlarmType>6</AlarmType>");
    }

    @Test
    @Clause(value = "9.4", part = "by NOTIFY")
    void anAlarmGoesByNotifyToWhoSubscribedAndNotByMessage() {
        cascade.upWithExported(EXPORTED);
        upperSubscribes("Alarm", LOWER_ID, "<AlarmMethod>0</AlarmMethod>");
        SipRequest subscribe = lowerTakesSubscription("Alarm");
        assertThat(field(subscribe, "DeviceID")).isEqualTo(LOWER_ID);
        lowerTells("MESSAGE", "Alarm", CHANNEL, ALARM);
        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "<CmdType>Alarm</CmdType>");
        cascade.upper.answers(notify, 200);
        assertThat(field(notify, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(notify.header("Event")).contains("presence");
        cascade.upper.hasNot("MESSAGE", "<CmdType>Alarm</CmdType>");
    }

    @Test
    void theSubscriptionBelowEndsWithTheLastAbove() {
        cascade.upWithExported(EXPORTED);
        SipResponse ok = upperSubscribes("Alarm", LOWER_ID, "");
        lowerTakesSubscription("Alarm");
        cascade.upper.sends(cascade.upperInDialog("SUBSCRIBE", 21, ok)
                .header("Event", "presence")
                .header("Expires", "0")
                .build());
        SipRequest end = cascade.lower.expectsRequest("SUBSCRIBE", "<CmdType>Alarm</CmdType>");
        assertThat(end.header("Expires")).contains("0");
    }

    @Test
    @Clause(value = "9.11 position", part = "forms")
    void aPositionOfTheOneFormGoesUpInTheFormOfTheUppersEdition() {
        cascade.close();
        cascade = new ScriptedCascade("domains.city.edition = 2022").up();
        upperSubscribes("MobilePosition", CHANNEL, "<Interval>5</Interval>");
        SipRequest subscribe = lowerTakesSubscription("MobilePosition");
        assertThat(field(subscribe, "DeviceID")).isEqualTo(CHANNEL);
        assertThat(field(subscribe, "Interval")).isEqualTo("5");
        lowerTells(
                "NOTIFY",
                "MobilePosition",
                CHANNEL,
                "<Time>2026-11-28T12:00:00</Time><Longitude>116.397428</Longitude><Latitude>39.90923</Latitude>");
        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "MobilePosition");
        assertThat(notify.bodyText())
                .contains("<DeviceList Num=\"1\">")
                .contains("<CaptureTime>2026-11-28T12:00:00</CaptureTime>")
                .contains("<Longitude>116.397428</Longitude>");
    }

    @Test
    void whoMayNotKnowAlarmsIsToldNoneAndCannotSubscribe() {
        cascade.close();
        cascade = new ScriptedCascade("domains.city.permissions = [live]").up();
        cascade.upper.sends(subscribe("Alarm", LOWER_ID, ""));
        cascade.upper.expectsResponse(403, "SUBSCRIBE");
        lowerTells("MESSAGE", "Alarm", CHANNEL, ALARM);
        await().untilAsserted(() -> assertThat(cascade.gateway.metric(
                        "cascade_sip_rejected_total", "domain=\"ncg\"", "kind=\"report-to-nobody\""))
                .isEqualTo(1));
        cascade.upper.hasNot("MESSAGE", "<CmdType>Alarm</CmdType>");
    }

    @Test
    void aSubscriptionToADeviceThatMayStillAppearIsToBeTriedAgain() {
        cascade.upperAnswersRegister();
        await().until(() -> cascade.gateway.isOnline("city"));
        cascade.upper.sends(subscribe("Alarm", EXPORTED, ""));
        SipResponse later = cascade.upper.expectsResponse(480, "SUBSCRIBE");
        assertThat(later.header("Retry-After")).isPresent();
    }

    @Test
    void subscriptionsThatStandAreCountedByKindOnEitherSide() {
        cascade.upWithExported(EXPORTED);
        await().until(() -> standing("ncg", "catalog") == 1);
        assertThat(standing("city", "alarm")).isZero();
        upperSubscribes("Alarm", LOWER_ID, "");
        assertThat(standing("city", "alarm")).isEqualTo(1);
        assertThat(standing("ncg", "alarm")).as("asked for, not granted yet").isZero();
        lowerTakesSubscription("Alarm");
        await().until(() -> standing("ncg", "alarm") == 1);
        cascade.upper.sends(cascade.upperMessage("SUBSCRIBE", "catalog")
                .contact(contact(ScriptedCascade.UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=1")
                .header("Expires", "600")
                .body(Manscdp.CONTENT_TYPE, EventScript.document("Query", "Catalog", LOWER_ID, ""))
                .build());
        cascade.upper.expectsResponse(200, "SUBSCRIBE");
        await().until(() -> standing("city", "catalog") == 1);
    }

    @Test
    void theSubscriptionBelowBeginsAgainWhenTheLowerHasRestarted() {
        cascade.upWithExported(EXPORTED);
        upperSubscribes("Alarm", LOWER_ID, "");
        lowerTakesSubscription("Alarm");
        await().until(() -> standing("ncg", "alarm") == 1);
        cascade.lower.sends(cascade.lowerMessage("REGISTER", "anew")
                .contact(contact(LOWER_ID, cascade.lowerHost))
                .header("Expires", "3600")
                .build());
        cascade.lower.expectsResponse(200, "REGISTER");
        SipRequest old = cascade.lower.expectsRequest("SUBSCRIBE", "<CmdType>Alarm</CmdType>");
        assertThat(old.header("Expires")).contains("0");
        cascade.lower.answers(old, 481);
        SipRequest anew = lowerTakesSubscription("Alarm");
        assertThat(anew.callId()).isNotEqualTo(old.callId());
        await().until(() -> standing("ncg", "alarm") == 1);
    }

    @Test
    void aRefreshKeepsTheSubscriptionAndOneOfAnotherDialogIsUnknown() {
        cascade.upWithExported(EXPORTED);
        SipResponse ok = upperSubscribes("Alarm", LOWER_ID, "");
        lowerTakesSubscription("Alarm");
        SipRequest refresh = cascade.upperInDialog("SUBSCRIBE", 21, ok)
                .header("Event", "presence")
                .header("Expires", "600")
                .build();
        cascade.upper.sends(refresh);
        assertThat(cascade.upper.expectsResponse(200, refresh).header("Expires"))
                .contains("600");
        assertThat(standing("city", "alarm")).isEqualTo(1);
        SipRequest stray = cascade.upperInDialog("SUBSCRIBE", 22, ok)
                .callId("elsewhere")
                .header("Event", "presence")
                .header("Expires", "600")
                .body(Manscdp.CONTENT_TYPE, EventScript.document("Query", "Alarm", LOWER_ID, ""))
                .build();
        cascade.upper.sends(stray);
        cascade.upper.expectsResponse(481, stray);
    }

    @Test
    void anAlarmThatIsToldByNotifyAndByMessageReachesTheUpperOnce() {
        cascade.upWithExported(EXPORTED);
        upperSubscribes("Alarm", LOWER_ID, "");
        lowerTakesSubscription("Alarm");
        lowerTells("NOTIFY", "Alarm", CHANNEL, ALARM);
        cascade.upper.answers(cascade.upper.expectsRequest("NOTIFY", "<CmdType>Alarm</CmdType>"), 200);
        lowerTells("MESSAGE", "Alarm", CHANNEL, ALARM);
        lowerTells("NOTIFY", "Alarm", CHANNEL, ALARM.replace("16:23:32", "16:23:40"));
        SipRequest next = cascade.upper.expectsRequest("NOTIFY", "<CmdType>Alarm</CmdType>");
        assertThat(next.bodyText()).contains("16:23:40");
        cascade.upper.answers(next, 200);
    }

    @Test
    @Clause(value = "9.4", part = "the upper's Response")
    void theUppersResponseToAnAlarmIsTaken() {
        cascade.upWithExported(EXPORTED);
        lowerTells("MESSAGE", "Alarm", CHANNEL, ALARM);
        SipRequest alarm = cascade.upper.expectsRequest("MESSAGE", "<CmdType>Alarm</CmdType>");
        cascade.upper.answers(alarm, 200);
        SipRequest response = cascade.upperMessage("MESSAGE", "taken")
                .body(Manscdp.CONTENT_TYPE, EventScript.document("Response", "Alarm", EXPORTED, "<Result>OK</Result>"))
                .build();
        cascade.upper.sends(response);
        cascade.upper.expectsResponse(200, response);
        cascade.lower.hasNot("MESSAGE", "<Response>\r\n<CmdType>Alarm</CmdType>\r\n<SN>" + field(alarm, "SN"));
    }

    @Test
    void aPositionInAListGoesFlatToAnUpperOf2016() {
        cascade.upWithExported(EXPORTED);
        upperSubscribes("MobilePosition", EXPORTED, "<Interval>5</Interval>");
        lowerTakesSubscription("MobilePosition");
        lowerTells(
                "NOTIFY",
                "MobilePosition",
                LOWER_ID,
                "<Time>2026-11-28T12:00:00</Time><SumNum>1</SumNum><DeviceList Num=\"1\"><Item><DeviceID>" + CHANNEL
                        + "</DeviceID><CaptureTime>2026-11-28T11:59:58</CaptureTime><Longitude>116.39</Longitude>"
                        + "<Latitude>39.9</Latitude></Item></DeviceList>");
        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "MobilePosition");
        cascade.upper.answers(notify, 200);
        assertThat(field(notify, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(field(notify, "Time")).isEqualTo("2026-11-28T11:59:58");
        assertThat(field(notify, "Longitude")).isEqualTo("116.39");
        assertThat(notify.bodyText()).doesNotContain("DeviceList");
    }

    @Test
    @Clause("2022 9.11 PTZ")
    void aChangeOfAPtzPositionIsToldToWhoSubscribedToIt() {
        cascade.upWithExported(EXPORTED);
        upperSubscribes("PTZPosition", EXPORTED, "");
        assertThat(field(lowerTakesSubscription("PTZPosition"), "DeviceID")).isEqualTo(CHANNEL);
        lowerTells("NOTIFY", "PTZPosition", CHANNEL, "<Pan>120.50</Pan><Tilt>10.00</Tilt><Zoom>2.00</Zoom>");
        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "<CmdType>PTZPosition</CmdType>");
        cascade.upper.answers(notify, 200);
        assertThat(field(notify, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(field(notify, "Pan")).isEqualTo("120.50");
    }

    private double standing(String domain, String kind) {
        return cascade.gateway.metric("cascade_subscriptions", "domain=\"" + domain + "\"", "kind=\"" + kind + "\"");
    }

    private SipResponse upperSubscribes(String cmdType, String device, String own) {
        SipRequest request = subscribe(cmdType, device, own);
        cascade.upper.sends(request);
        return cascade.upper.expectsResponse(200, request);
    }

    private SipRequest subscribe(String cmdType, String device, String own) {
        return script().subscribe(
                        cascade.upperMessage("SUBSCRIBE", "subscription" + System.nanoTime()), cmdType, device, own);
    }

    private SipRequest lowerTakesSubscription(String cmdType) {
        return script().lowerGrants(cmdType);
    }

    private void lowerTells(String method, String cmdType, String device, String own) {
        script().lowerTells(method, cmdType, device, own);
    }

    private EventScript script() {
        return new EventScript(cascade);
    }
}
