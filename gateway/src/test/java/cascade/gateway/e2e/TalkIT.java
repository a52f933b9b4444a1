package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.Tone;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Talk ({@code s=Talk}): two voices in one dialog, on their way through the gateway. */
class TalkIT {

    private static final int PACKETS = 50;
    /** Sent beyond those that are listened to: a busy machine loses datagrams even to itself. */
    private static final int SPARE = 10;

    private static final double UPPER_HZ = 1_000;
    private static final double LOWER_HZ = 440;
    private static final int UPPER_SSRC = 100_000_042;
    private static final int LOWER_SSRC = 100_007_399;

    private final ScriptedCascade cascade = new ScriptedCascade().up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;
    private final RtpPeer speaker = RtpPeer.on(cascade.upperHost);
    private final RtpPeer device = RtpPeer.on(cascade.lowerHost);

    @AfterEach
    void nothingIsLeftOver() {
        speaker.close();
        device.close();
        cascade.closeWhenQuiet();
    }

    private String sdp(String host, int port, String name, String direction, String y) {
        return String.join(
                "\r\n",
                "v=0",
                "o=" + CHANNEL + " 0 0 IN IP4 " + host,
                "s=" + name,
                "c=IN IP4 " + host,
                "t=0 0",
                "m=audio " + port + " RTP/AVP 8",
                "a=" + direction,
                "a=rtpmap:8 PCMA/8000",
                "y=" + y,
                "");
    }

    private String offer() {
        return sdp(cascade.upperHost, speaker.rtpAddress().getPort(), "Talk", "sendrecv", "0100000042");
    }

    private SipRequest talkDown() {
        return cascade.carriedDown(cascade.invite(CHANNEL, offer()).build());
    }

