package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Playback, download, talk and broadcast of a process that was killed, in the one that follows it. */
class RestoredSessionsTest {

    private static final String PAUSE = "PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n";
    private static final String PLAY = "PLAY RTSP/1.0\r\nCSeq: 2\r\nRange: npt=now-\r\n\r\n";

    private final CallWorld before = new CallWorld();

    private static List<CallCause> causes(CallWorld world) {
        return world.calls.recent().stream().map(EndedCall::cause).toList();
    }

    private CallWorld runsOn() {
        CallWorld after = before.successor().restored();
        assertThat(after.sent).as("what the platforms hear of it").isEmpty();
        assertThat(after.media.viewers.getFirst().spec).isEqualTo(before.media.viewers.getFirst().spec);
        assertThat(after.media.viewers.getFirst().started).isTrue();
        assertThat(after.kept()).isEqualTo(before.kept());
        return after;
    }

    private void established(String offer) {
        FakeServerTransaction invite = before.invite(offer);
        before.lowerAnswers(200, "a");
        invite.acknowledge();
    }

    private static void isControlled(CallWorld world, long cseq, String control) {
        FakeServerTransaction info = world.infoOfUpper(cseq, control);
        FakeClientTransaction down = world.sent("INFO", LOWER).getLast();
        assertThat(down.request().bodyText()).isEqualTo(control);
        assertThat(CallWorld.tagOf(down.request())).isEqualTo("a");
        down.answer(200);
        assertThat(info.status()).isEqualTo(200);
    }

    @Nested
    class Playback {

        @Test
        void goesOnAndIsControlledInItsDialogs() {
            established(CallWorld.ofRecording(CallWorld.offer(6000, "a=recvonly")));
            isControlled(before, 50, PAUSE);
            isControlled(before, 51, PLAY);
            long last = before.sent("INFO", LOWER).getLast().request().cseq().number();

            CallWorld after = runsOn();

            isControlled(after, 52, PAUSE);
            assertThat(after.sent("INFO", LOWER).getFirst().request().cseq().number())
                    .isGreaterThan(last);
            after.silence();
            assertThat(causes(after)).as("a pause may be silent").isEmpty();
            isControlled(after, 53, PLAY);
            after.silence();
            assertThat(causes(after)).containsExactly(CallCause.MEDIA_TIMEOUT);
            after.hasNothingLeft();
        }

        @Test
        void thatWasPausedEndsWhereNobodyPlaysItOn() {
            established(CallWorld.ofRecording(CallWorld.offer(6000, "a=recvonly")));
            isControlled(before, 50, PAUSE);

            CallWorld after = runsOn();
            after.silence();

            assertThat(causes(after)).containsExactly(CallCause.MEDIA_TIMEOUT);
            assertThat(after.sent("BYE", UPPER)).hasSize(1);
            assertThat(after.sent("BYE", LOWER)).hasSize(1);
            after.hasNothingLeft();
        }

        @Test
        void hasTheEndOfItsFileTold() {
            established(CallWorld.ofRecording(CallWorld.offer(6000, "a=recvonly")));
            CallWorld after = runsOn();

            assertThat(after.fileEnd("a").status()).isEqualTo(200);

            FakeClientTransaction told = after.sent("MESSAGE", UPPER).getFirst();
            assertThat(told.request().bodyText()).contains("<NotifyType>121</NotifyType>");
            assertThat(told.request().callId()).isEqualTo("above");
            told.answer(200);
            after.byeOfUpper(true);
            assertThat(causes(after)).containsExactly(CallCause.FILE_END);
            after.hasNothingLeft();
        }
    }

    @Nested
    class Download {

