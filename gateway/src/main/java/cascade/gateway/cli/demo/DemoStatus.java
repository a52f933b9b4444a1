package cascade.gateway.cli.demo;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.UpperReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Status of the demo at one moment.
 *
 * @param runningFor since everything was started
 * @param upper the upper platform's counts
 * @param lower the lower platform's counts
 * @param cameras one entry a camera, in the catalog's order
 * @param sent what each camera that is in a call has sent
 * @param trials of functions that are run once
 */
public record DemoStatus(
        Duration runningFor,
        UpperReport upper,
        LowerReport lower,
        List<Camera> cameras,
        Map<DeviceId, SenderStats> sent,
        List<Trial> trials) {

    /** @param name of the catalog */
    public record Camera(DeviceId id, String name, CameraState state) {}

    public DemoStatus {
        cameras = List.copyOf(cameras);
        sent = Map.copyOf(sent);
        trials = List.copyOf(trials);
    }

    /** Cameras that the upper platform knows of. */
    public long listed() {
        return cameras.stream()
                .filter(camera -> !(camera.state() instanceof CameraState.Unlisted))
                .count();
    }

    public List<CameraState.Playing> playing() {
        return cameras.stream()
                .map(Camera::state)
                .filter(CameraState.Playing.class::isInstance)
                .map(CameraState.Playing.class::cast)
                .toList();
    }
}
