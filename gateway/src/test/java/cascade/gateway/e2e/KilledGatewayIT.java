package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.KillableGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed without a word amid its calls, and the one that is started after it. */
@Tag("processes")
class KilledGatewayIT {

    private static final int SSRC = 100_007_399;
    /** A machine with other things to do may take long to start the next process, and that is no silence of the camera. */
    private static final String PATIENT = "gateway.media { no-media-timeout = 5m, media-timeout = 5m }\n";

    private static final Pattern MEDIA = Pattern.compile("m=video (\\d+) ");

    @TempDir
    Path directory;

    private KillableGateway process;
    private ScriptedCascade cascade;
    private RtpPeer camera;
    private RtpPeer screen;
    private int sequence;

    private void start(String more) {
        LoopbackSubnet net = LoopbackSubnet.next();
        process = new KillableGateway(directory);
        camera = RtpPeer.on(net.host(20));
        screen = RtpPeer.on(net.host(10));
        cascade = new ScriptedCascade(net, more, process::start);
        cascade.up();
    }

    @AfterEach
    void stop() {
        camera.close();
        screen.close();
        cascade.close();
    }

    private Established call() {
        return cascade.establish(
                screen.rtpAddress().getPort(), camera.rtpAddress().getPort());
    }

    private static LegAddress leg(String host, SipMessage description) {
        Matcher media = MEDIA.matcher(description.bodyText());
        assertThat(media.find()).isTrue();
        return new LegAddress(host, Integer.parseInt(media.group(1)));
    }

    /** A packet of the camera as the screen gets it. */
    private RtpPeer.Received relayed(RtpPeer from, SipRequest inviteDown) {
        sequence++;
        from.sendRtp(leg(cascade.districtHost, inviteDown), RtpPeer.packet(sequence, sequence, SSRC));
        RtpPeer.Received received = screen.receiveRtp();
        assertThat(RtpHeader.sequence(ByteBuffer.wrap(received.bytes()), 0)).isEqualTo(sequence);
        return received;
    }

    private void isKilledAndStartedAgain() {
        process.kill();
        process.startAgain();
    }

    private void nothingIsLeft() {
        await().until(() -> cascade.gateway.streams().isEmpty()
                && cascade.gateway.metric("cascade_store_records", "kind=\"call\"") == 0
                && cascade.gateway.metric("cascade_media_ports", "state=\"used\"") == 0);
        assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
    }

    @Test
    void mediaFlowsOnFromTheSamePortUnderTheSameSsrcAndTheUppersByeEndsBothSides() {
        start(PATIENT);
        Established call = call();
        RtpPeer.Received before = relayed(camera, call.inviteDown());
        int ssrc = RtpHeader.ssrc(ByteBuffer.wrap(before.bytes()), 0);

        isKilledAndStartedAgain();

        RtpPeer.Received after = relayed(camera, call.inviteDown());
        assertThat(after.from()).isEqualTo(before.from());
        assertThat(RtpHeader.ssrc(ByteBuffer.wrap(after.bytes()), 0)).isEqualTo(ssrc);
        assertThat(cascade.gateway.metric("cascade_calls_restored_total", "result=\"running\""))
                .isEqualTo(1);
        assertThat(cascade.gateway.metric("cascade_calls_restored_total", "result=\"ended\""))
                .isZero();

        SipRequest bye = cascade.upperInDialog("BYE", 90, call.ok()).build();
        cascade.upper.sends(bye);
        cascade.upper.expectsResponse(200, bye);
        SipRequest byeDown = cascade.lower.expectsRequest("BYE");
        assertThat(byeDown.callId()).isEqualTo(call.inviteDown().callId());
        assertThat(byeDown.to().tag()).isEqualTo(call.ackDown().to().tag());
        assertThat(byeDown.cseq().number())
                .isGreaterThan(call.inviteDown().cseq().number());
        cascade.lower.answers(byeDown, 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
        nothingIsLeft();
    }

    /** The camera sends from another port than its SDP says; and a second kill is no other than the first. */
    @Test
    void aLatchedSourceAndASecondKillAndTheLowersByeEndsBothSides() {
        start(PATIENT);
        Established call = call();
        try (RtpPeer other = RtpPeer.on(cascade.lowerHost)) {
            RtpPeer.Received before = relayed(other, call.inviteDown());
            await().until(() -> process.log().contains("media arrives"));

            isKilledAndStartedAgain();
            assertThat(relayed(other, call.inviteDown()).from()).isEqualTo(before.from());
            isKilledAndStartedAgain();
            assertThat(relayed(other, call.inviteDown()).from()).isEqualTo(before.from());
        }
        SipRequest bye = cascade.lowerInDialog("BYE", 91, call.inviteDown())
                .from(call.ackDown().to())
                .build();
        cascade.lower.sends(bye);
        cascade.lower.expectsResponse(200, bye);
        SipRequest byeUp = cascade.upper.expectsRequest("BYE");
        assertThat(byeUp.callId()).isEqualTo(call.invite().callId());
        cascade.upper.answers(byeUp, 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
        nothingIsLeft();
    }

    /** Others have lost such calls, or kept them for ever: neither platform is left with half a call. */
    @Test
    void anEarlyDialogIsCancelledBelowAndRefusedAbove() {
        start(PATIENT);
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        cascade.lower.answers(inviteDown, 180);
        cascade.upper.expectsResponse(180, invite);

        isKilledAndStartedAgain();

        SipRequest cancel = cascade.lower.expectsRequest("CANCEL");
        assertThat(cancel.topVia().branch()).isEqualTo(inviteDown.topVia().branch());
        assertThat(cancel.callId()).isEqualTo(inviteDown.callId());
        cascade.lower.answers(cancel, 200);
        cascade.lower.answers(inviteDown, 487);
        cascade.lower.expectsRequest("ACK");
        SipResponse refusal = cascade.upper.expectsResponse(480, invite);
        assertThat(refusal.header("Warning")).get().asString().contains("restarted");
        cascade.upper.sends(SipRequest.builder("ACK", invite.uri())
                .via(invite.topVia())
                .from(invite.from())
                .to(refusal.to())
                .callId(invite.callId())
                .cseq(invite.cseq().number())
                .build());
        nothingIsLeft();
    }

    @Test
    void aCallWhoseMediaDoesNotReturnEndsOnBothSides() {
        start("");
        Established call = call();
        relayed(camera, call.inviteDown());
        await().until(() -> process.log().contains("media arrives"));
        isKilledAndStartedAgain();

        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        cascade.upper.answers(cascade.upper.expectsRequest("BYE"), 200);
        nothingIsLeft();
    }
}
