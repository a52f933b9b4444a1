package cascade.gateway.simulator.lower.function;

import java.util.Map;
import java.util.Optional;

/**
 * State of a simulated camera that commands have brought about, at one moment.
 *
 * @param commands taken by it
 * @param lastCommand the last one, in words; of a PTZCmd what its code means
 * @param ptzCode the digits of the last PTZCmd, as they came
 * @param pan degrees, 0 to 360
 * @param tilt degrees, -30 to 90, down positive
 * @param zoom factor, 1 or more
 * @param presets names by number
 * @param guarded whether it is on duty
 * @param recording whether it records by command
 * @param firmware its version
 */
public record CameraView(
        long commands,
        Optional<String> lastCommand,
        Optional<String> ptzCode,
        double pan,
        double tilt,
        double zoom,
        Map<Integer, String> presets,
        boolean guarded,
        boolean recording,
        String firmware) {

    public CameraView {
        presets = Map.copyOf(presets);
    }
}
