package cascade.gateway.profile;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

/** Fields about commands, their answers, and alarms. */
class MessageQuirksIT {

    @AutoClose
    private ScriptedCascade cascade;

    private void up(String quirk) {
        cascade = new ScriptedCascade("domains." + quirk + "\n").up();
    }

    static byte[] command(String root, String cmdType, long sn, String own) {
        return Manscdp.document(root, cmdType, sn, CHANNEL, own).getBytes(StandardCharsets.UTF_8);
    }

    /** What of a command of the upper reaches the lower. */
    private SipRequest carriedDown(byte[] command, String bodyPart) {
        SipRequest request = cascade.upperMessage("MESSAGE", "command" + System.nanoTime())
                .body(Manscdp.CONTENT_TYPE, command)
                .build();
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", bodyPart);
        cascade.lower.answers(down, 200);
        return down;
    }

    @EveryValueOf("command-target")
    void commandTarget(String value) {
        up("ncg.quirks.command-target = " + value);

        SipRequest down =
                carriedDown(command("Control", "DeviceControl", 5, "<PTZCmd>A50F0000000000B4</PTZCmd>"), "<PTZCmd>");

        String target = value.equals("channel") ? CHANNEL : LOWER_ID;
        assertThat(down.uri().user()).isEqualTo(target);
        assertThat(down.to().uri().user()).isEqualTo(target);
        assertThat(field(down, "DeviceID")).isEqualTo(CHANNEL);
    }

    @EveryValueOf("key-frame-name")
    void keyFrameName(String value) {
        up("ncg { edition = 2022, quirks.key-frame-name = " + value + " }");

        SipRequest down =
                carriedDown(command("Control", "DeviceControl", 5, "<IFameCmd>Send</IFameCmd>"), "DeviceControl");

        assertThat(field(down, value.equals("i-fame-cmd") ? "IFameCmd" : "IFrameCmd"))
                .isEqualTo("Send");
    }

    @EveryValueOf("preset-query-name")
    void presetQueryName(String value) {
        up("ncg.quirks.preset-query-name = " + value);

        SipRequest down = carriedDown(command("Query", "PresetQuery", 5, ""), "setQuery</CmdType>");

        assertThat(field(down, "CmdType")).isEqualTo(value.equals("preset-query") ? "PresetQuery" : "PersetQuery");
    }

    @EveryValueOf(
            value = "record-query-span",
            as = {"0", "24h"})
    void recordQuerySpan(String value) {
        up("ncg.quirks.record-query-span = " + value);

        SipRequest down = carriedDown(
                command(
                        "Query",
                        "RecordInfo",
                        5,
                        "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T06:00:00</EndTime>"),
                "RecordInfo");

        assertThat(field(down, "EndTime")).isEqualTo(value.equals("0") ? "2026-11-03T06:00:00" : "2026-11-02T00:00:00");
    }

    @EveryValueOf(
            value = "serial-delay",
            as = {"0", "700ms"})
    void serialDelay(String value) {
        up("city { catalog { max-message = 700B }, quirks.serial-delay = " + value + " }");
        SipRequest down = carriedDown(
                command(
                        "Query",
                        "RecordInfo",
                        5,
                        "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-01T06:00:00</EndTime>"),
                "RecordInfo");
        String items = "<Item><DeviceID>" + CHANNEL + "</DeviceID><Name>r</Name><Secrecy>0</Secrecy></Item>";
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "records")
                .body(
                        Manscdp.CONTENT_TYPE,
                        command(
                                "Response",
                                "RecordInfo",
                                Long.parseLong(field(down, "SN")),
                                "<Name>c</Name><SumNum>2</SumNum><RecordList Num=\"2\">" + items
                                        + items.replace(">r<", ">s<") + "</RecordList>"))
                .build());

        SipRequest first = cascade.upper.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        long answered = System.nanoTime();
        cascade.upper.answers(first, 200);
        SipRequest second = cascade.upper.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        Duration waited = Duration.ofNanos(System.nanoTime() - answered);
        cascade.upper.answers(second, 200);

        assertThat(field(second, "SN")).isEqualTo("5");
        assertThat(waited).isGreaterThanOrEqualTo(value.equals("0") ? Duration.ZERO : Duration.ofMillis(700));
    }

    @EveryValueOf("alarm-by")
    void alarmBy(String value) {
        up("city.quirks.alarm-by = " + value);
        lowerReports("2026-11-04T16:00:00");
        if (!value.equals("notify")) {
            cascade.upper.expectsRequest("MESSAGE", "<AlarmTime>2026-11-04T16:00:00");
        }
        cascade.upper.sends(cascade.upperMessage("SUBSCRIBE", "alarms")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "presence")
                .header("Expires", "3600")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Query", "Alarm", 9, LOWER_ID, "<AlarmMethod>0</AlarmMethod>")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.upper.expectsResponse(200, "SUBSCRIBE");

        lowerReports("2026-11-04T17:00:00");

        boolean message = value.equals("message");
        cascade.upper.expectsRequest(message ? "MESSAGE" : "NOTIFY", "<AlarmTime>2026-11-04T17:00:00");
        cascade.upper.hasNot(message ? "NOTIFY" : "MESSAGE", "<AlarmTime>");
    }

    private void lowerReports(String alarmTime) {
        SipRequest alarm = cascade.lowerMessage("MESSAGE", "alarm" + alarmTime)
                .body(
                        Manscdp.CONTENT_TYPE,
                        command(
                                "Notify",
                                "Alarm",
                                3,
                                "<AlarmPriority>4</AlarmPriority><AlarmMethod>5</AlarmMethod><AlarmTime>" + alarmTime
                                        + "</AlarmTime>"))
                .build();
        cascade.lower.sends(alarm);
        cascade.lower.expectsResponse(200, alarm);
    }
}
