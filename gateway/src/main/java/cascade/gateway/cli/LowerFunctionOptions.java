package cascade.gateway.cli;

import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.function.FunctionFault;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.PositionForm;
import cascade.gateway.simulator.lower.function.RecordOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Command line options of what a simulated lower can do beside catalog and media, and how it fails to. */
final class LowerFunctionOptions {

    private static final int MAX_RECORDS = 10_000;

    @Option(
            names = "--without",
            paramLabel = "FUNCTION",
            split = ",",
            converter = FunctionChoice.Converter.class,
            completionCandidates = FunctionChoice.Candidates.class,
            description = "lack these functions, as a device of another edition does: 501, or 489 to a SUBSCRIBE."
                    + " All of them: ${COMPLETION-CANDIDATES}")
    List<FunctionChoice> missing = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "FUNCTION=FAULT",
            converter = {FunctionChoice.Converter.class, FunctionFaultConverter.class},
            description = "have a fault in a function, or with all=FAULT in each that can have it: "
                    + FunctionFaultConverter.FORMS)
    Map<FunctionChoice, FunctionFault> faults = new LinkedHashMap<>();

    @Option(
            names = "--alarm-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "report an alarm each TIME, of one camera after the other")
    Duration alarmInterval = Duration.ZERO;

    @Option(
            names = "--positions",
            paramLabel = "FORM",
            description = "of a mobile position: flat (2016) or list (2022) (default: flat)")
    PositionForm positionForm = PositionForm.FLAT;

    @Option(
            names = "--record-length",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "of each recording that RecordInfo lists (default: 10m)")
    Duration recordLength = RecordOptions.DEFAULT.length();

    @Option(
            names = "--records-kept",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how far back recordings reach (default: 24h)")
    Duration recordsKept = RecordOptions.DEFAULT.kept();

    @Option(
            names = "--records-per-message",
            paramLabel = "N",
            description = "recordings in one part of the answer (default: 4)")
    int recordsPerMessage = RecordOptions.DEFAULT.perMessage();

    @Option(
            names = "--work-time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "that an upgrade, a format or a snapshot takes before its result is reported (default: 1s)")
    Duration workTime = FunctionOptions.DEFAULT.workTime();

    void check(OptionRules rules) {
        faults.forEach((choice, fault) -> rules.require(
                choice.functions().stream().anyMatch(fault::suits),
                "--fault: " + choice.name() + " has no answer that could be so (expected: another fault)"));
        rules.atLeast("--record-length", recordLength, Duration.ofSeconds(1));
        rules.require(
                recordsKept.dividedBy(recordLength) <= MAX_RECORDS,
                "--records-kept: more than " + MAX_RECORDS + " recordings (expected: fewer, or longer ones)");
        rules.range("--records-per-message", recordsPerMessage, 1, MAX_RECORDS);
    }

    FunctionOptions toOptions() {
        FunctionOptions options = FunctionOptions.DEFAULT
                .withAlarmEvery(alarmInterval)
                .withPositionForm(positionForm)
                .withWorkTime(workTime)
                .withRecords(new RecordOptions(recordLength, recordsKept, recordsPerMessage));
        for (FunctionChoice choice : missing) {
            for (DeviceFunction function : choice.functions()) {
                options = options.without(function);
            }
        }
        for (Map.Entry<FunctionChoice, FunctionFault> fault : faults.entrySet()) {
            for (DeviceFunction function : fault.getKey().functions()) {
                if (fault.getValue().suits(function)) {
                    options = options.withFault(function, fault.getValue());
                }
            }
        }
        return options;
    }
}
