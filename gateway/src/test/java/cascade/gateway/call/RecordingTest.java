package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.domain.DomainStage;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recording that is played: its control, the end of the file, and what its silence means. */
class RecordingTest {

    private static final String PAUSE = "PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n";
    private static final String PLAY = "PLAY RTSP/1.0\r\nCSeq: 2\r\nRange: npt=now-\r\n\r\n";

    private final CallWorld world = new CallWorld();

    @BeforeEach
    void play() {
        establish("a");
    }

    private void establish(String tag) {
        FakeServerTransaction invite = world.playback();
        world.lowerAnswers(world.sent("INVITE", LOWER).getLast(), 200, tag);
        invite.acknowledge();
    }

    private FakeClientTransaction infoDown() {
        return world.sent("INFO", LOWER).getLast();
    }

    private List<CallCause> causes() {
        return world.calls.recent().stream().map(EndedCall::cause).toList();
    }

    private void paused() {
        world.infoOfUpper(50, PAUSE);
        infoDown().answer(200);
    }

    @Test
    void aPauseThatTheLowerGrantedMayBeSilentUntilItPlaysOn() {
        paused();
        world.silence();
        assertThat(causes()).isEmpty();

        world.infoOfUpper(51, PLAY);
        infoDown().answer(200);
        world.silence();

        assertThat(causes()).containsExactly(CallCause.MEDIA_TIMEOUT);
    }

    @Test
    void aPauseThatTheLowerRefusedIsNone() {
        world.infoOfUpper(50, PAUSE);
        infoDown().answer(400);

        world.silence();

        assertThat(causes()).containsExactly(CallCause.MEDIA_TIMEOUT);
    }

    @Test
    void aPauseInACallThatTheLowerHasForgottenDoesNotLastForEver() {
        paused();
        FakeServerTransaction resume = world.infoOfUpper(51, PLAY);
        infoDown().answer(481);

        assertThat(resume.status()).isEqualTo(481);
        world.silence();
        assertThat(causes()).containsExactly(CallCause.MEDIA_TIMEOUT);
    }

    @Test
    void controlsGoDownOneAfterTheOther() {
        world.infoOfUpper(50, PAUSE);
        world.infoOfUpper(51, PLAY);
        assertThat(world.sent("INFO", LOWER)).hasSize(1);

        infoDown().answer(200);

        assertThat(world.sent("INFO", LOWER)).hasSize(2);
        assertThat(infoDown().request().bodyText()).isEqualTo(PLAY);
    }

    @Test
    void aControlThatWaitsWhileTheCallEndsIsAnswered481() {
        FakeServerTransaction first = world.infoOfUpper(50, PAUSE);
        FakeServerTransaction second = world.infoOfUpper(51, PLAY);

        world.byeOfUpper(true);
        infoDown().timeOut();

        assertThat(first.status()).isEqualTo(408);
        assertThat(second.status()).isEqualTo(481);
        assertThat(world.sent("INFO", LOWER)).hasSize(1);
    }

    @Test
    void aLowerThatIsSilentToAControlKeepsNobodyWaiting() {
        FakeServerTransaction first = world.infoOfUpper(50, PAUSE);
        FakeServerTransaction second = world.infoOfUpper(51, PLAY);

        world.time.pass(Duration.ofSeconds(10));

        assertThat(first.status()).isEqualTo(408);
        assertThat(second.status()).isEqualTo(408);
        assertThat(causes()).as("the call goes on").isEmpty();
        FakeServerTransaction third = world.infoOfUpper(52, PLAY);
        infoDown().answer(200);
        assertThat(third.status()).isEqualTo(200);
    }

    @Test
    void aPauseThatIsGrantedLateIsAPauseAllTheSame() {
        world.infoOfUpper(50, PAUSE);
        world.time.pass(Duration.ofSeconds(10));

        infoDown().answer(200);

        world.silence();
        assertThat(causes()).isEmpty();
    }

    @Test
    void aPauseThatIsGrantedAfterTheNextPlayIsNone() {
        world.infoOfUpper(50, PAUSE);
        FakeClientTransaction pause = infoDown();
        world.time.pass(Duration.ofSeconds(10));
        world.infoOfUpper(51, PLAY);
        infoDown().answer(200);

        pause.answer(200);

        world.silence();
        assertThat(causes()).containsExactly(CallCause.MEDIA_TIMEOUT);
    }

    @Test
    void onlyFromTheLowersOwnAddressSomebodySpeaksAsTheChannel() {
        assertThat(world.speakerAsTheChannel(LOWER)).isPresent();
        assertThat(world.speakerAsTheChannel(DomainStage.peer("district", "192.168.1.99")))
                .as("another host of allow-from")
                .isEmpty();
    }

    @Test
    void aControlThatCannotBeSentIsAnswered480() {
        FakeServerTransaction info = world.infoOfUpper(50, PAUSE);

        infoDown().failToSend();

        assertThat(info.status()).isEqualTo(480);
        assertThat(causes()).as("the call goes on").isEmpty();
    }

    @Test
    void silenceAfterTheEndOfTheFileIsNoMediaTimeout() {
        world.fileEnd("a");

        world.silence();

        assertThat(causes()).containsExactly(CallCause.FILE_END);
    }

    @Test
    void theEndOfACallThatIsOverEndsNoOtherOfItsChannel() {
        String ended = world.inviteDown().orElseThrow().request().callId();
        world.byeOfUpper(true);
        establish("b");

        // crosses our BYE
        world.fileEndElsewhere(ended, CallWorld.CHANNEL);
        world.sent("BYE", LOWER).getFirst().answer(200);
        // comes after it
        world.fileEndElsewhere(ended, CallWorld.CHANNEL);

        assertThat(world.sent("MESSAGE", UPPER)).as("told of an end").isEmpty();
        world.time.pass(Duration.ofMinutes(1));
        assertThat(causes()).containsExactly(CallCause.UPPER_BYE);
    }

    @Test
    void anEndToldByThePlatformFindsTheOnlyRecordingThatItPlays() {
        world.fileEndElsewhere("elsewhere", world.lower().config().deviceId());

        assertThat(world.sent("MESSAGE", UPPER)).hasSize(1);
    }

    @Test
    void anEndToldInNoDialogEndsNothingWhereTwoRecordingsOfTheChannelPlay() {
        establish("b");

        world.fileEndElsewhere("elsewhere", CallWorld.CHANNEL);

        assertThat(world.sent("MESSAGE", UPPER)).isEmpty();
    }

    @Test
    void theAnswerToAReInviteOfTheLowerIsOfTheSameRecording() {
        FakeServerTransaction again =
                world.reInviteOfLower(3, "a", CallWorld.ofRecording(CallWorld.answer(6102, "a=sendonly")));

        assertThat(again.finalAnswer().orElseThrow().bodyText())
                .contains("s=Playback\r\n")
                .contains("u=" + CallWorld.CHANNEL + ":0\r\n")
                .contains("t=1714521600 1714525200\r\n");
    }

    @Test
    void theAnswerToAReInviteOfTheUpperIsOfTheSameRecording() {
        FakeServerTransaction again =
                world.reInviteOfUpper(22, CallWorld.ofRecording(CallWorld.offer(6200, "a=recvonly")));

        assertThat(again.finalAnswer().orElseThrow().bodyText())
                .contains("s=Playback\r\n")
                .contains("t=1714521600 1714525200\r\n");
        assertThat(world.media.viewers.getFirst().remote.getPort()).isEqualTo(6200);
    }
}
