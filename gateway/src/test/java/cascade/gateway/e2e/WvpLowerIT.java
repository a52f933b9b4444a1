package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.Viewport;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * WVP-GB28181-pro 2.7.4 as the lower platform: where it deviates from the standards in a call, a registration or a catalog,
 * with its own captured messages. The numbers are those of the deviations in the captures' README.
 */
@Execution(ExecutionMode.CONCURRENT)
class WvpLowerIT {

    private static final int MEDIA_PORT = 50_507;
    private static final int SSRC = 200_005_982;

    private final ScriptedCascade cascade = new ScriptedCascade("domains.ncg.profile = wvp");
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
        return CapturedMessage.of("wvp/lower/" + name)
                .with("34020000002000000001", LOWER_ID)
                .with("34030000002000000009", UPPER_ID)
                .with("34020000001320000001", CHANNEL)
                .with("127.8.0.1:5060", cascade.lowerHost + ":7100")
                .with("127.8.0.3:5060", cascade.districtHost + ":7100")
                .with("127.8.0.4", cascade.lowerHost);
    }

    private SipRequest invited() {
        cascade.up();
        upper.sends(cascade.invite());
        return lower.expectsRequest("INVITE");
    }

    private SipResponse acknowledged() {
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        return ok;
    }

    private void upperEnds(SipResponse ok) {
        cascade.upperHangsUp(ok);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    /** Deviation 7: its To tag is the clock, and stands in the 100 already. */
    @Test
    void a100WithAToTagMakesNoDialog() {
        SipRequest invite = invited();

        lower.sends(wvp("109-07invite-udp-wvp2up-100-invite")
                .with("tag=1795184680518", "tag=1795184680511")
                .answering(invite));
        lower.sends(wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(invite));

        SipResponse ok = acknowledged();
        assertThat(lower.expectsRequest("ACK").to().tag()).contains("1795184680518");
        upperEnds(ok);
    }

    /** Deviations 22 and 24: y= of its own, an odd port, an empty f=. */
    @Test
    void anOddPortAnotherYAndAnEmptyFAreTaken() {
        SipRequest invite = invited();
        lower.sends(wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(invite));
        SipResponse ok = acknowledged();
        lower.expectsRequest("ACK");

        relays(invite, ok, SSRC);

        upperEnds(ok);
    }

    /** Deviation 24: the port above its odd one is another stream's, no place for RTCP. */
    @Test
    void noRtcpGoesToThePortAboveAnOddOne() throws IOException {
        SipRequest invite = invited();
        lower.sends(wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(invite));
        SipResponse ok = acknowledged();
        lower.expectsRequest("ACK");
        InetSocketAddress viewer = PacedCamera.receiver(ok.bodyText());
        byte[] report = ByteBuffer.allocate(8).putInt(0x80C90001).putInt(1).array();

        try (DatagramSocket neighbour = new DatagramSocket(new InetSocketAddress(cascade.lowerHost, MEDIA_PORT + 1));
                DatagramSocket screenRtcp = new DatagramSocket(new InetSocketAddress(cascade.upperHost, 6001))) {
            relays(invite, ok, SSRC);
            screenRtcp.send(new DatagramPacket(
                    report, report.length, new InetSocketAddress(viewer.getAddress(), viewer.getPort() + 1)));

            await().until(() -> cascade.gateway.metric(
                            "cascade_rtp_dropped_packets_total", "domain=\"city\"", "reason=\"rtcp-not-wanted\"")
                    == 1);
            neighbour.setSoTimeout(1);
            assertThatThrownBy(() -> neighbour.receive(new DatagramPacket(new byte[1], 1)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        upperEnds(ok);
    }

    /** Deviation 26: as it takes answers without y=, others send them. */
    @Test
    void anAnswerWithoutYIsTakenWithWhateverSsrcComes() {
        SipRequest invite = invited();
        lower.sends(wvp("114-07invite-udp-wvp2up-200-invite-sdp")
                .with("y=0200005982\r\n", "")
                .answering(invite));
        SipResponse ok = acknowledged();
        lower.expectsRequest("ACK");

        relays(invite, ok, 4711);

        upperEnds(ok);
    }

    /** A packet of the camera reaches the viewer under the SSRC that the viewer was told. */
    private void relays(SipRequest invite, SipResponse ok, int ssrc) {
        try (PacedCamera camera = new PacedCamera(cascade.lowerHost, MEDIA_PORT);
                Viewport screen = new Viewport(cascade.upperHost, 6000)) {
            camera.films(invite.bodyText(), ssrc);
            assertThat(screen.awaitPackets(3)).isEqualTo(Viewport.ssrcOf(ok.bodyText()));
        }
    }

    /** Deviation 17: it repeats its 200 whether acknowledged or not. */
    @Test
    void a200SentThreeTimesIsAcknowledgedThreeTimesAndIsOneCall() {
        SipRequest invite = invited();
        CapturedMessage answer = wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(invite);
        lower.sends(answer);
        SipResponse ok = acknowledged();
        SipRequest ack = lower.expectsRequest("ACK");

        lower.sends(answer);
        lower.expectsAgain(ack);
        lower.sends(answer);
        lower.expectsAgain(ack);

        assertThat(cascade.gateway.streams()).hasSize(1);
        upperEnds(ok);
    }

    /** Deviation 4: a repeated INVITE is a second call to it, with another tag, port and y=. */
    @Test
    void aSecond200WithAnotherTagIsAcknowledgedAndEnded() {
        SipRequest invite = invited();
        CapturedMessage answer = wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(invite);
        lower.sends(answer);
        SipResponse ok = acknowledged();
        lower.expectsRequest("ACK");

        lower.sends(answer.with("tag=1795184680518", "tag=1795184680999").with("50507", "50509"));

        assertThat(lower.expectsRequest("ACK").to().tag()).contains("1795184680999");
        SipRequest bye = lower.expectsRequest("BYE");
        assertThat(bye.to().tag()).contains("1795184680999");
        lower.answers(bye, 200);
        assertThat(cascade.gateway.streams()).hasSize(1);
        upperEnds(ok);
    }

    /** Deviation 4 again: so it must not get an INVITE twice that the upper sent twice. */
    @Test
    void anInviteThatTheUpperRepeatsReachesTheLowerOnce() {
        cascade.up();
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.sends(wvp("109-07invite-udp-wvp2up-100-invite").answering(inviteDown));
        upper.sends(invite);
        upper.sends(invite);
        lower.sends(wvp("114-07invite-udp-wvp2up-200-invite-sdp").answering(inviteDown));

        upperEnds(acknowledged());

        assertThat(lower.seen("INVITE")).isEqualTo(1);
    }

    /** Deviation 5: CANCEL is answered and changes nothing; here not even a 200 follows. */
    @Test
    void aCancelWithoutEffectLeavesNothingBehind() {
        cascade.up();
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.sends(wvp("109-07invite-udp-wvp2up-100-invite").answering(inviteDown));

        upper.sends(ScriptedCascade.cancelOf(invite));

        upper.expectsResponse(487, "INVITE");
        lower.answers(lower.expectsRequest("CANCEL"), 200);
        await().until(() -> cascade.ended("cancelled") == 1);
    }

    /** Deviation 15: reason phrases are free text in UTF-8. */
    @Test
    void aRefusalInChineseGoesUpWithItsWords() {
        SipRequest invite = invited();

        lower.sends(wvp("337-14invite-lower-silent-wvp2up-486-invite").answering(invite));

        lower.expectsRequest("ACK");
        assertThat(upper.expectsResponse(486, "INVITE").header("Warning").orElseThrow())
                .contains("消息超时未回复");
        await().until(() -> cascade.ended("rejected-by-lower") == 1);
    }

    /** Deviations 8 and 12: one CSeq counter for the whole server, which wraps; no tags; From is the camera. */
    @Test
    void aByeWithAnyCseqAndNoTagsEndsTheCall() {
        cascade.up();
        Established call = cascade.establish(6000, 6100);

        lower.sends(SipRequest.builder(
                        "BYE", call.inviteDown().contact().orElseThrow().uri())
                .via(ScriptedCascade.via(cascade.lowerHost))
                .from(cascade.gbAddress(CHANNEL, cascade.lowerHost))
                .to(cascade.gbAddress(UPPER_ID, "3728000000"))
                .callId(call.inviteDown().callId())
                .cseq(0)
                .build());

        lower.expectsResponse(200, "BYE");
        upper.answers(upper.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    /** Deviation 20: it un-registers by mistake now and then, and is back half a minute later. */
    @Test
    void anUnregistrationThatIsTakenBackLeavesRunningCallsAlone() {
        cascade.up();
        Established call = cascade.establish(6000, 6100);
        try (PacedCamera camera = new PacedCamera(cascade.lowerHost, 6100);
                Viewport screen = new Viewport(cascade.upperHost, 6000)) {
            camera.films(call.inviteDown().bodyText(), 100_007_399);
            screen.awaitPackets(1);

            registers("leaving", 0);
            await().until(() -> !cascade.gateway.isOnline("ncg"));

            // three seconds, longer than any timeout of this gateway's calls
            screen.awaitPackets(150);
            assertThat(cascade.gateway.streams()).hasSize(1);
            registers("back", 3600);
            await().until(() -> cascade.gateway.isOnline("ncg"));
            screen.awaitPackets(10);
        }
        upperEnds(call.ok());
        assertThat(upper.seen("BYE")).isZero();
    }

    private void registers(String callId, int expires) {
        lower.sends(cascade.lowerMessage("REGISTER", callId)
                .contact(ScriptedCascade.contact(LOWER_ID, cascade.lowerHost))
                .header("Expires", Integer.toString(expires))
                .build());
        lower.expectsResponse(200, "REGISTER");
    }

    /** Its keepalive may overtake its registration, as in scene 02; it takes any other answer than 200 for a lost network. */
    @Test
    void aKeepaliveBeforeTheRegistrationRegistersIt() {
        cascade.upperAnswersRegister();

        lower.sends(wvp("031-02add-channels-wvp2up-message-keepalive-notify"));

        lower.expectsResponse(200, "MESSAGE");
        await().until(() -> cascade.gateway.isOnline("ncg"));
    }

    /** Deviations 31 and 32: a 200 without Contact and Event, NOTIFYs of one item without expires, numbers in blanks. */
    @Test
    void aSubscriptionAnsweredWithoutContactAndEventIsHeld() {
        cascade.upperAnswersRegister();
        cascade.lowerRegisters();
        SipRequest subscribe = cascade.lowerAnswersItsCatalogQuery();

        lower.sends(wvp("061-05subscribe-catalog-wvp2up-200-subscribe-catalog-response")
                .answering(subscribe));
        await().until(this::isOn);
        notifies(subscribe, 114, "OFF");
        await().until(() -> !isOn());
        // both changes of one batch leave together, in their order
        notifies(subscribe, 130, "ON");
        notifies(subscribe, 131, "OFF");
        notifies(subscribe, 132, "ON");

        await().until(this::isOn);
        assertThat(cascade.gateway.metric(
                        "cascade_catalog_items_total", "domain=\"ncg\"", "direction=\"in\"", "result=\"received\""))
                .isEqualTo(5);
    }

    private boolean isOn() {
        return cascade.gateway.metric("cascade_channels", "domain=\"ncg\"", "status=\"on\"") == 1;
    }

    private void notifies(SipRequest subscribe, int cseq, String event) {
        lower.sends(wvp("068-05subscribe-catalog-wvp2up-notify-catalog-notify")
                .with("sub1@127.8.0.3", subscribe.callId())
                .with("tag=77", "tag=" + subscribe.from().tag().orElseThrow())
                .withHeader("Event", subscribe.header("Event").orElseThrow())
                .withHeader("CSeq", cseq + " NOTIFY")
                .with("z9hG4bK9227503400", "z9hG4bK" + System.nanoTime())
                .with("34020000001320000002", CHANNEL)
                .with("<Event>OFF</Event>", "<Event>" + event + "</Event>"));
        lower.expectsResponse(200, "NOTIFY");
    }
}
