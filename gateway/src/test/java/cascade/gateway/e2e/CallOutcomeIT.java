package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every way a call can end, and what each side hears of it. */
@Execution(ExecutionMode.CONCURRENT)
class CallOutcomeIT {

    private final ScriptedCascade cascade = new ScriptedCascade().up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private void endsAs(String cause) {
        await().until(() -> cascade.ended(cause) == 1);
        JsonObject call = cascade.gateway.recentCalls().getJsonObject(0);
        assertThat(call.getString("cause")).isEqualTo(cause);
    }

    @Test
    void byeOfTheLowerEndsTheUppersCall() {
        Established call = cascade.establish(6000, 6100);

        lower.sends(cascade.lowerInDialog("BYE", 1, call.inviteDown()).build());

        lower.expectsResponse(200, "BYE");
        SipRequest byeUp = upper.expectsRequest("BYE");
        assertThat(byeUp.callId()).isEqualTo(call.invite().callId());
        assertThat(byeUp.to().tag()).isEqualTo(call.invite().from().tag());
        upper.answers(byeUp, 200);
        endsAs("lower-bye");
    }

    @Test
    @Clause(value = "9.2.2", part = "CANCEL")
    void cancelBeforeTheAnswerIsCarriedDown() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 180);
        upper.expectsResponse(180, "INVITE");

        upper.sends(ScriptedCascade.cancelOf(invite));

        upper.expectsResponse(200, "CANCEL");
        upper.expectsResponse(487, "INVITE");
        SipRequest cancelDown = lower.expectsRequest("CANCEL");
        assertThat(cancelDown.topVia().branch()).isEqualTo(inviteDown.topVia().branch());
        lower.answers(cancelDown, 200);
        lower.answers(inviteDown, 487);
        lower.expectsRequest("ACK");
        endsAs("cancelled");
    }

    @Test
    void aLate200AfterCancelIsAcknowledgedAndEnded() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 100);
        upper.sends(ScriptedCascade.cancelOf(invite));
        upper.expectsResponse(487, "INVITE");
        SipRequest cancelDown = lower.expectsRequest("CANCEL");
        lower.answers(cancelDown, 200);

        // as WVP does: the CANCEL is answered and has no effect
        cascade.lowerAccepts(inviteDown, 6100);

        lower.expectsRequest("ACK");
        SipRequest bye = lower.expectsRequest("BYE");
        assertThat(bye.callId()).isEqualTo(inviteDown.callId());
        lower.answers(bye, 200);
        endsAs("cancelled");
    }

    @Test
    @Clause(value = "9.2.2", part = "refusal")
    void theLowersRefusalGoesUpWithItsCodeAndReason() {
        SipRequest inviteDown = cascade.carriedDown(cascade.invite());

        lower.answers(inviteDown, 486, busy -> busy.reason("设备忙").header("Reason", "Q.850;cause=17"));

        lower.expectsRequest("ACK");
        SipResponse busy = upper.expectsResponse(486, "INVITE");
        assertThat(busy.header("Reason")).contains("Q.850;cause=17");
        assertThat(busy.header("Warning").orElseThrow()).contains("486", "设备忙");
        endsAs("rejected-by-lower");
    }

    @Test
    @Clause(value = "9.2.2", part = "time-out")
    void aSilentLowerIsAnswered408() {
        cascade.carriedDown(cascade.invite());

        SipResponse timeout = upper.expectsResponse(408, "INVITE");

        assertThat(timeout.header("Warning").orElseThrow()).contains("silent");
        endsAs("lower-timeout");
    }

    @Test
    void withoutAckBothSidesAreEnded() {
        SipRequest inviteDown = cascade.carriedDown(cascade.invite());
        cascade.lowerAccepts(inviteDown, 6100);
        upper.expectsResponse(200, "INVITE");

        SipRequest byeUp = upper.expectsRequest("BYE");
        upper.answers(byeUp, 200);
        lower.expectsRequest("ACK");
        SipRequest byeDown = lower.expectsRequest("BYE");
        lower.answers(byeDown, 200);
        endsAs("no-ack");
    }

    @Test
    @FieldReport(value = "operator 10", part = "the API's record")
    @Clause(value = "M K", part = "a source that sends nothing")
    void withoutMediaBothSidesAreEnded() {
        cascade.establish(6000, 6100);

        upper.answers(upper.expectsRequest("BYE"), 200);
        SipRequest byeDown = lower.expectsRequest("BYE");
        lower.answers(byeDown, 200);
        endsAs("no-media");
        JsonObject media = cascade.gateway.recentCalls().getJsonObject(0).getJsonObject("media");
        assertThat(media.getString("lowerCallId")).isEqualTo(byeDown.callId());
        assertThat(media.getString("lowerLocal")).startsWith(cascade.districtHost + ":");
        assertThat(media.getString("lowerRemote")).isEqualTo(cascade.lowerHost + ":6100");
        assertThat(media.getString("upperRemote")).isEqualTo(cascade.upperHost + ":6000");
        assertThat(media.getString("hint")).contains("firewall", "gateway.networks.district.media.advertise");
    }

    @Test
    void theOperatorCanEndAStream() {
        cascade.establish(6000, 6100);
        String id = cascade.gateway.streams().getJsonObject(0).getString("id");

        assertThat(cascade.gateway.request("DELETE", "/api/v1/streams/" + id).statusCode())
                .isBetween(200, 204);

        upper.answers(upper.expectsRequest("BYE"), 200);
        lower.answers(lower.expectsRequest("BYE"), 200);
        endsAs("admin");
    }

    @Test
    void anUnknownChannelIsAnswered404() {
        upper.sends(cascade.invite("37280601411319009999", cascade.offer(6000)).build());
        assertThat(upper.expectsResponse(404, "INVITE").header("Warning").orElseThrow())
                .contains("37280601411319009999");
        endsAs("not-found");
    }

    @Test
    void anOfferWithoutVideoIsAnswered488() {
        String audio = cascade.offer(6000).replaceAll("m=video.*\r\n", "m=audio 6000 RTP/AVP 8\r\n");
        upper.sends(cascade.invite(CHANNEL, audio).build());
        assertThat(upper.expectsResponse(488, "INVITE").header("Warning").orElseThrow())
                .contains("m=video");
        endsAs("bad-offer");
    }

    @Test
    void aLowerThatLeftIsAnswered480WithRetryAfter() {
        lower.sends(cascade.lowerMessage("REGISTER", "leaving")
                .contact(contact(LOWER_ID, cascade.lowerHost))
                .header("Expires", "0")
                .build());
        lower.expectsResponse(200, "REGISTER");

        upper.sends(cascade.invite());

        SipResponse offline = upper.expectsResponse(480, "INVITE");
        assertThat(offline.header("Retry-After")).isPresent();
        endsAs("lower-offline");
    }

    @Test
    @Clause("list several")
    void aSecondViewerSharesTheStreamAndTheLowerIsNotAskedAgain() {
        Established first = cascade.establish(6000, 6100);
        SipRequest second = cascade.invite(CHANNEL, cascade.offer(6002)).build();
        upper.sends(second);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());

        assertThat(ok.callId()).isEqualTo(second.callId());
        assertThat(cascade.gateway.streams()).hasSize(1);
        assertThat(cascade.gateway.streams().getJsonObject(0).getJsonArray("viewers"))
                .hasSize(2);

        upper.sends(cascade.upperInDialog("BYE", 21, first.ok()).build());
        upper.expectsResponse(200, "BYE");
        await().until(() -> cascade.ended("upper-bye") == 1);
        assertThat(cascade.gateway.streams()).hasSize(1);
        cascade.upperHangsUp(ok);
        await().until(() -> cascade.ended("upper-bye") == 2);
    }

    /** WVP as lower platform leaves the tags out of its BYE, and its From is the camera. */
    @Test
    void aByeWithoutTagsFindsItsDialog() {
        Established call = cascade.establish(6000, 6100);

        lower.sends(SipRequest.builder(
                        "BYE", call.inviteDown().contact().orElseThrow().uri())
                .via(ScriptedCascade.via(cascade.lowerHost))
                .from(cascade.gbAddress(CHANNEL, cascade.lowerHost))
                .to(cascade.gbAddress(ScriptedCascade.UPPER_ID, "3728000000"))
                .callId(call.inviteDown().callId())
                .cseq(733)
                .build());

        lower.expectsResponse(200, "BYE");
        upper.answers(upper.expectsRequest("BYE"), 200);
        endsAs("lower-bye");
    }

    /** WVP's 200 to a broadcast INVITE carries our own address as Contact; IP cameras behind NAT write one nobody reaches. */
    @Test
    void aContactThatPointsNowhereIsNotFollowed() {
        SipRequest inviteDown = cascade.carriedDown(cascade.invite());
        lower.answers(
                inviteDown,
                200,
                ok -> ok.contact(contact(LOWER_ID, "192.168.64.3"))
                        .body("Application/SDP", cascade.answer(6100).getBytes(StandardCharsets.UTF_8)));
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());

        SipRequest ack = lower.expectsRequest("ACK");
        assertThat(ack.uri()).isEqualTo(SipUri.of(LOWER_ID, "192.168.64.3", 7100));
        upper.sends(cascade.upperInDialog("BYE", 21, ok).build());
        lower.answers(lower.expectsRequest("BYE"), 200);
        endsAs("upper-bye");
    }

    @Test
    void aRetransmittedInviteIsAbsorbed() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        upper.sends(invite);
        cascade.lowerAccepts(inviteDown, 6100);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(invite);
        SipResponse again = upper.expectsResponse(200, "INVITE");

        assertThat(again.to()).isEqualTo(ok.to());
        assertThat(again.body()).isEqualTo(ok.body());
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        cascade.upperHangsUp(ok);
        endsAs("upper-bye");
    }

    @Test
    void aByeOfNoCallIsAnswered481() {
        upper.sends(cascade.upperMessage("BYE", "no-such-call").build());
        upper.expectsResponse(481, "BYE");
    }
}
