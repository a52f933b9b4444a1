package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Running calls that either side changes, and calls that end before they have begun, over sockets. */
class CallChangeIT {

    private static final int CAMERA_PORT = 6_100;
    private static final int SSRC = 100_007_399;

    private final ScriptedCascade cascade = new ScriptedCascade().up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private SipRequest reInvite(Established call, long cseq, String sdp) {
        return cascade.upperInDialog("INVITE", cseq, call.ok())
                .contact(contact(UPPER_ID, cascade.upperHost))
                .body("Application/SDP", sdp.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @Test
    @FieldReport(value = "F05", part = "another port")
    void anUppersReInviteMovesTheMedia() {
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var before = RtpPeer.on(cascade.upperHost);
                var after = RtpPeer.on(cascade.upperHost)) {
            Established call = cascade.establish(before.rtpAddress().getPort(), CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            before.receiveRtp();

            SipRequest again =
                    reInvite(call, 22, cascade.offer(after.rtpAddress().getPort()));
            upper.sends(again);
            SipResponse moved = upper.expectsResponse(200, again);
            upper.sends(cascade.upperInDialog("ACK", 22, moved).build());

            assertThat(after.receiveRtp().from())
                    .as("from the port of the first answer")
                    .isEqualTo(PacedCamera.receiver(call.ok().bodyText()));
            assertThat(lower.seen("INVITE")).isEqualTo(1);
            cascade.upperHangsUp(call.ok());
        }
    }

    @Test
    @FieldReport(value = "F05", part = "multicast")
    void anUppersReInviteToMulticastIsRefusedAndTheCallGoesOn() {
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var viewer = RtpPeer.on(cascade.upperHost)) {
            Established call = cascade.establish(viewer.rtpAddress().getPort(), CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);

            SipRequest again = reInvite(
                    call, 22, cascade.offer(6_798).replace("c=IN IP4 " + cascade.upperHost, "c=IN IP4 239.1.2.3"));
            upper.sends(again);

            SipResponse refused = upper.expectsResponse(488, again);
            assertThat(refused.header("Warning").orElseThrow()).contains("239.1.2.3");
            viewer.receiveRtp();
            cascade.upperHangsUp(call.ok());
        }
    }

    @Test
    @FieldReport(value = "F05", part = "of a lower")
    @FieldReport(value = "F08", part = "by re-INVITE")
    void aLowersReInviteMovesTheSource() {
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var moved = new PacedCamera(cascade.lowerHost, CAMERA_PORT + 2);
                var viewer = RtpPeer.on(cascade.upperHost)) {
            Established call = cascade.establish(viewer.rtpAddress().getPort(), CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            viewer.receiveRtp();
            camera.stops();

            SipRequest again = cascade.lowerInDialog("INVITE", 1, call.inviteDown())
                    .contact(contact(LOWER_ID, cascade.lowerHost))
                    .body("Application/SDP", cascade.answer(CAMERA_PORT + 2).getBytes(StandardCharsets.UTF_8))
                    .build();
            lower.sends(again);
            SipResponse ok = lower.expectsResponse(200, again);
            assertThat(PacedCamera.receiver(ok.bodyText()))
                    .isEqualTo(PacedCamera.receiver(call.inviteDown().bodyText()));
            lower.sends(cascade.lowerInDialog("ACK", 1, call.inviteDown()).build());
            moved.films(ok.bodyText(), SSRC);

            viewer.receiveRtp();
            // longer than the media time-out after the first camera fell silent
            await().until(() -> !viewer.hasNothing());
            cascade.upperHangsUp(call.ok());
        }
    }

    @Test
    @FieldReport(value = "F14", part = "of an upper, with the tag of our 180")
    void aByeInsteadOfACancelEndsTheCallBothWays() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 180);
        SipResponse ringing = upper.expectsResponse(180, invite);

        SipRequest bye =
                cascade.upperInDialogOf(invite, "BYE", 21, ringing.to().tag()).build();
        upper.sends(bye);

        endsEarly(invite, bye, inviteDown);
    }

    @Test
    @FieldReport(value = "F14", part = "of an upper, without a tag")
    void oneWithoutAToTagTooWhileTheLowerIsAsked() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 100);

        SipRequest bye =
                cascade.upperInDialogOf(invite, "BYE", 21, Optional.empty()).build();
        upper.sends(bye);

        endsEarly(invite, bye, inviteDown);
    }

    private void endsEarly(SipRequest invite, SipRequest bye, SipRequest inviteDown) {
        upper.expectsResponse(200, bye);
        upper.expectsResponse(487, invite);
        SipRequest cancel = lower.expectsRequest("CANCEL");
        lower.answers(cancel, 200);
        lower.answers(inviteDown, 487);
        lower.expectsRequest("ACK");
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    @Test
    @FieldReport(value = "F14", part = "of a lower")
    void aLowerThatHangsUpAfterItsLost200EndsTheCallBothWays() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 100);

        SipRequest bye = cascade.lowerInDialog("BYE", 1, inviteDown).build();
        lower.sends(bye);

        lower.expectsResponse(200, bye);
        upper.expectsResponse(480, invite);
        lower.answers(lower.expectsRequest("CANCEL"), 481);
        lower.answers(inviteDown, 487);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    @FieldReport("load 13")
    void the200IsNotRepeatedAfterAByeThatCameBeforeTheAck() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        cascade.lowerAccepts(inviteDown, CAMERA_PORT);
        SipResponse ok = upper.expectsResponse(200, invite);
        SipRequest bye = cascade.upperInDialog("BYE", 21, ok).build();
        upper.sends(bye);
        upper.expectsResponse(200, bye);
        long answers = upper.answersTo(invite);

        lower.answers(lower.expectsRequest("BYE"), 200);
        // the next repetition was due after 100 ms, then 200 ms; an unrelated exchange takes as long
        upper.sends(invite);
        SipRequest second = cascade.invite(CHANNEL, cascade.offer(6_002)).build();
        upper.sends(second);
        upper.expectsResponse(408, second);

        assertThat(upper.answersTo(invite)).isEqualTo(answers);
    }
}
