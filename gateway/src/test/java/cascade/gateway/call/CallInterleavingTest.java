package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model-based test of one call between two platforms whose messages come in every order: all subsets and orders of small
 * sets of events, and long random ones. Whatever happens, at the end both dialogs are over, nothing is left, each request
 * has had one final answer, each 2xx its ACK, each confirmed dialog one BYE, and the call one cause.
 */
class CallInterleavingTest {

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario(
                        "CANCEL against 200",
                        CallEvent.RINGS,
                        CallEvent.ANSWERS,
                        CallEvent.CANCEL,
                        CallEvent.ACK,
                        CallEvent.NO_ACK,
                        CallEvent.GIVES_UP_AFTER_CANCEL),
                scenario(
                        "BYE against ACK",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.NO_ACK,
                        CallEvent.UPPER_BYE,
                        CallEvent.LOWER_BYE,
                        CallEvent.BYE_UP_ANSWERED),
                scenario(
                        "BYE of both sides at once",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.UPPER_BYE,
                        CallEvent.LOWER_BYE,
                        CallEvent.BYE_UP_ANSWERED,
                        CallEvent.BYE_DOWN_UNANSWERED),
                scenario(
                        "BYE before the answer",
                        CallEvent.RINGS,
                        CallEvent.ANSWERS,
                        CallEvent.EARLY_BYE,
                        CallEvent.UPPER_BYE,
                        CallEvent.GIVES_UP_AFTER_CANCEL,
                        CallEvent.ACK),
                scenario(
                        "BYE of a lower whose 200 is late",
                        CallEvent.RINGS,
                        CallEvent.LOWER_BYE,
                        CallEvent.ANSWERS,
                        CallEvent.FORK_ANSWERS,
                        CallEvent.CANCEL),
                scenario(
                        "200 after the time-out",
                        CallEvent.RINGS,
                        CallEvent.ANSWER_TIMEOUT,
                        CallEvent.TRANSACTION_TIMEOUT,
                        CallEvent.ANSWERS,
                        CallEvent.FORK_ANSWERS,
                        CallEvent.ACK),
                scenario(
                        "forked 200s",
                        CallEvent.ANSWERS,
                        CallEvent.FORK_ANSWERS,
                        CallEvent.ACK,
                        CallEvent.CANCEL,
                        CallEvent.FORK_BYE,
                        CallEvent.LOWER_BYE),
                scenario(
                        "a refusal and then a 200",
                        CallEvent.REFUSES,
                        CallEvent.ANSWERS,
                        CallEvent.FORK_ANSWERS,
                        CallEvent.CANCEL),
                scenario(
                        "re-INVITEs of the upper",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.UPPER_REINVITE,
                        CallEvent.UPPER_HOLD,
                        CallEvent.UPPER_BYE,
                        CallEvent.ACK_OF_REINVITE),
                scenario(
                        "another transport",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.UPPER_OTHER_TRANSPORT,
                        CallEvent.ACK_OF_REINVITE,
                        CallEvent.LOWER_BYE,
                        CallEvent.UPPER_BYE),
                scenario(
                        "glare",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.UPPER_REINVITE,
                        CallEvent.LOWER_REINVITE,
                        CallEvent.LOWER_HOLD,
                        CallEvent.LOWER_BYE),
                scenario(
                        "restart of the upper",
                        CallEvent.ANSWERS,
                        CallEvent.NO_ACK,
                        CallEvent.UPPER_OFFLINE,
                        CallEvent.LOWER_BYE,
                        CallEvent.BYE_UP_ANSWERED),
                scenario(
                        "restart of the lower",
                        CallEvent.RINGS,
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.LOWER_OFFLINE,
                        CallEvent.UPPER_BYE,
                        CallEvent.BYE_DOWN_ANSWERED_BY_ONE_THAT_RESTARTED),
                scenario(
                        "a domain is removed",
                        CallEvent.ANSWERS,
                        CallEvent.ACK,
                        CallEvent.LOWER_REMOVED,
                        CallEvent.UPPER_BYE,
                        CallEvent.LOWER_BYE,
                        CallEvent.OPERATOR));
    }

    private static Arguments scenario(String name, CallEvent... events) {
        return Arguments.of(name, List.of(events));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    @Clause(value = "9.2.2", part = "any order")
    void everyOrderOfEverySubsetEndsClean(String name, List<CallEvent> events) {
        assertThat(EveryChoice.ofSubsets(events, false)).isGreaterThan(1 << events.size());
    }

    @Test
    void randomStoriesEndClean() {
        CallStory.atRandom("interleaving", Random::nextBoolean);
    }
}
