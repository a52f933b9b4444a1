package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WVP-GB28181-pro 2.7.4 as the upper platform: where it deviates from the standards in a call or a registration, with its
 * own captured messages. The numbers are those of the deviations in the captures' README.
 */
@Execution(ExecutionMode.CONCURRENT)
class WvpUpperIT {

    private static final String CONFIG = """
            domains.city { profile = wvp, auth.password = "12345678", keepalive.interval = 1s }
            """;

    private final ScriptedCascade cascade = new ScriptedCascade(CONFIG);
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @AfterEach
    void nothingIsLeftOver() {
        try (cascade) {
            await().untilAsserted(() -> {
                assertThat(cascade.gateway.streams()).isEmpty();
                assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"used\""))
                        .isZero();
            });
            assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
        }
    }

    private CapturedMessage wvp(String name) {
        return CapturedMessage.of("wvp/upper/" + name)
                .with("34020000002000000001", UPPER_ID)
                .with("34020000002000000002", LOWER_ID)
                .with("34020000001320000001", CHANNEL)
                .with("127.8.0.1:5060", cascade.upperHost + ":7100")
                .with("127.8.0.2:5060", cascade.cityHost + ":7100")
                .with("127.8.0.4", cascade.upperHost);
    }

    /** Deviations 9, 10 and 25: o= is not the sender, and ACK and BYE have other URIs than the INVITE. */
    @Test
    void itsInviteAckAndByeMakeACallThoughTheirUrisChange() {
        cascade.up();
        upper.sends(wvp("055-05play-udp-wvp-invite-sdp"));
        SipRequest invite = lower.expectsRequest("INVITE");
        assertThat(invite.bodyText()).contains("RTP/AVP 96 97 98 99");
        cascade.lowerAccepts(invite, 6100);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        assertThat(ok.bodyText()).contains("y=0200006098");

        upper.sends(inDialog("058-05play-udp-wvp-ack", ok));
        lower.expectsRequest("ACK");
        upper.sends(inDialog("059-05play-udp-wvp-bye", ok));

        upper.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    private CapturedMessage inDialog(String name, SipResponse ok) {
        return wvp(name).with("tag=5455379889", "tag=" + ok.to().tag().orElseThrow());
    }

    /** Deviation 12: one CSeq counter for the whole server, which starts anew now and then. */
    @ParameterizedTest
    @ValueSource(longs = {0, 4711})
    void aByeWithAnyCseqEndsTheCall(long cseq) {
        cascade.up();
        SipResponse ok = established();

        upper.sends(inDialog("059-05play-udp-wvp-bye", ok).with("CSeq: 17 BYE", "CSeq: " + cseq + " BYE"));

        upper.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    private SipResponse established() {
        upper.sends(wvp("055-05play-udp-wvp-invite-sdp"));
        cascade.lowerAccepts(lower.expectsRequest("INVITE"), 6100);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(inDialog("058-05play-udp-wvp-ack", ok));
        lower.expectsRequest("ACK");
        return ok;
    }

    /** Deviation 2: every repeated 200 is acknowledged again, with another branch. */
    @Test
    void severalAcksWithBranchesOfTheirOwnAreOneAck() {
        cascade.up();
        SipResponse ok = established();
        CapturedMessage ack = inDialog("058-05play-udp-wvp-ack", ok);
        upper.sends(ack.with("z9hG4bK4405764580", "z9hG4bK4405764581"));
        upper.sends(ack.with("z9hG4bK4405764580", "z9hG4bK4405764582"));

        upper.sends(inDialog("059-05play-udp-wvp-bye", ok));

        upper.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
        assertThat(lower.seen("ACK")).isEqualTo(1);
    }

    /** Deviation 2: it acknowledges 200 and nothing else. */
    @Test
    void a404ThatIsNeverAcknowledgedIsGivenUpWithoutHarm() {
        cascade.up();
        upper.sends(wvp("074-09play-404-wvp-invite-sdp").with(CHANNEL, "37280601411319009999"));

        upper.expectsResponse(404, "INVITE");

        isGivenUpAndTheNextCallSucceeds("not-found");
    }

    /** Deviation 2, for a code that comes from the lower. */
    @Test
    void a486ThatIsNeverAcknowledgedIsGivenUpWithoutHarm() {
        cascade.up();
        upper.sends(wvp("071-08play-486-wvp-invite-sdp"));
        lower.sends(wvp("073-08play-486-lower-486-invite").answering(lower.expectsRequest("INVITE")));

        upper.expectsResponse(486, "INVITE");

        isGivenUpAndTheNextCallSucceeds("rejected-by-lower");
    }

    private void isGivenUpAndTheNextCallSucceeds(String cause) {
        assertThat(cascade.ended(cause)).isEqualTo(1);
        await().until(() ->
                cascade.gateway.metric("cascade_sip_rejected_total", "domain=\"city\"", "kind=\"no-ack\"") == 1);
        assertThat(cascade.gateway.metric("cascade_sip_retransmissions_total", "domain=\"city\""))
                .as("it was repeated, as UDP asks for")
                .isPositive();
        SipResponse ok = established();
        upper.sends(inDialog("059-05play-udp-wvp-bye", ok));
        upper.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    /** Deviation 23: WVP as lower refuses an INVITE without Subject, so ours has one whatever the upper's has. */
    @Test
    void anInviteWithoutSubjectGoesDownWithOne() {
        cascade.up();
        upper.sends(
                new CapturedMessage(wvp("055-05play-udp-wvp-invite-sdp").text().replaceFirst("Subject:.*\r\n", "")));

        SipRequest invite = lower.expectsRequest("INVITE");

        assertThat(invite.header("Subject").orElseThrow()).startsWith(CHANNEL + ":");
        lower.answers(invite, 486);
        upper.expectsResponse(486, "INVITE");
    }

    /** Deviation 13: the branch of its queries is none of RFC 3261, and long. */
    @Test
    void aQueryWhoseBranchLacksTheCookieIsAnswered() {
        cascade.up();

        upper.sends(wvp("047-04info-wvp-message-devicestatus-query"));

        upper.expectsResponse(200, "MESSAGE");
        SipRequest answer = upper.expectsRequest("MESSAGE", "<CmdType>DeviceStatus</CmdType>");
        assertThat(ScriptedCascade.field(answer, "SN")).isEqualTo("395208");
        assertThat(ScriptedCascade.field(answer, "DeviceID")).isEqualTo(LOWER_ID);
        upper.answers(answer, 200);
    }

    /** Deviations 14 and 17: no To tag, and a Date in ISO form. */
    @Test
    void aRegistrationAnsweredWithoutToTagsIsOne() {
        SipRequest register = upper.expectsRequest("REGISTER");
        upper.sends(wvp("004-01register-wvp-401-register").answering(register));
        SipRequest again = authorised();
        assertThat(again.callId()).isEqualTo(register.callId());
        upper.sends(wvp("010-01register-wvp-200-register").answering(again));

        await().until(() -> cascade.gateway.isOnline("city"));
    }

    private SipRequest authorised() {
        return upper.expectsRequest(
                "REGISTER",
                "Authorization",
                request -> request.header("Authorization").isPresent());
    }

    /** Deviation 18: it answers 404 to the messages of a platform that it has forgotten. */
    @Test
    void aKeepaliveAnswered404BringsANewRegistration() {
        SipRequest register = upper.expectsRequest("REGISTER");
        upper.sends(wvp("010-01register-wvp-200-register").answering(register));
        SipRequest keepalive = upper.expectsRequest("MESSAGE", "<CmdType>Keepalive</CmdType>");

        upper.sends(wvp("002-01register-wvp-404-message").answering(keepalive));

        SipRequest anew = upper.expectsRequest(
                "REGISTER",
                "a later CSeq or another Call-ID",
                request -> !request.callId().equals(register.callId())
                        || request.cseq().number() > register.cseq().number());
        upper.sends(wvp("010-01register-wvp-200-register").answering(anew));
        await().until(() -> cascade.gateway.isOnline("city"));
    }

    /** Deviation 6 is silence; whoever pings us gets an answer. */
    @Test
    void anOptionsPingIsAnswered() {
        cascade.up();

        upper.sends(cascade.upperMessage("OPTIONS", "ping").build());

        assertThat(upper.expectsResponse(200, "OPTIONS").header("Allow").orElseThrow())
                .contains("INVITE", "MESSAGE", "SUBSCRIBE");
    }

    /** Deviation 6: INFO belongs to playback; in a live call it is refused and the call goes on. */
    @Test
    void anInfoInALiveCallIsAnsweredAndTheCallGoesOn() {
        cascade.up();
        SipResponse ok = established();

        upper.sends(cascade.upperInDialog("INFO", 17, ok).build());

        assertThat(upper.expectsFinal("INFO").status()).isEqualTo(488);
        assertThat(cascade.gateway.streams()).hasSize(1);
        upper.sends(inDialog("059-05play-udp-wvp-bye", ok).with("CSeq: 17 BYE", "CSeq: 18 BYE"));
        upper.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }
}
