package cascade.gateway.cli;

import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.upper.UpperOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Command line options of what a simulated upper asks of its lowers beside catalogs and media. */
final class UpperFunctionOptions {

    @Option(
            names = "--ask",
            paramLabel = "FUNCTION",
            split = ",",
            converter = FunctionChoice.Converter.class,
            completionCandidates = FunctionChoice.Candidates.class,
            description = "ask the first channel, or each of --channel, for these functions one after the other,"
                    + " and subscribe to those that are subscriptions; all, or of ${COMPLETION-CANDIDATES}")
    List<FunctionChoice> asked = new ArrayList<>();

    @Option(
            names = "--ask-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "ask again each TIME (default: once)")
    Duration again = Duration.ZERO;

    @Option(
            names = "--answer-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "longest wait for an answer, or its next part (default: 40s)")
    Duration answerTimeout = Duration.ofSeconds(40);

    @Option(names = "--no-alarm-response", description = "fault: never answer an alarm with its Response")
    boolean noAlarmResponse;

    void check(OptionRules rules) {
        rules.require(again.isZero() || !asked.isEmpty(), "--ask-every: nothing is asked (expected: --ask)");
        rules.atLeast("--answer-timeout", answerTimeout, Duration.ofMillis(1));
    }

    void addTo(UpperOptions.Builder options) {
        options.answerTimeout(answerTimeout).answersAlarms(!noAlarmResponse);
    }

    /** In the order of the command line. */
    List<DeviceFunction> functions() {
        return asked.stream()
                .flatMap(choice -> choice.functions().stream())
                .distinct()
                .toList();
    }
}
