package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cascade.gateway.testkit.Trials;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders in which a broadcast can go: whatever comes when, both dialogs end, and nobody is left who speaks. */
class BroadcastInterleavingTest {

    static Stream<Arguments> scenarios() {
        return Stream.of(
                arguments(
                        "Response before, after and against the INVITE",
                        List.of(
                                BroadcastEvent.NOTICE_TAKEN,
                                BroadcastEvent.RESPONSE_OK,
                                BroadcastEvent.RESPONSE_ERROR,
                                BroadcastEvent.LOWER_INVITES,
                                BroadcastEvent.UPPER_ANSWERS,
                                BroadcastEvent.ACK)),
                arguments(
                        "CANCEL against the upper's 200",
                        List.of(
                                BroadcastEvent.LOWER_INVITES,
                                BroadcastEvent.LOWER_CANCELS,
                                BroadcastEvent.UPPER_ANSWERS,
                                BroadcastEvent.UPPER_GIVES_UP_AFTER_CANCEL,
                                BroadcastEvent.LOWER_BYE)),
                arguments(
                        "BYE from both sides, and no ACK",
                        List.of(
                                BroadcastEvent.LOWER_INVITES,
                                BroadcastEvent.UPPER_ANSWERS,
                                BroadcastEvent.ACK,
                                BroadcastEvent.NO_ACK,
                                BroadcastEvent.LOWER_BYE,
                                BroadcastEvent.UPPER_BYE)),
                arguments(
                        "a platform goes",
                        List.of(
                                BroadcastEvent.LOWER_INVITES,
                                BroadcastEvent.UPPER_ANSWERS,
                                BroadcastEvent.UPPER_OFFLINE,
                                BroadcastEvent.LOWER_OFFLINE,
                                BroadcastEvent.LOWER_REMOVED,
                                BroadcastEvent.BYE_UP_ANSWERED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void everyOrderOfEverySubsetEndsClean(String name, List<BroadcastEvent> events) {
        assertThat(EveryChoice.ofSubsets(events, (some, choice) -> {
                    var run = new BroadcastStory(true);
                    run.play(some, choice);
                    run.settle();
                    run.check();
                }))
                .isGreaterThan(1 << events.size());
    }

    @Test
    void randomStoriesEndClean() {
        long seed = Trials.seed();
        System.out.printf("broadcast: seed %d%n", seed);
        var random = new Random(seed);
        List<BroadcastEvent> all = List.copyOf(EnumSet.allOf(BroadcastEvent.class));
        for (int story = 0; story < Trials.stories(); story++) {
            List<BroadcastEvent> some = random.ints(0, all.size())
                    .distinct()
                    .limit(random.nextInt(all.size()) + 1)
                    .mapToObj(all::get)
                    .toList();
            var run = new BroadcastStory(random.nextInt(4) == 0);
            run.play(some, random::nextInt);
            run.settle();
            run.check();
        }
    }
}
