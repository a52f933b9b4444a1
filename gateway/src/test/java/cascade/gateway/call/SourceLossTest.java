package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.FakeMediaPlane.FakeStream;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream whose media stopped, and whose lower restarted or went away: nobody is left before a dead picture. */
class SourceLossTest {

    private static final Duration SILENT = Duration.ofSeconds(2);

    private CallWorld world = new CallWorld();
    private FakeServerTransaction first;

    @BeforeEach
    void establish() {
        first = world.invite();
        world.lowerAnswers(200, "a");
        first.acknowledge();
    }

    @AfterEach
    void online() {
        world.lowerRegisters("1");
    }

    private FakeStream source() {
        return world.media.streams.getFirst();
    }

    private void stalls() {
        source().listener.onMediaEvent(new MediaEvent.Stalled(source().id(), SILENT));
    }

    private List<FakeClientTransaction> invites() {
        return world.sent("INVITE", LOWER);
    }

    private void calledAgain() {
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(invites()).hasSize(2);
        assertThat(invites().getLast().request().callId())
                .isNotEqualTo(invites().getFirst().request().callId());
        assertThat(invites().getLast().request().bodyText())
                .as("into the same port")
                .contains("m=video " + source().sourceLocal().rtpPort() + " ");
    }

    @Test
    @FieldReport(value = "F07", part = "without a registration")
    void aViewerThatComesToADeadStreamGetsANewOne() {
        stalls();

        var second = world.invite();

        calledAgain();
        assertThat(second.status()).as("waits for the new answer").isLessThan(200);
        world.lowerAnswers(invites().getLast(), 200, "b");
        assertThat(second.status()).isEqualTo(200);
        assertThat(source().announced).hasSize(2);
        assertThat(world.sent("BYE", UPPER)).as("the first watches on").isEmpty();
        assertThat(invites().getLast().acknowledgedTags).containsExactly("b");
    }

    @Test
    void aViewerThatComesToALivingStreamSharesIt() {
        stalls();
        source().listener.onMediaEvent(new MediaEvent.StallOver(source().id()));

        assertThat(world.invite().status()).isEqualTo(200);

        assertThat(invites()).hasSize(1);
    }

    @Test
    @FieldReport(value = "F07", part = "after a registration")
    void aLowerThatRestartedIsInvitedAnewOnceItsMediaIsSilent() {
        world.lowerRegisters("2");
        assertThat(invites()).as("some register anew at each refresh").hasSize(1);
        world.time.pass(Duration.ofSeconds(1));

        stalls();

        calledAgain();
    }

    @Test
    void aPauseLongAfterARegistrationIsNoRestart() {
        world.lowerRegisters("2");
        world.time.pass(Duration.ofMinutes(1));

        stalls();

        assertThat(invites()).hasSize(1);
    }

    @Test
    @FieldReport(value = "F07", part = "a stream that lingers")
    void aStreamThatLingersEndsWhenItsLowerRestarts() {
        world.byeOfUpper(true);

        world.lowerRegisters("2");

        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        world.invite();
        assertThat(invites()).hasSize(2);
    }

    @Test
    @FieldReport(value = "wvp 3", part = "the true cause at once")
    void viewersEndAsLowerOfflineWhenTheLowerLeavesAndItsMediaStops() {
        world.lowerGoesOffline();
        assertThat(world.calls.recent()).as("its media may still flow").isEmpty();

        stalls();

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.LOWER_OFFLINE);
    }

    @Test
    void theSameWhereItsMediaStopsFirst() {
        stalls();
        world.lowerGoesOffline();

        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.LOWER_OFFLINE);
    }

    private void waitForReturn() {
        world = new CallWorld(CallConfigs.of("""
                domains.district.allow-from = ["192.168.1.0/24"]
                gateway.media.source-return = 25s
                """));
        establish();
        world.lowerGoesOffline();
        stalls();
    }

    @Test
    @FieldReport(value = "wvp 3", part = "a lower that is soon back")
    void viewersWatchOnWhenTheLowerComesBackInTime() {
        waitForReturn();
        world.time.pass(Duration.ofSeconds(20));

        world.lowerRegisters("2");

        calledAgain();
        world.lowerAnswers(invites().getLast(), 200, "b");
        assertThat(invites().getLast().acknowledgedTags).containsExactly("b");
        world.time.pass(Duration.ofMinutes(1));
        assertThat(world.calls.recent()).isEmpty();
    }

    @Test
    void theyEndWhenItDoesNot() {
        waitForReturn();

        world.time.pass(Duration.ofSeconds(25));

        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.LOWER_OFFLINE);
    }

    @Test
    void theLowersRefusalOfTheNewCallEndsTheViewers() {
        stalls();
        var second = world.invite();

        world.lowerAnswers(invites().getLast(), 486, "b");

        assertThat(second.status()).isEqualTo(486);
        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.media.open()).isZero();
    }

    @Test
    void aReInviteOfAViewerIsAnsweredWhileTheLowerIsCalledAgain() {
        world.lowerRegisters("2");
        stalls();

        assertThat(world.reInviteOfUpper(22, CallWorld.offer(6200, "a=recvonly"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReInviteThatTheCallAnewOvertakesMovesNothingBack() {
        world.media.instant = false;
        world.reInviteOfLower(2, "a", CallWorld.answer(6200, "a=sendonly"));
        stalls();
        world.invite();
        calledAgain();
        world.lowerAnswers(invites().getLast(), 200, "b");

        while (world.media.pending().isPresent()) {
            world.media.answerNext();
        }

        assertThat(source().announced)
                .extracting(announced -> announced.rtp().getPort())
                .as("the source of the new answer is in force")
                .containsExactly(6100, 6200, 6100);
    }
}
