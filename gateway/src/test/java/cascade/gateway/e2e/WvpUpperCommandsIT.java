package cascade.gateway.e2e;

import static cascade.gateway.e2e.CapturedCommands.said;
import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands, recordings and subscriptions of WVP-GB28181-pro 2.7.4 as the upper platform, and what a lower answered it: scenes
 * 18 to 25 and 28 of the captures, replayed from both sides of the gateway.
 */
class WvpUpperCommandsIT {

    private static final String CAMERA = "34020000001320000001";
    private static final String OTHER_CAMERA = "34020000001320000002";

    private final ScriptedCascade cascade = new ScriptedCascade("""
            domains.city.profile = wvp
            domains.ncg.profile = wvp
            gateway.call.file-end-timeout = 300ms
            """);
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @BeforeEach
    void start() {
        cascade.up();
    }

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private static CapturedMessage named(String name) {
        return CapturedMessage.of("wvp/upper/" + name)
                .with("34020000002000000001", UPPER_ID)
                .with("34020000002000000002", LOWER_ID)
                .with(CAMERA, CHANNEL)
                .with(OTHER_CAMERA, CHANNEL);
    }

    private CapturedMessage wvp(String name) {
        return named(name)
                .with("127.8.0.1:5060", cascade.upperHost + ":7100")
                .with("127.8.0.2:5060", cascade.cityHost + ":7100")
                .with("127.8.0.4", cascade.upperHost);
    }

    private CapturedMessage district(String name) {
        return named(name)
                .with("127.8.0.1:5060", cascade.districtHost + ":7100")
                .with("127.8.0.2:5060", cascade.lowerHost + ":7100")
                .with("127.8.0.2", cascade.lowerHost);
    }

    private static CapturedMessage underOurSn(CapturedMessage response, SipRequest down) {
        return new CapturedMessage(
                response.text().replaceFirst("<SN>\\d+</SN>", "<SN>" + field(down, "SN") + "</SN>"),
                response.charset());
    }

    /** Scenes 18 and 20: movements, presets, a cruise, the wiper, a key frame. */
    @Test
    void aControlReachesTheCameraAsItWasWritten() {
        for (String scene : List.of(
                "117-18ptz",
                "119-18ptz",
                "121-18ptz",
                "123-18ptz",
                "125-18ptz",
                "127-18ptz",
                "129-18ptz",
                "131-18ptz",
                "133-18ptz",
                "151-20control")) {
            CapturedMessage control = wvp(scene + "-wvp-message-devicecontrol-control");
            SipRequest down = carriedDown(control);
            lower.sends(district("118-18ptz-lower-200-message").answering(down));

            assertThat(said(down)).as(scene).isEqualTo(said(control.request()));
            assertThat(down.uri().user()).isEqualTo(CHANNEL);
        }
    }

    private SipRequest carriedDown(CapturedMessage command) {
        return CapturedCommands.carriedDown(cascade, command);
    }

    /** Scenes 19 and 20: presets with a Chinese name, a recording begun, the home position. */
    @Test
    void whatTheLowerAnswersReachesItUnderItsSn() {
        isAnswered(
                "135-19preset-query-wvp-message-presetquery-query",
                "137-19preset-query-lower-message-presetquery-response");
        isAnswered(
                "143-20control-wvp-message-devicecontrol-control",
                "145-20control-lower-message-devicecontrol-response");
        isAnswered(
                "153-20control-wvp-message-devicecontrol-control",
                "155-20control-lower-message-devicecontrol-response");
    }

    private void isAnswered(String command, String response) {
        CapturedMessage asked = wvp(command);
        SipRequest down = carriedDown(asked);
        lower.sends(district("118-18ptz-lower-200-message").answering(down));
        CapturedMessage answer = underOurSn(district(response), down);

        lower.sends(answer);

        lower.expectsResponse(200, answer.request());
        SipRequest told = isTold(asked);
        assertThat(said(told)).as(response).isEqualTo(said(answer.request()));
    }

    private SipRequest isTold(CapturedMessage asked) {
        SipRequest told = upper.expectsRequest("MESSAGE", "<SN>" + field(asked.request(), "SN") + "</SN>");
        upper.sends(wvp("138-19preset-query-wvp-200-message").answering(told));
        return told;
    }

    /** Deviation 35: it guards a whole platform; the gateway is none that can be guarded, and says so. */
    @Test
    void aGuardOfTheWholePlatformIsAnsweredWithError() {
        for (String scene : List.of("139-20control", "147-20control")) {
            CapturedMessage control = wvp(scene + "-wvp-message-devicecontrol-control");
            upper.sends(control);
            upper.expectsResponse(200, control.request());

            assertThat(field(isTold(control), "Result")).as(scene).isEqualTo("ERROR");
        }
    }

    /** Scene 20: no upper boots the gateway. */
    @Test
    void aRebootOfTheWholePlatformIsForbidden() {
        CapturedMessage control = wvp("157-20control-wvp-message-devicecontrol-control");
        upper.sends(control);

        upper.expectsResponse(403, control.request());
    }

