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

/**
 * Commands, queries and a recording of an upper for a camera of WVP-GB28181-pro 2.7.4 as the lower platform: scenes 18 to 21 of
 * the captures, replayed from both sides of the gateway. The numbers are those of the deviations in the captures' README.
 */
class WvpLowerCommandsIT {

    private static final String CAMERA = "34020000001320000001";

    private final ScriptedCascade cascade = new ScriptedCascade("""
            domains.ncg.profile = wvp
            gateway.command.response-timeout = 2s
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
        return CapturedMessage.of("wvp/lower/" + name)
                .with("34020000002000000001", LOWER_ID)
                .with("34030000002000000009", UPPER_ID)
                .with(CAMERA, CHANNEL);
    }

    private CapturedMessage city(String name) {
        return named(name)
                .with("127.8.0.1:5060", cascade.cityHost + ":7100")
                .with("127.8.0.3:5060", cascade.upperHost + ":7100")
                .with("127.8.0.3", cascade.upperHost);
    }

    private CapturedMessage wvp(String name) {
        return named(name)
                .with("127.8.0.1:5060", cascade.lowerHost + ":7100")
                .with("127.8.0.3:5060", cascade.districtHost + ":7100")
                .with("127.8.0.4", cascade.lowerHost);
    }

    private SipRequest carriedDown(CapturedMessage command) {
        SipRequest down = CapturedCommands.carriedDown(cascade, command);
        assertThat(said(down)).isEqualTo(said(command.request()));
        return down;
    }

    private SipRequest isTold(CapturedMessage asked) {
        long sn = Long.parseLong(field(asked.request(), "SN"));
        SipRequest told = upper.expectsRequest("MESSAGE", "<SN>" + sn + "</SN>");
        upper.sends(city("197-19recordinfo-up-200-message").answering(told));
        return told;
    }

    /** Scene 18: movements whose checksum is wrong, and a key frame. */
    @Test
    void aControlReachesItAsItWasWritten() {
        for (String scene : List.of("146-18ptz", "150-18ptz", "154-18ptz")) {
            SipRequest down = carriedDown(city(scene + "-up-message-devicecontrol-control"));
            lower.sends(wvp("149-18ptz-wvp2up-200-message").answering(down));
        }
    }

    /** Deviation 35: what the camera answers to these it does not pass on; the upper is answered all the same. */
    @Test
    void aControlWhoseResponseItSwallowsIsAnsweredWithError() {
        for (String scene : List.of("158-18ptz", "164-18ptz", "182-18ptz")) {
            CapturedMessage control = city(scene + "-up-message-devicecontrol-control");
            SipRequest down = carriedDown(control);
            lower.sends(wvp("162-18ptz-wvp2up-200-message").answering(down));

            assertThat(field(isTold(control), "Result")).as(scene).isEqualTo("ERROR");
        }
    }

    /** Deviation 35: it forbids a reboot; the upper's MESSAGE was taken, and nothing belongs to it. */
    @Test
    void aRebootThatItForbidsIsCountedAsRefused() {
        SipRequest down = carriedDown(city("180-18ptz-up-message-devicecontrol-control"));
        lower.sends(wvp("181-18ptz-wvp2up-403-message").answering(down));

        await().until(() ->
                cascade.gateway.metric("cascade_commands_total", "command=\"TeleBoot\"", "result=\"refused\"") == 1);
    }

    /** Scene 19: without Name, which the standard asks for. */
    @Test
    void aSearchIsAnsweredPartByPart() {
        CapturedMessage query = city("188-19recordinfo-up-message-recordinfo-query");
        SipRequest down = carriedDown(query);
        lower.sends(wvp("191-19recordinfo-wvp2up-200-message").answering(down));
        for (String part : List.of("196-19recordinfo", "198-19recordinfo")) {
            CapturedMessage captured = wvp(part + "-wvp2up-message-recordinfo-response");
            CapturedMessage answer = new CapturedMessage(
                    captured.text().replace("<SN>205</SN>", "<SN>" + field(down, "SN") + "</SN>"), captured.charset());
            lower.sends(answer);
            lower.expectsResponse(200, answer.request());
            assertThat(said(isTold(query))).isEqualTo(said(answer.request()));
        }
    }

    /** Deviation 33: 200, and never an answer. */
    @Test
    void aQueryThatItNeverAnswersIsAnsweredWithError() {
        for (String name : List.of(
                "202-20other-queries-up-message-presetquery-query",
                "204-20other-queries-up-message-configdownload-query")) {
            CapturedMessage query = city(name);
            SipRequest down = carriedDown(query);
            lower.sends(wvp("203-20other-queries-wvp2up-200-message").answering(down));

            SipRequest told = isTold(query);
            assertThat(field(told, "Result")).as(name).isEqualTo("ERROR");
            assertThat(field(told, "Reason")).contains("no answer");
        }
    }

    /** Deviation 33: an alarm query is refused; here for a camera, since the platform's own the gateway answers itself. */
    @Test
    void aQueryThatItRefusesIsAnsweredWithError() {
        CapturedMessage query = city("206-20other-queries-up-message-alarm-query")
                .with("<DeviceID>" + LOWER_ID, "<DeviceID>" + CHANNEL);
        SipRequest down = carriedDown(query);
        lower.sends(wvp("207-20other-queries-wvp2up-404-message").answering(down));

        assertThat(field(isTold(query), "Reason")).contains("refuses with 404");
    }

    /** Scene 20: a command that nobody knows, about the platform itself. */
    @Test
    void anUnknownQueryAboutThePlatformIsAnsweredWithError() {
        CapturedMessage query = city("208-20other-queries-up-message-nosuch-query");
        upper.sends(query);
        upper.expectsResponse(200, query.request());

        assertThat(field(isTold(query), "Result")).isEqualTo("ERROR");
        lower.hasNot("MESSAGE", "NoSuch");
    }

    /** Scene 20: no XML, and a ping. */
    @Test
    void whatIsNoXmlIsRefusedAndAPingIsAnswered() {
        CapturedMessage garbage = city("212-20other-queries-up-message");
        upper.sends(garbage);
        upper.expectsResponse(400, garbage.request());

        upper.sends(city("214-20other-queries-up-options"));
        upper.expectsResponse(200, "OPTIONS");
    }

    /** Scene 21: its own y= in the answer, controls, and the end of the file that it does not tell (deviation 29). */
    @Test
    void aPlaybackIsControlledAndEndedByTheUpper() {
        CapturedMessage invite = city("215-21playback-up-invite-sdp");
        upper.sends(invite);
        lower.sends(wvp("221-21playback-wvp2up-200-invite-sdp").answering(lower.expectsRequest("INVITE")));
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(inDialog("222-21playback-up-ack", ok));
        lower.expectsRequest("ACK");

        for (String name : List.of("223-21playback-up-info", "227-21playback-up-info", "231-21playback-up-info")) {
            CapturedMessage info = inDialog(name, ok);
            upper.sends(info);
            SipRequest down = lower.expectsRequest("INFO");
            assertThat(down.bodyText()).isEqualTo(info.request().bodyText());
            lower.sends(wvp("226-21playback-wvp2up-200-info").answering(down));
            upper.expectsResponse(200, info.request());
        }
        upper.sends(inDialog("237-21playback-up-bye", ok));

        upper.expectsResponse(200, "BYE");
        lower.sends(wvp("238-21playback-wvp2up-200-bye").answering(lower.expectsRequest("BYE")));
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    private CapturedMessage inDialog(String name, SipResponse ok) {
        return city(name).with("tag=1795184746772", "tag=" + ok.to().tag().orElseThrow());
    }
}
