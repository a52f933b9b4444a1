package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model-based test of a recording that is played: its control, the end of the file, silence, refusals and the BYE of either
 * side in every order. Whatever happens, both dialogs end with one cause, each INFO has one answer, and nothing is left.
 */
class PlaybackInterleavingTest {

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario(
                        "the end of the file against BYE",
                        CallEvent.FILE_END,
                        CallEvent.FILE_END_ANSWERED,
                        CallEvent.UPPER_BYE,
                        CallEvent.LOWER_BYE,
                        CallEvent.SILENCE),
                scenario(
                        "the end of the file told twice",
                        CallEvent.FILE_END,
                        CallEvent.FILE_END_ELSEWHERE,
                        CallEvent.FILE_END_ANSWERED,
                        CallEvent.UPPER_BYE),
                scenario(
                        "control against BYE",
                        CallEvent.PAUSE,
                        CallEvent.PLAY,
                        CallEvent.INFO_ANSWERED,
                        CallEvent.INFO_REFUSED,
                        CallEvent.UPPER_BYE,
                        CallEvent.LOWER_BYE),
                scenario(
                        "control against the end of the file",
                        CallEvent.PLAY,
                        CallEvent.INFO_ANSWERED,
                        CallEvent.FILE_END,
                        CallEvent.FILE_END_ANSWERED,
                        CallEvent.UPPER_BYE,
                        CallEvent.SILENCE),
                scenario(
                        "silence in a pause",
                        CallEvent.PAUSE,
                        CallEvent.PLAY,
                        CallEvent.INFO_ANSWERED,
                        CallEvent.INFO_UNANSWERED,
                        CallEvent.SILENCE,
                        CallEvent.LOWER_BYE),
                scenario(
                        "a lower that has forgotten the call",
                        CallEvent.PAUSE,
                        CallEvent.PLAY,
                        CallEvent.INFO_ANSWERED,
                        CallEvent.INFO_IN_NO_DIALOG,
                        CallEvent.SILENCE,
                        CallEvent.LOWER_OFFLINE),
                scenario(
                        "the end of the file of a platform that leaves",
                        CallEvent.FILE_END,
                        CallEvent.FILE_END_ANSWERED,
                        CallEvent.PAUSE,
                        CallEvent.UPPER_OFFLINE,
                        CallEvent.LOWER_OFFLINE),
                scenario(
                        "re-INVITEs of both sides",
                        CallEvent.LOWER_REINVITE,
                        CallEvent.UPPER_REINVITE,
                        CallEvent.ACK_OF_REINVITE,
                        CallEvent.FILE_END,
                        CallEvent.UPPER_BYE));
    }

    private static Arguments scenario(String name, CallEvent... events) {
        return Arguments.of(name, List.of(events));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void everyOrderOfEverySubsetInACallThatPlaysEndsClean(String name, List<CallEvent> events) {
        assertThat(EveryChoice.ofSubsets(events, true, CallEvent.ANSWERS, CallEvent.ACK))
                .isGreaterThan(1 << events.size());
    }

    @Test
    void everyOrderOfTheSetupAndTheEndOfTheFileEndsClean() {
        List<CallEvent> events = List.of(
                CallEvent.ANSWERS,
                CallEvent.ACK,
                CallEvent.NO_ACK,
                CallEvent.PAUSE,
                CallEvent.FILE_END,
                CallEvent.FILE_END_ANSWERED,
                CallEvent.UPPER_BYE);
        assertThat(EveryChoice.ofSubsets(events, true)).isGreaterThan(1 << events.size());
    }

    @Test
    void randomStoriesEndClean() {
        CallStory.atRandom("playback interleaving", random -> true);
    }
}
