package cascade.gateway.simulator.upper.function;

import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.function.PtzCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Request for a function of a device.
 *
 * @param fields what stands behind DeviceID
 */
public record FunctionRequest(DeviceFunction function, List<XmlNode> fields) {

    private static final Duration DAY = Duration.ofDays(1);

    public FunctionRequest {
        fields = List.copyOf(fields);
    }

    /** As the standard's annexes show it; recordings of the last day, since there are none of the samples' time. */
    public static FunctionRequest sample(DeviceFunction function) {
        Instant now = Instant.now();
        return function == DeviceFunction.RECORD_INFO
                ? records(now.minus(DAY), now)
                : new FunctionRequest(function, function.sample());
    }

    public static FunctionRequest ptz(PtzCode code) {
        return new FunctionRequest(DeviceFunction.PTZ_CMD, List.of(text("PTZCmd", code.hex())));
    }

    /** Recordings that have a part in the period. */
    public static FunctionRequest records(Instant from, Instant until) {
        return new FunctionRequest(
                DeviceFunction.RECORD_INFO,
                List.of(
                        text("StartTime", GbDate.toElement(from)),
                        text("EndTime", GbDate.toElement(until)),
                        text("Secrecy", 0),
                        text("Type", "all")));
    }

    /** A subscription to positions. */
    public static FunctionRequest positions(Duration interval) {
        return new FunctionRequest(
                DeviceFunction.MOBILE_POSITION_SUBSCRIPTION, List.of(text("Interval", interval.toSeconds())));
    }

    ManscdpMessage message(long sn, DeviceId device) {
        return Other.of(function.root(), function.cmdType(), sn, Optional.of(device), fields);
    }
}
