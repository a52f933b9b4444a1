package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Model-based test of a kill at any moment of any story of a call: a call that both sides have confirmed runs on, any other
 * is ended with each platform that knows of it, and when that is done nothing is left.
 */
class KilledAnywhereTest {

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);

    @Test
    void aConfirmedCallRunsOnAndNothingIsLeftOfAnyOther() {
        System.out.printf("killed anywhere: seed %d%n", seed);
        List<CallEvent> all = List.copyOf(EnumSet.allOf(CallEvent.class));
        int running = 0;
        for (int story = 0; story < Trials.stories(); story++) {
            List<CallEvent> some = random.ints(0, all.size())
                    .distinct()
                    .limit(random.nextInt(all.size()) + 1)
                    .mapToObj(all::get)
                    .toList();
            var run = new CallStory(random.nextInt(4) == 0, false);
            run.play(some, random::nextInt);
            boolean confirmed = isConfirmed(run);
            running += confirmed ? 1 : 0;
            check(run, confirmed, "seed " + seed + ", killed after " + String.join(" ", run.story));
        }
        assertThat(running).as("stories that were killed amid a confirmed call").isPositive();
    }

    /** Somebody watches what the lower sends, as far as we know, and nobody is being called anew. */
    private static boolean isConfirmed(CallStory run) {
        CallWorld world = run.world;
        return world.calls.load().viewersOf(world.upper()) == 1
                && run.invite.status() == 200
                && world.context.upperDialogs().owners().stream().anyMatch(UpperLeg::isConfirmed)
                && world.context.lowerDialogs().owners().stream().anyMatch(LowerLeg::isConfirmed);
    }

    private static void check(CallStory run, boolean confirmed, String told) {
        CallWorld after = run.world.successor().restored();

        assertThat(after.calls.load().viewersOf(after.upper()))
                .as("viewers, %s", told)
                .isEqualTo(confirmed ? 1 : 0);
        if (confirmed) {
            assertThat(after.sent("BYE", UPPER))
                    .as("BYEs to the upper, %s", told)
                    .isEmpty();
            assertThat(after.media.viewers.getFirst().started).as(told).isTrue();
            after.byeOfUpper(true);
        }
        endsAll(after);
        after.hasNothingOpen(told);
        assertThat(after.calls.load().streamsOf(after.lower()))
                .as("streams, %s", told)
                .isZero();
        assertThat(after.kept()).as("records, %s", told).isEmpty();
        assertThat(after.time.pendingTimers()).as("timers, %s", told).isZero();
        assertThat(after.sent("BYE", LOWER).size())
                .as("BYEs to the lower, %s", told)
                .isLessThanOrEqualTo(2);
    }

    /** The peers answer whatever they are asked, the called one that it has given up. */
    private static void endsAll(CallWorld world) {
        for (int round = 0; round < 4; round++) {
            world.time.pass(Duration.ofMinutes(1));
            for (FakeClientTransaction open :
                    world.sent.stream().filter(each -> !each.isDecided()).toList()) {
                open.answer(open.request().is("INVITE") ? 487 : 200);
            }
            world.received.forEach(FakeServerTransaction::ackOverdue);
        }
    }
}
