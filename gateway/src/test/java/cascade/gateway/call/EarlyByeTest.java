package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.monitoring.CallCause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A BYE that comes before the answer, or crosses it (RFC 3261 section 15). */
@FieldReport(value = "F14", part = "with fakes, also what comes later")
class EarlyByeTest {

    private final CallWorld world = new CallWorld();
    private final FakeServerTransaction invite = world.invite();

    /** Some uppers send BYE where CANCEL would do, with the tag of our 180 or without one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUpperThatHangsUpBeforeTheAnswerIsHeard(boolean tagged) {
        world.lowerAnswers(180, "a");

        var bye = world.byeOfUpper(tagged);

        assertThat(bye.status()).isEqualTo(200);
        assertThat(invite.status()).isEqualTo(487);
        assertThat(world.inviteDown().orElseThrow().cancelled).isTrue();
        assertThat(world.calls.recent()).singleElement().satisfies(call -> {
            assertThat(call.cause()).isEqualTo(CallCause.UPPER_BYE);
            assertThat(call.status()).isEqualTo(487);
        });
    }

    @Test
    void aLowerThatHangsUpWhileIts200WasLostEndsTheCall() {
        var bye = world.byeOfLower("a");

        assertThat(bye.status()).isEqualTo(200);
        assertThat(invite.status()).isEqualTo(480);
        assertThat(world.calls.recent())
                .singleElement()
                .satisfies(call -> assertThat(call.cause()).isEqualTo(CallCause.LOWER_BYE));
    }

    @Test
    void its200ThatComesAfterAllIsAcknowledgedAndNotEndedTwice() {
        world.byeOfLower("a");
        world.lowerAnswers(200, "a");

        assertThat(world.inviteDown().orElseThrow().acknowledgedTags).containsExactly("a");
        assertThat(world.sent("BYE", LOWER)).isEmpty();
    }

    @Test
    @FieldReport("load 13")
    void the200IsNotRepeatedAfterTheUppersBye() {
        world.lowerAnswers(200, "a");
        assertThat(invite.repeating).isTrue();

        world.byeOfUpper(true);

        assertThat(invite.repeating).isFalse();
    }

    @Test
    void aCallThatEndsBeforeTheUppersAckIsEndedByByeAfterIt() {
        world.lowerAnswers(200, "a");
        world.byeOfLower("a");
        assertThat(world.sent("BYE", UPPER)).as("not before the ACK").isEmpty();

        invite.acknowledge();

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
    }

    @Test
    void byesThatCrossAreBothAnswered200() {
        world.lowerAnswers(200, "a");
        invite.acknowledge();
        world.byeOfLower("a");
        assertThat(world.sent("BYE", UPPER)).hasSize(1);

        assertThat(world.byeOfUpper(true).status()).isEqualTo(200);
    }

    @Test
    void aForksByeDoesNotEndTheCall() {
        world.lowerAnswers(200, "a");
        invite.acknowledge();
        world.lowerAnswers(200, "b");
        assertThat(world.sent("BYE", LOWER))
                .singleElement()
                .satisfies(bye -> assertThat(CallWorld.tagOf(bye.request())).isEqualTo("b"));

        assertThat(world.byeOfLower("b").status()).isEqualTo(200);

        assertThat(world.calls.recent()).isEmpty();
        assertThat(world.media.open()).isEqualTo(2);
    }

    @Test
    void aStreamLingersForTheNextViewer() {
        world.lowerAnswers(200, "a");
        invite.acknowledge();
        world.byeOfUpper(true);
        assertThat(world.sent("BYE", LOWER)).isEmpty();

        world.time.pass(Duration.ofSeconds(10));

        assertThat(world.sent("BYE", LOWER)).hasSize(1);
    }
}
