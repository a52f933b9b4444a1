package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.list;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers of a simulated lower, a case a function. GB/T 28181-2016 A.2.6, GB/T 28181-2022 A.2.6. */
final class Answers {

    private static final List<String> TRACKS = List.of("day", "night", "feast");

    private final Cameras cameras;
    private final RecordList records;
    private final InstantSource clock;

    Answers(Cameras cameras, RecordList records, InstantSource clock) {
        this.cameras = cameras;
        this.records = records;
        this.clock = clock;
    }

    /** Usually one, more where each stands for itself; none where the function has no answer. */
    List<Answer> to(DeviceFunction function, ManscdpMessage request, DeviceId device) {
        return cameras.find(device)
                .map(camera -> to(function, request, device, camera))
                .orElseGet(() -> function.form() == AnswerForm.NONE ? List.of() : List.of(Answer.ERROR));
    }

    private List<Answer> to(DeviceFunction function, ManscdpMessage request, DeviceId device, Camera camera) {
        return switch (function) {
            case DEVICE_INFO -> List.of(info(device, camera));
            case DEVICE_STATUS -> List.of(status(device, camera));
            case CONFIG_DOWNLOAD -> configuration(request, camera);
            case PRESET_QUERY -> List.of(presets(camera));
            case HOME_POSITION_QUERY -> List.of(Answer.of(camera.homePosition()));
            case CRUISE_TRACK_LIST_QUERY -> List.of(tracks());
            case CRUISE_TRACK_QUERY -> List.of(track(request));
            case PTZ_POSITION -> List.of(Answer.of(position(camera)));
            case SD_CARD_STATUS -> List.of(cards(camera));
            case ALARM -> List.of(Answer.OK);
            case RECORD_INFO -> List.of(records.answer(request, device, cameras.nameOf(device)));
            case RECORD_CMD, GUARD_CMD, ALARM_CMD, HOME_POSITION, DEVICE_UPGRADE, SNAPSHOT_CONFIG, DEVICE_CONFIG ->
                List.of(Answer.OK);
            case PTZ_CMD,
                    TELE_BOOT,
                    I_FRAME_CMD,
                    DRAG_ZOOM_IN,
                    DRAG_ZOOM_OUT,
                    PTZ_PRECISE_CTRL,
                    FORMAT_SD_CARD,
                    TARGET_TRACK,
                    ALARM_SUBSCRIPTION,
                    MOBILE_POSITION_SUBSCRIPTION,
                    PTZ_POSITION_SUBSCRIPTION -> List.of();
        };
    }

    private Answer info(DeviceId device, Camera camera) {
        boolean isPlatform = device.equals(cameras.inventory().platform());
        return Answer.of(
                text("DeviceName", isPlatform ? "模拟下级平台" : cameras.nameOf(device)),
                text("Result", "OK"),
                text("Manufacturer", "cascade"),
                text("Model", "simulated"),
                text("Firmware", camera.firmware()),
                text("Channel", isPlatform ? cameras.inventory().items().size() : 1));
    }

    private Answer status(DeviceId device, Camera camera) {
        boolean isOn = cameras.inventory().find(device).map(CatalogItem::isOn).orElse(true);
        String duty = camera.isGuarded() ? "ONDUTY" : "OFFDUTY";
        return Answer.of(
                text("Result", "OK"),
                text("Online", isOn ? "ONLINE" : "OFFLINE"),
                text("Status", "OK"),
                text("Encode", isOn ? "ON" : "OFF"),
                text("Record", camera.isRecording() ? "ON" : "OFF"),
                text("DeviceTime", GbDate.toElement(clock.instant())),
                list(
                        "Alarmstatus",
                        List.of(element("Item", text("DeviceID", device.value()), text("DutyStatus", duty)))));
    }

    /** An answer a section (GB/T 28181-2016 A.2.6.9); sections that a camera never got are not there. */
    private static List<Answer> configuration(ManscdpMessage request, Camera camera) {
        List<Answer> sections = Stream.of(field(request, "ConfigType").split("/", -1))
                .flatMap(type -> camera.section(type).stream())
                .map(section -> Answer.of(text("Result", "OK"), section))
                .toList();
        return sections.isEmpty() ? List.of(Answer.ERROR) : sections;
    }

    private static Answer presets(Camera camera) {
        List<XmlNode> items = new ArrayList<>();
        camera.presets()
                .forEach((id, name) -> items.add(element("Item", text("PresetID", id), text("PresetName", name))));
        return Answer.list(List.of(), "PresetList", items);
    }

    private static Answer tracks() {
        return Answer.list(
                List.of(),
                "CruiseTrackList",
                IntStream.range(0, TRACKS.size())
                        .mapToObj(
                                track -> element("CruiseTrack", text("Number", track), text("Name", TRACKS.get(track))))
                        .toList());
    }

    private static Answer track(ManscdpMessage request) {
        return Answer.list(
                List.of(text("Number", field(request, "Number")), text("Name", TRACKS.getFirst())),
                "CruisePointList",
                Stream.of(1, 2, 3)
                        .map(preset -> element(
                                "CruisePoint", text("PresetIndex", preset), text("StayTime", 30), text("Speed", 7)))
                        .toList());
    }

    private static Answer cards(Camera camera) {
        return Answer.list(
                List.of(),
                "SDCardStatusInfo",
                Stream.of(1, 2, 3)
                        .map(id -> element(
                                "Item",
                                text("ID", id),
                                text("HddName", "SD" + id),
                                text("Status", camera.isFormatting() ? "formatting" : "ok"),
                                text("FormatProgress", camera.isFormatting() ? 50 : 100),
                                text("Capacity", 64_000),
                                text("FreeSpace", 12_000)))
                        .toList());
    }

    static XmlNode[] position(Camera camera) {
        return new XmlNode[] {
            text("Pan", camera.pan()),
            text("Tilt", camera.tilt()),
            text("Zoom", camera.zoom()),
            text("HorizontalFieldAngle", "60.0"),
            text("VerticalFieldAngle", "35.0"),
            text("MaxViewDistance", "200")
        };
    }

    private static String field(ManscdpMessage request, String name) {
        return request instanceof Other other ? other.tree().childText(name).orElse("") : "";
    }
}