        @Test
        void goesOnAndHasTheEndOfItsFileTold() {
            established(CallWorld.ofRecording(CallWorld.offer(6000, "a=recvonly\r\na=downloadspeed:4"))
                    .replace("s=Playback", "s=Download"));
            assertThat(before.inviteDown().orElseThrow().request().bodyText()).contains("s=Download");
            FakeMediaPlane.FakeStream source = before.media.streams.getFirst();
            source.listener.onMediaEvent(new MediaEvent.FirstPacket(
                    source.id(), new InetSocketAddress("192.168.1.20", 6100), 77, 96, Duration.ZERO));

            CallWorld after = runsOn();
            after.fileEnd("a");
            after.sent("MESSAGE", UPPER).getFirst().answer(200);
            after.byeOfUpper(true);

            assertThat(causes(after)).containsExactly(CallCause.FILE_END);
            after.hasNothingLeft();
        }
    }

    @Nested
    class Talk {

        private static String sdp(String owner, String host, int port, String y) {
            return CallWorld.sdp(owner, host, "m=audio " + port + " RTP/AVP 8", "a=sendrecv", y)
                    .replace("s=Play", "s=Talk")
                    .replace("a=rtpmap:96 PS/90000", "a=rtpmap:8 PCMA/8000");
        }

        private static FakeServerTransaction invites(CallWorld world) {
            return world.invite(sdp("37280000002000000001", "10.69.80.187", 6000, "0100000042"));
        }

        private void established() {
            FakeServerTransaction invite = invites(before);
            before.lowerAccepts(sdp(CallWorld.CHANNEL, "192.168.1.20", 6100, "0100007399"), "a");
            invite.acknowledge();
            assertThat(before.media.viewers.getFirst().spec.backchannel()).isTrue();
        }

        @Test
        void goesOnBothWaysAndKeepsTheFloor() {
            established();

            CallWorld after = runsOn();

            assertThat(invites(after).status()).as("a second speaker").isEqualTo(486);
            assertThat(after.byeOfUpper(true).status()).isEqualTo(200);
            assertThat(after.sent("BYE", LOWER)).hasSize(1);
            after.hasNothingLeft();
            assertThat(invites(after).status())
                    .as("the floor is free: the lower is being asked")
                    .isLessThan(200);
        }

        @Test
        void isEndedByTheLowerOnBothSides() {
            established();
            CallWorld after = runsOn();

            assertThat(after.byeOfLower("a").status()).isEqualTo(200);

            assertThat(after.sent("BYE", UPPER)).hasSize(1);
            assertThat(causes(after)).containsExactly(CallCause.LOWER_BYE);
            after.hasNothingLeft();
        }
    }

    /** It is begun in a moment, and who speaks notices; so it is not continued. */
    @Nested
    class Broadcast {

        private final BroadcastScene scene = new BroadcastScene(before);

        private CallWorld ends() {
            assertThat(before.kept()).isNotEmpty();
            return before.successor().restored();
        }

        @Test
        void isEndedByByeToBoth() {
            scene.announce();
            FakeServerTransaction invite = scene.lowerCalls();
            scene.upperAnswers();
            invite.acknowledge();

            CallWorld after = ends();

            assertThat(after.sent("BYE", UPPER)).singleElement().satisfies(bye -> {
                assertThat(bye.request().callId())
                        .isEqualTo(scene.inviteUp().request().callId());
                assertThat(CallWorld.tagOf(bye.request())).isEqualTo("speaker");
            });
            assertThat(after.sent("BYE", LOWER))
                    .singleElement()
                    .satisfies(bye -> assertThat(bye.request().callId()).isEqualTo("voice"));
            assertThat(after.media.open()).isZero();
            after.hasNothingLeft();
        }

        @Test
        void thatTheUpperHasNotAnsweredIsCancelledAboveAndRefusedBelow() {
            scene.announce();
            scene.lowerCalls();

            CallWorld after = ends();

            FakeClientTransaction above = after.sent("INVITE", UPPER).getFirst();
            assertThat(above.cancelled).isTrue();
            assertThat(after.received.getFirst().status()).isEqualTo(480);
            above.answer(487);
            after.hasNothingLeft();
        }
    }
}