    /** Scene 21: Secrecy in blanks, two parts. */
    @Test
    void aSearchIsAnsweredPartByPart() {
        CapturedMessage query = wvp("159-21record-query-wvp-message-recordinfo-query");
        SipRequest down = carriedDown(query);
        assertThat(said(down)).isEqualTo(said(query.request()));
        lower.sends(district("118-18ptz-lower-200-message").answering(down));
        for (String part : List.of("161-21record-query", "163-21record-query")) {
            CapturedMessage answer = underOurSn(district(part + "-lower-message-recordinfo-response"), down);
            lower.sends(answer);
            lower.expectsResponse(200, answer.request());
            assertThat(said(isTold(query))).isEqualTo(said(answer.request()));
        }
    }

    /** Scene 22: pause, play, seek, speed, and the end of the file, after which it sends no BYE (deviation 29). */
    @Test
    void aPlaybackIsControlledAndEndsWithItsFile() {
        CapturedMessage invite = wvp("165-22playback-wvp-invite-sdp");
        SipRequest inviteDown = invited(invite, "167-22playback-lower-200-invite-sdp");
        assertThat(inviteDown.bodyText()).contains("s=Playback\r\n").contains("t=1795107600 1795109400\r\n");
        SipResponse ok = acknowledged("168-22playback-wvp-ack", "1402012318");

        for (int number = 169; number <= 175; number += 2) {
            CapturedMessage info = inDialog(number + "-22playback-wvp-info", ok, "1402012318");
            upper.sends(info);
            SipRequest infoDown = lower.expectsRequest("INFO");
            assertThat(infoDown.bodyText()).isEqualTo(info.request().bodyText());
            lower.sends(district("170-22playback-lower-200-info").answering(infoDown));
            upper.expectsResponse(200, info.request());
        }
        lower.sends(district("177-22playback-lower-message-mediastatus-notify")
                .withHeader("Call-ID", inviteDown.callId())
                .with(
                        "8583da8c235944cfb973f17a0d2898e6",
                        inviteDown.from().tag().orElseThrow()));
        lower.expectsResponse(200, "MESSAGE");

        SipRequest end = upper.expectsRequest("MESSAGE", "<NotifyType>121</NotifyType>");
        assertThat(end.callId()).isEqualTo(ok.callId());
        upper.sends(wvp("178-22playback-wvp-200-message").answering(end));
        upper.answers(upper.expectsRequest("BYE"), 200);
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("file-end") == 1);
    }

    private SipRequest invited(CapturedMessage invite, String answer) {
        upper.sends(invite);
        SipRequest down = lower.expectsRequest("INVITE");
        lower.sends(district(answer).answering(down));
        return down;
    }

    private SipResponse acknowledged(String ack, String capturedTag) {
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(inDialog(ack, ok, capturedTag));
        lower.expectsRequest("ACK");
        return ok;
    }

    private CapturedMessage inDialog(String name, SipResponse ok, String capturedTag) {
        return wvp(name).with("tag=" + capturedTag, "tag=" + ok.to().tag().orElseThrow());
    }

    /** Scene 23: four times as fast, ended by BYE. */
    @Test
    void aDownloadIsOfferedAtItsSpeed() {
        CapturedMessage invite = wvp("179-23download-wvp-invite-sdp");
        SipRequest inviteDown = invited(invite, "181-23download-lower-200-invite-sdp");
        assertThat(inviteDown.bodyText()).contains("s=Download\r\n").contains("a=downloadspeed:4\r\n");
        SipResponse ok = acknowledged("182-23download-wvp-ack", "0143742496");

        upper.sends(inDialog("183-23download-wvp-bye", ok, "0143742496"));

        upper.expectsResponse(200, "BYE");
        lower.sends(district("184-23download-lower-200-bye").answering(lower.expectsRequest("BYE")));
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    /** Scene 24: Event: presence;id=..., NOTIFYs in its dialogs, and the ends. */
    @ParameterizedTest
    @CsvSource({
        "187-24subscribe-wvp-subscribe-mobileposition-query, 188-24subscribe-lower-200-subscribe-mobileposition-response,"
                + " 199-24subscribe-lower-notify-mobileposition-notify, 213-24subscribe-wvp-subscribe-mobileposition-query",
        "189-24subscribe-wvp-subscribe-alarm-query, 190-24subscribe-lower-200-subscribe-alarm-response,"
                + " 201-24subscribe-lower-notify-alarm-notify, 215-24subscribe-wvp-subscribe-alarm-query"
    })
    void aSubscriptionIsHeldBelowAndItsNotifiesComeInTheDialogAbove(
            String subscribe, String granted, String notify, String end) {
        CapturedMessage request = wvp(subscribe);
        upper.sends(request);
        SipResponse ok = upper.expectsResponse(200, request.request());
        String cmdType = "<CmdType>" + field(request.request(), "CmdType") + "</CmdType>";
        SipRequest down = lower.expectsRequest("SUBSCRIBE", cmdType);
        assertThat(field(down, "DeviceID")).isEqualTo(LOWER_ID);
        lower.sends(district(granted).answering(down).withHeader("Expires", "3600"));
        await().until(() -> cascade.gateway.metric("cascade_subscriptions", "domain=\"ncg\"") >= 2);

        CapturedMessage told = district(notify)
                .withHeader("Call-ID", down.callId())
                .withHeader("To", down.from().toString());
        lower.sends(told);

        lower.expectsResponse(200, told.request());
        SipRequest up = upper.expectsRequest("NOTIFY", cmdType);
        upper.sends(wvp("202-24subscribe-wvp-200-notify").answering(up));
        assertThat(said(up)).isEqualTo(said(told.request()));
        assertThat(up.callId()).isEqualTo(request.request().callId());
        assertThat(up.header("Event")).isEqualTo(request.request().header("Event"));

        upper.sends(wvp(end).with("tag=55501", "tag=" + ok.to().tag().orElseThrow()));
        SipRequest last = lower.expectsRequest("SUBSCRIBE", cmdType);
        assertThat(last.header("Expires")).contains("0");
        lower.answers(last, 200);
    }

    /** Scene 24, the catalog: one item a NOTIFY. */
    @Test
    void aChangeOfTheCatalogComesInTheDialogOfItsSubscription() {
        CapturedMessage request = wvp("185-24subscribe-wvp-subscribe-catalog-query");
        upper.sends(request);
        upper.expectsResponse(200, request.request());
        CapturedMessage told = district("191-24subscribe-lower-notify-catalog-notify");

        lower.sends(told);

        lower.expectsResponse(200, told.request());
        SipRequest up = upper.expectsRequest("NOTIFY", "<Event>OFF</Event>");
        upper.sends(wvp("202-24subscribe-wvp-200-notify").answering(up));
        assertThat(up.callId()).isEqualTo(request.request().callId());
        assertThat(up.bodyText()).contains("<DeviceID>" + CHANNEL + "</DeviceID>");
    }

    /** Scene 25: an alarm by MESSAGE is answered, and told by MESSAGE to who has not subscribed. */
    @Test
    void anAlarmByMessageIsAnsweredAndToldByMessage() {
        CapturedMessage alarm = district("217-25alarm-message-lower-message-alarm-notify");
        lower.sends(alarm);
        lower.expectsResponse(200, alarm.request());

        SipRequest response = lower.expectsRequest("MESSAGE", "<Response>");
        lower.answers(response, 200);
        assertThat(field(response, "SN")).isEqualTo("18");
        assertThat(field(response, "Result")).isEqualTo("OK");
        SipRequest told = upper.expectsRequest("MESSAGE", "<CmdType>Alarm</CmdType>");
        upper.sends(wvp("138-19preset-query-wvp-200-message").answering(told));
        assertThat(said(told)).isEqualTo(said(alarm.request()));
    }

    /** Scene 25: an end of no recording, a position that nobody subscribed to, no XML, and a query that is not a lower's to ask. */
    @Test
    void theRestOfWhatALowerSaysUnaskedIsAnsweredAndGoesNowhere() {
        takes("219-25alarm-message-lower-message-mediastatus-notify", 200);
        takes("221-25alarm-message-lower-message-mobileposition-notify", 200);
        takes("223-25alarm-message-lower-message", 400);
        takes("225-25alarm-message-lower-message-catalog-query", 403);

        upper.hasNot("MESSAGE", "MediaStatus");
        upper.hasNot("MESSAGE", "MobilePosition");
    }

    private void takes(String name, int status) {
        CapturedMessage message = district(name);
        lower.sends(message);
        lower.expectsResponse(status, message.request());
    }

    /** Scene 28: it asks the platform for its configuration as soon as it has registered. */
    @Test
    void theConfigurationOfThePlatformIsTheGatewaysOwn() {
        CapturedMessage query = wvp("238-28keepalive-loss-wvp-message-configdownload-query");
        upper.sends(query);
        upper.expectsResponse(200, query.request());

        SipRequest told = isTold(query);
        assertThat(field(told, "Result")).isEqualTo("OK");
        assertThat(field(told, "HeartBeatCount")).isEqualTo("3");
    }

    /** Scene 28: a keepalive alone brings a lower back that had left. */
    @Test
    void aLowerIsBackWithItsKeepalive() {
        lower.sends(cascade.lowerMessage("REGISTER", "leaving")
                .contact(ScriptedCascade.contact(LOWER_ID, cascade.lowerHost))
                .header("Expires", "0")
                .build());
        await().until(() -> !cascade.gateway.isOnline("ncg"));

        takes("242-28keepalive-loss-lower-message-keepalive-notify", 200);

        await().until(() -> cascade.gateway.isOnline("ncg"));
    }
}
