package cascade.gateway.event;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.SecondUpper;
import cascade.gateway.testkit.sip.ScriptedPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms and positions of one channel that two uppers see: one subscription below, to each upper what it asked for. */
class EventFanOutIT {

    private static final String EXPORTED = "37290000001320000001";

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final ScriptedCascade cascade =
            new ScriptedCascade(net, SecondUpper.config(net, "map = { \"%s\" = \"%s\" }".formatted(CHANNEL, EXPORTED)));
    private final SecondUpper harbour = new SecondUpper(cascade);
    private final EventScript script = new EventScript(cascade);

    @BeforeEach
    void bothUppersAreThere() {
        harbour.bothUp();
    }

    @AfterEach
    void stop() {
        cascade.close();
        harbour.close();
    }

    @Test
    void anAlarmGoesByNotifyToWhoSubscribedAndByMessageToWhoDidNot() {
        subscribes(cascade.upper, cascade.upperMessage("SUBSCRIBE", "alarms"), "Alarm", LOWER_ID, "");
        script.lowerGrants("Alarm");

        script.lowerTells(
                "MESSAGE",
                "Alarm",
                CHANNEL,
                "<AlarmPriority>4</AlarmPriority><AlarmTime>2026-11-28T16:23:32</AlarmTime>");

        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "<CmdType>Alarm</CmdType>");
        cascade.upper.answers(notify, 200);
        assertThat(field(notify, "DeviceID")).isEqualTo(CHANNEL);
        SipRequest message = harbour.peer.expectsRequest("MESSAGE", "<CmdType>Alarm</CmdType>");
        harbour.peer.answers(message, 200);
        assertThat(field(message, "DeviceID")).isEqualTo(EXPORTED);
        cascade.upper.hasNot("MESSAGE", "<CmdType>Alarm</CmdType>");
        harbour.peer.hasNot("NOTIFY", "");
    }

    @Test
    @Clause(value = "9.11 position", part = "intervals")
    void positionsAreAskedForInTheSmallestIntervalAndToldToEachUpperInItsOwn() {
        cityWantsOneAMinute();
        assertThat(field(script.lowerGrants("MobilePosition"), "Interval")).isEqualTo("60");
        harbourWantsOneASecond();
        theLowerIsAskedAnewForOneASecond();

        position("116.1");
        assertThat(longitude(cascade.upper)).isEqualTo("116.1");
        long told = System.nanoTime();
        assertThat(longitude(harbour.peer)).isEqualTo("116.1");
        await().until(() -> System.nanoTime() - told > 1_000_000_000L);
        position("116.2");

        assertThat(longitude(harbour.peer)).isEqualTo("116.2");
        cascade.upper.hasNot("NOTIFY", "116.2");
        assertThat(cascade.gateway.metric("cascade_subscriptions", "domain=\"ncg\"", "kind=\"position\""))
                .isEqualTo(1);
    }

    @Test
    void anIntervalThatIsWantedWhileTheLowerIsAskedIsAskedForWhenItHasAnswered() {
        cityWantsOneAMinute();
        SipRequest first = cascade.lower.expectsRequest("SUBSCRIBE", "<CmdType>MobilePosition</CmdType>");
        harbourWantsOneASecond();

        script.lowerGrants(first);

        theLowerIsAskedAnewForOneASecond();
    }

    private void cityWantsOneAMinute() {
        subscribes(
                cascade.upper,
                cascade.upperMessage("SUBSCRIBE", "seldom"),
                "MobilePosition",
                CHANNEL,
                "<Interval>60</Interval>");
    }

    private void harbourWantsOneASecond() {
        subscribes(
                harbour.peer,
                harbour.message("SUBSCRIBE", "often"),
                "MobilePosition",
                EXPORTED,
                "<Interval>1</Interval>");
    }

    private void theLowerIsAskedAnewForOneASecond() {
        SipRequest end = cascade.lower.expectsRequest("SUBSCRIBE", "<CmdType>MobilePosition</CmdType>");
        assertThat(end.header("Expires")).contains("0");
        cascade.lower.answers(end, 200);
        assertThat(field(script.lowerGrants("MobilePosition"), "Interval")).isEqualTo("1");
    }

    private void position(String longitude) {
        script.lowerTells(
                "NOTIFY",
                "MobilePosition",
                CHANNEL,
                "<Time>2026-11-28T12:00:00</Time><Longitude>" + longitude + "</Longitude><Latitude>39.9</Latitude>");
    }

    private static String longitude(ScriptedPeer upper) {
        SipRequest notify = upper.expectsRequest("NOTIFY", "<CmdType>MobilePosition</CmdType>");
        upper.answers(notify, 200);
        return field(notify, "Longitude");
    }

    private void subscribes(ScriptedPeer upper, SipRequest.Builder begun, String cmdType, String device, String own) {
        SipRequest request = script.subscribe(begun, cmdType, device, own);
        upper.sends(request);
        upper.expectsResponse(200, request);
    }
}
