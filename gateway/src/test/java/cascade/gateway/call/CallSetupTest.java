package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.EndedCall;
import cascade.monitoring.CallCause;
import org.junit.jupiter.api.Test;

/** A call that goes wrong while it is being set up: it is answered, and nothing of it stays in the books. */
class CallSetupTest {

    private final CallWorld world = new CallWorld();

    private void nothingIsLeft() {
        assertThat(world.calls.load().streamsOf(world.lower())).as("streams").isZero();
        assertThat(world.calls.load().viewersOf(world.upper())).as("viewers").isZero();
        assertThat(world.context.ssrcs().inUse()).as("SSRCs").isZero();
        assertThat(world.context.upperDialogs().owners()).as("dialogs").isEmpty();
        assertThat(world.media.open()).as("media legs").isZero();
    }

    @Test
    void anErrorAfterTheViewerJoinedIsAnswered500AndLeavesNothingBehind() {
        world.media.broken = true;

        var invite = world.invite();

        assertThat(invite.status()).isEqualTo(500);
        nothingIsLeft();
        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.INTERNAL);

        world.media.broken = false;
        assertThat(world.invite().status())
                .as("the next one waits for the lower")
                .isZero();
        assertThat(world.sent("INVITE", LOWER)).hasSize(1);
    }

    @Test
    void oneThatIsCancelledBeforeItIsLookedAtOpensNoPortsAndIsCountedBack() {
        var invite = world.inviteCancelledAtOnce();

        assertThat(invite.status()).isEqualTo(487);
        assertThat(world.media.streams).isEmpty();
        nothingIsLeft();
    }
}
