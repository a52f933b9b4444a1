package cascade.gateway.simulator.lower.function;

import cascade.gateway.simulator.function.DeviceFunction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Options of what a simulated lower platform can do beside catalog and media.
 *
 * @param missing functions that it lacks: a request for one is answered 501, a subscription 489
 * @param faults of functions that it has
 * @param records what RecordInfo lists
 * @param positionForm of its positions
 * @param workTime that an upgrade, a format or a snapshot takes
 * @param alarmInterval between alarms of its own accord, each by the next camera; zero: none
 */
public record FunctionOptions(
        Set<DeviceFunction> missing,
        Map<DeviceFunction, FunctionFault> faults,
        RecordOptions records,
        PositionForm positionForm,
        Duration workTime,
        Duration alarmInterval) {

    /** Everything, without a fault. */
    public static final FunctionOptions DEFAULT = new FunctionOptions(
            Set.of(), Map.of(), RecordOptions.DEFAULT, PositionForm.FLAT, Duration.ofSeconds(1), Duration.ZERO);

    public FunctionOptions {
        missing = Set.copyOf(missing);
        faults = Map.copyOf(faults);
        faults.forEach((function, fault) -> {
            if (!fault.suits(function)) {
                throw new IllegalArgumentException(function.label() + " cannot have the fault " + fault);
            }
        });
    }

    boolean has(DeviceFunction function) {
        return !missing.contains(function);
    }

    FunctionFault faultOf(DeviceFunction function) {
        return faults.getOrDefault(function, new FunctionFault.None());
    }

    public FunctionOptions without(DeviceFunction function) {
        Set<DeviceFunction> more = EnumSet.of(function);
        more.addAll(missing);
        return new FunctionOptions(more, faults, records, positionForm, workTime, alarmInterval);
    }

    public FunctionOptions withFault(DeviceFunction function, FunctionFault fault) {
        Map<DeviceFunction, FunctionFault> more = new EnumMap<>(DeviceFunction.class);
        more.putAll(faults);
        more.put(function, fault);
        return new FunctionOptions(missing, more, records, positionForm, workTime, alarmInterval);
    }

    public FunctionOptions withRecords(RecordOptions value) {
        return new FunctionOptions(missing, faults, value, positionForm, workTime, alarmInterval);
    }

    public FunctionOptions withPositionForm(PositionForm value) {
        return new FunctionOptions(missing, faults, records, value, workTime, alarmInterval);
    }

    public FunctionOptions withWorkTime(Duration value) {
        return new FunctionOptions(missing, faults, records, positionForm, value, alarmInterval);
    }

    public FunctionOptions withAlarmEvery(Duration value) {
        return new FunctionOptions(missing, faults, records, positionForm, workTime, value);
    }
}
