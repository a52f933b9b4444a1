package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.function.PtzCode;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Controls of a simulated lower, a case a function: what each does to the camera, and what it reports when it is done. */
final class Controls {

    private static final int MAX_SNAPSHOTS = 10;
    private static final DateTimeFormatter SNAPSHOT_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private final Timers timers;
    private final Duration workTime;
    private final Notifications notifications;
    private final InstantSource clock;

    Controls(Timers timers, Duration workTime, Notifications notifications, InstantSource clock) {
        this.timers = timers;
        this.workTime = workTime;
        this.notifications = notifications;
        this.clock = clock;
    }

    void apply(DeviceFunction function, ManscdpMessage request, DeviceId device, Camera camera) {
        if (!(request instanceof Other control) || control.root() != ManscdpMessage.Root.CONTROL) {
            return;
        }
        XmlNode tree = control.tree();
        String value = tree.childText(function.label()).orElse("");
        camera.took(words(function, value));
        switch (function) {
            case PTZ_CMD -> {
                camera.ptz(value);
                notifications.moved(device, camera);
            }
            case PTZ_PRECISE_CTRL -> {
                tree.child("PTZPreciseCtrl")
                        .ifPresent(at -> camera.precise(number(at, "Pan"), number(at, "Tilt"), number(at, "Zoom")));
                notifications.moved(device, camera);
            }
            case HOME_POSITION -> tree.child("HomePosition").ifPresent(camera::homePosition);
            case RECORD_CMD -> camera.record("Record".equals(value));
            case GUARD_CMD -> camera.guard("SetGuard".equals(value));
            case FORMAT_SD_CARD -> {
                camera.format(true);
                later(() -> camera.format(false));
            }
            case DEVICE_UPGRADE -> tree.child("DeviceUpgrade").ifPresent(order -> upgrade(order, device, camera));
            case SNAPSHOT_CONFIG -> tree.child("SnapShotConfig").ifPresent(order -> snapshots(order, device));
            case DEVICE_CONFIG ->
                tree.children().stream()
                        .filter(section -> !section.children().isEmpty())
                        .forEach(camera::configure);
            // what these do is not to be seen here but in the last command
            case TELE_BOOT, ALARM_CMD, I_FRAME_CMD, DRAG_ZOOM_IN, DRAG_ZOOM_OUT, TARGET_TRACK -> {}
            case DEVICE_INFO,
                    DEVICE_STATUS,
                    CONFIG_DOWNLOAD,
                    PRESET_QUERY,
                    HOME_POSITION_QUERY,
                    CRUISE_TRACK_LIST_QUERY,
                    CRUISE_TRACK_QUERY,
                    PTZ_POSITION,
                    SD_CARD_STATUS,
                    ALARM,
                    RECORD_INFO,
                    ALARM_SUBSCRIPTION,
                    MOBILE_POSITION_SUBSCRIPTION,
                    PTZ_POSITION_SUBSCRIPTION -> {}
        }
    }

    private static String words(DeviceFunction function, String value) {
        String meaning = function == DeviceFunction.PTZ_CMD
                ? PtzCode.parse(value).map(PtzCode::words).orElse(value)
                : value;
        return (function.label() + " " + meaning).strip();
    }

    private static Optional<Double> number(XmlNode parent, String name) {
        try {
            return parent.childText(name).map(Double::valueOf).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** The device would register anew first (GB/T 28181-2022 9.13): this one stays. */
    private void upgrade(XmlNode order, DeviceId device, Camera camera) {
        String firmware = order.childText("Firmware").orElse("");
        String session = order.childText("SessionID").orElse("");
        later(() -> {
            camera.firmware(firmware);
            notifications.report(
                    "DeviceUpgradeResult",
                    device,
                    List.of(text("SessionID", session), text("UpgradeResult", "OK"), text("Firmware", firmware)));
        });
    }

    /** Nothing is uploaded: the names of the pictures are all that goes through a gateway (GB/T 28181-2022 9.14). */
    private void snapshots(XmlNode order, DeviceId device) {
        int asked = number(order, "SnapNum").map(Double::intValue).orElse(1);
        String session = order.childText("SessionID").orElse("");
        later(() -> {
            List<XmlNode> files = new ArrayList<>();
            for (int number = 1; number <= Math.min(asked, MAX_SNAPSHOTS); number++) {
                files.add(text("SnapShotFileID", fileId(device, clock.instant(), number)));
            }
            notifications.report(
                    "UploadSnapShotFinished",
                    device,
                    List.of(text("SessionID", session), element("SnapShotList", files.toArray(new XmlNode[0]))));
        });
    }

    private static String fileId(DeviceId device, Instant time, int number) {
        return device + "02" + SNAPSHOT_TIME.format(time) + String.format(Locale.ROOT, "%02d", number);
    }

    private void later(Runnable done) {
        timers.after(workTime, done);
    }
}