    private void lowerAnswers(SipRequest inviteDown) {
        lower.answers(
                inviteDown,
                200,
                ok -> ok.contact(contact(LOWER_ID, cascade.lowerHost))
                        .body(
                                "Application/SDP",
                                sdp(cascade.lowerHost, device.rtpAddress().getPort(), "Talk", "sendrecv", "0100007399")
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private record Talk(SipRequest inviteDown, SipResponse ok) {
        LegAddress lowerLeg() {
            return leg(inviteDown.body());
        }

        LegAddress upperLeg() {
            return leg(ok.body());
        }

        private static LegAddress leg(byte[] body) {
            SessionDescription read = read(body);
            return new LegAddress(
                    read.address().orElseThrow(), read.audio().orElseThrow().port());
        }
    }

    private static SessionDescription read(byte[] body) {
        try {
            return SdpParser.parse(body);
        } catch (SdpSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Talk established() {
        SipRequest inviteDown = talkDown();
        lowerAnswers(inviteDown);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        lower.expectsRequest("ACK");
        return new Talk(inviteDown, ok);
    }

    private static List<byte[]> heard(RtpPeer by) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            packets.add(by.receiveRtp().bytes());
        }
        return packets;
    }

    /** Voice ahead of the upper's ACK goes nowhere, and nothing says here when that has come. */
    private void hearsTheUpper(Talk talk) {
        await().until(() -> {
            Tone.packets(UPPER_HZ, 1, UPPER_SSRC).forEach(packet -> speaker.sendRtp(talk.upperLeg(), packet));
            return !device.hasNothing();
        });
    }

    private void hangsUp(Talk talk) {
        cascade.upperHangsUp(talk.ok());
    }

    @Test
    @Clause("2016 9.12.2")
    void eachSideHearsTheOthersTone() {
        Talk talk = established();
        hearsTheUpper(talk);

        Tone.packets(UPPER_HZ, PACKETS + SPARE, UPPER_SSRC).forEach(packet -> speaker.sendRtp(talk.upperLeg(), packet));
        Tone.packets(LOWER_HZ, PACKETS + SPARE, LOWER_SSRC).forEach(packet -> device.sendRtp(talk.lowerLeg(), packet));

        assertThat(Tone.share(UPPER_HZ, heard(device))).isGreaterThan(0.95);
        assertThat(Tone.share(LOWER_HZ, heard(speaker))).isGreaterThan(0.95);
        assertThat(cascade.gateway.metric("cascade_streams", "domain=\"ncg\"", "kind=\"talk\""))
                .isEqualTo(1);
        assertThat(cascade.gateway.metric("cascade_viewers", "domain=\"city\"", "kind=\"talk\""))
                .isEqualTo(1);
        hangsUp(talk);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    @Test
    void describesTheVoiceToEitherSideAsItsOwnSession() {
        Talk talk = established();

        SessionDescription offered = read(talk.inviteDown().body());
        assertThat(offered.sessionName()).isEqualTo("Talk");
        assertThat(offered.fMedia()).contains("v/////a/1/8/1");
        MediaDescription down = offered.audio().orElseThrow();
        assertThat(down.payloadTypes()).containsExactly(8);
        assertThat(down.direction()).contains(Direction.SENDRECV);
        SessionDescription answered = read(talk.ok().body());
        assertThat(answered.sessionName()).isEqualTo("Talk");
        assertThat(answered.ySsrc().orElseThrow().toY()).isEqualTo("0100000042");
        assertThat(answered.audio().orElseThrow().direction()).contains(Direction.SENDRECV);
        hangsUp(talk);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    @Test
    void byeOfTheLowerEndsTheUppersCall() {
        Talk talk = established();

        lower.sends(cascade.lowerInDialog("BYE", 1, talk.inviteDown()).build());

        lower.expectsResponse(200, "BYE");
        upper.answers(upper.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    void theLowersRefusalGoesUp() {
        lower.answers(talkDown(), 488);

        lower.expectsRequest("ACK");
        upper.expectsResponse(488, "INVITE");
        await().until(() -> cascade.ended("rejected-by-lower") == 1);
    }

    @Test
    void anUpperThatVanishesDoesNotKeepTheFloorWhileTheDeviceSends() {
        cascade.gateway.reload(cascade.config("gateway.media.speaker-timeout = 1s\n"));
        Talk talk = established();
        hearsTheUpper(talk);

        await().until(() -> {
            Tone.packets(LOWER_HZ, 1, LOWER_SSRC).forEach(packet -> device.sendRtp(talk.lowerLeg(), packet));
            return cascade.ended("media-timeout") == 1;
        });
        upper.answers(upper.expectsRequest("BYE"), 200);
        lower.answers(lower.expectsRequest("BYE"), 200);
    }

    @Test
    void silenceOfBothEndsBoth() {
        established();

        upper.answers(upper.expectsRequest("BYE"), 200);
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("no-media") == 1);
    }

    @Test
    void infoControlsNothing() {
        Talk talk = established();
        upper.sends(cascade.upperInDialog("INFO", 21, talk.ok()).build());

        upper.expectsResponse(488, "INFO");
        hangsUp(talk);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    @Test
    void withoutThePermissionItIsRefused() {
        cascade.gateway.reload(cascade.config("domains.city.permissions = [live]\n"));
        SipRequest invite = cascade.invite(CHANNEL, offer()).build();
        upper.sends(invite);

        assertThat(upper.expectsResponse(403, invite).header("Warning").orElseThrow())
                .contains("Talk is not permitted");
    }

    @Test
    void aSecondSpeakerIsTurnedAwayUntilTheFirstHasLeft() {
        Talk talk = established();

        SipRequest second = cascade.invite(CHANNEL, offer().replace("0100000042", "0100000043"))
                .build();
        upper.sends(second);

        SipResponse busy = upper.expectsResponse(486, second);
        assertThat(busy.header("Reason").orElseThrow()).contains("cause=486", "somebody else speaks");
        assertThat(busy.header("Warning").orElseThrow()).contains("somebody else speaks");
        hangsUp(talk);
        await().until(() -> cascade.gateway.streams().isEmpty());
        hangsUp(established());
        await().until(() -> cascade.ended("upper-bye") == 2);
    }
}
