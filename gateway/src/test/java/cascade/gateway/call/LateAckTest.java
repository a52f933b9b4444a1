package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An upper's ACK that takes its time or is lost (field case F06): the lower is not kept waiting for its own. */
class LateAckTest {

    private final CallWorld world = new CallWorld();
    private final FakeServerTransaction invite = world.invite();

    private FakeClientTransaction down() {
        return world.inviteDown().orElseThrow();
    }

    @Test
    @FieldReport("F06")
    void aRepeated200IsAcknowledgedBeforeTheUppersAck() {
        world.lowerAnswers(200, "a");
        assertThat(down().acknowledgedTags).as("the first waits").isEmpty();

        world.lowerAnswers(200, "a");

        assertThat(down().acknowledgedTags).containsExactly("a");
        assertThat(world.media.viewers.getLast().started)
                .as("media waits at our side")
                .isFalse();
        invite.acknowledge();
        assertThat(down().acknowledgedTags).as("one ACK is enough").containsExactly("a");
        assertThat(world.media.viewers.getLast().started).isTrue();
    }

    @Test
    @FieldReport(value = "F06", part = "where the upper never does")
    void theCallEndsBothWaysWhenTheUpperNeverAcknowledges() {
        world.lowerAnswers(200, "a");
        world.lowerAnswers(200, "a");

        invite.ackOverdue();

        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.NO_ACK);
        assertThat(world.sent("BYE", CallWorld.UPPER)).hasSize(1);
        world.time.pass(Duration.ofSeconds(10));
        assertThat(world.sent("BYE", LOWER)).as("after stream-linger").hasSize(1);
    }
}
