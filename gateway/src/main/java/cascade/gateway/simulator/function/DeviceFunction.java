package cascade.gateway.simulator.function;

import static cascade.gateway.simulator.function.AnswerForm.EVENTS;
import static cascade.gateway.simulator.function.AnswerForm.NONE;
import static cascade.gateway.simulator.function.AnswerForm.ONE;
import static cascade.gateway.simulator.function.AnswerForm.PARTS;
import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Function of a lower platform, a row of the table that both simulated platforms share: how it is asked for, what form its
 * answer has, and a request as the standard's annexes show it. Adding a function is adding a row; the compiler then asks for
 * what the lower answers. GB/T 28181-2016 A.2.3 and A.2.4, GB/T 28181-2022 A.2.3 and A.2.4.
 */
public enum DeviceFunction {
    DEVICE_INFO(Way.QUERY, "DeviceInfo", ONE),
    DEVICE_STATUS(Way.QUERY, "DeviceStatus", ONE),
    CONFIG_DOWNLOAD(Way.QUERY, "ConfigDownload", PARTS, text("ConfigType", "BasicParam")),
    PRESET_QUERY(Way.QUERY, "PresetQuery", PARTS),
    HOME_POSITION_QUERY(Way.QUERY, "HomePositionQuery", ONE),
    CRUISE_TRACK_LIST_QUERY(Way.QUERY, "CruiseTrackListQuery", PARTS),
    CRUISE_TRACK_QUERY(Way.QUERY, "CruiseTrackQuery", PARTS, text("Number", 0)),
    PTZ_POSITION(Way.QUERY, "PTZPosition", ONE),
    SD_CARD_STATUS(Way.QUERY, "SDCardStatus", PARTS),
    ALARM(Way.QUERY, "Alarm", ONE, text("StartAlarmPriority", 1), text("EndAlarmPriority", 4), text("AlarmMethod", 0)),
    RECORD_INFO(
            Way.QUERY,
            "RecordInfo",
            PARTS,
            text("StartTime", "2010-11-11T19:46:17"),
            text("EndTime", "2010-11-12T19:46:17"),
            text("Secrecy", 0),
            text("Type", "all")),

    PTZ_CMD(Way.DEVICE_CONTROL, "PTZCmd", NONE, text("PTZCmd", "A50F00011F0000D4")),
    TELE_BOOT(Way.DEVICE_CONTROL, "TeleBoot", NONE, text("TeleBoot", "Boot")),
    RECORD_CMD(Way.DEVICE_CONTROL, "RecordCmd", ONE, text("RecordCmd", "Record")),
    GUARD_CMD(Way.DEVICE_CONTROL, "GuardCmd", ONE, text("GuardCmd", "SetGuard")),
    ALARM_CMD(
            Way.DEVICE_CONTROL,
            "AlarmCmd",
            ONE,
            text("AlarmCmd", "ResetAlarm"),
            element("Info", text("AlarmMethod", 2), text("AlarmType", 1))),
    I_FRAME_CMD(Way.DEVICE_CONTROL, "IFrameCmd", NONE, text("IFrameCmd", "Send")),
    DRAG_ZOOM_IN(Way.DEVICE_CONTROL, "DragZoomIn", NONE, box("DragZoomIn")),
    DRAG_ZOOM_OUT(Way.DEVICE_CONTROL, "DragZoomOut", NONE, box("DragZoomOut")),
    HOME_POSITION(
            Way.DEVICE_CONTROL,
            "HomePosition",
            ONE,
            element("HomePosition", text("Enabled", 1), text("ResetTime", 60), text("PresetIndex", 1))),
    PTZ_PRECISE_CTRL(
            Way.DEVICE_CONTROL,
            "PTZPreciseCtrl",
            NONE,
            element("PTZPreciseCtrl", text("Pan", "120.50"), text("Tilt", "10.00"), text("Zoom", "2.00"))),
    DEVICE_UPGRADE(
            Way.DEVICE_CONTROL,
            "DeviceUpgrade",
            ONE,
            element(
                    "DeviceUpgrade",
                    text("Firmware", "V5.1.0"),
                    text("FileURL", "http://127.0.0.1/firmware.bin"),
                    text("Manufacturer", "cascade"),
                    text("SessionID", "a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d"))),
    FORMAT_SD_CARD(Way.DEVICE_CONTROL, "FormatSDCard", NONE, text("FormatSDCard", 1)),
    TARGET_TRACK(Way.DEVICE_CONTROL, "TargetTrack", NONE, text("TargetTrack", "Auto")),
    /** Before {@link #DEVICE_CONFIG}, which takes every other section. */
    SNAPSHOT_CONFIG(
            Way.DEVICE_CONFIG,
            "SnapShotConfig",
            ONE,
            element(
                    "SnapShotConfig",
                    text("SnapNum", 2),
                    text("Interval", 1),
                    text("UploadURL", "http://127.0.0.1/upload"),
                    text("SessionID", "b0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d"))),
    DEVICE_CONFIG(
            Way.DEVICE_CONFIG,
            "DeviceConfig",
            ONE,
            element(
                    "BasicParam",
                    text("Name", "Gate 1"),
                    text("Expiration", 3600),
                    text("HeartBeatInterval", 60),
                    text("HeartBeatCount", 3))),

    ALARM_SUBSCRIPTION(Way.SUBSCRIPTION, "Alarm", EVENTS, text("AlarmMethod", 0)),
    MOBILE_POSITION_SUBSCRIPTION(Way.SUBSCRIPTION, "MobilePosition", EVENTS, text("Interval", 5)),
    PTZ_POSITION_SUBSCRIPTION(Way.SUBSCRIPTION, "PTZPosition", EVENTS);

    /** Request that a function is asked for by. */
    private enum Way {
        /** MESSAGE with a Query of its own CmdType. */
        QUERY(Root.QUERY),
        /** MESSAGE with a Control DeviceControl that has its element. */
        DEVICE_CONTROL(Root.CONTROL),
        /** MESSAGE with a Control DeviceConfig. */
        DEVICE_CONFIG(Root.CONTROL),
        /** SUBSCRIBE with a Query of its own CmdType. */
        SUBSCRIPTION(Root.QUERY);

        private final Root root;

        Way(Root root) {
            this.root = root;
        }
    }

    private final Way way;
    private final String word;
    private final AnswerForm form;
    /** An unmodifiable one, of records. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<XmlNode> sample;

    /** @param word the CmdType of a query or subscription, the element of a control */
    DeviceFunction(Way way, String word, AnswerForm form, XmlNode... sample) {
        this.way = way;
        this.word = word;
        this.form = form;
        this.sample = List.of(sample);
    }

    private static XmlNode box(String name) {
        return element(
                name,
                text("Length", 1920),
                text("Width", 1080),
                text("MidPointX", 960),
                text("MidPointY", 540),
                text("LengthX", 400),
                text("LengthY", 300));
    }

    /** The function that a MESSAGE asks for. */
    public static Optional<DeviceFunction> ofMessage(ManscdpMessage message) {
        return Stream.of(values())
                .filter(row -> !row.isSubscription() && row.matches(message))
                .findFirst();
    }

    /** The function that a SUBSCRIBE asks for. */
    public static Optional<DeviceFunction> ofSubscribe(ManscdpMessage query) {
        return Stream.of(values())
                .filter(row -> row.isSubscription() && row.matches(query))
                .findFirst();
    }

    private boolean matches(ManscdpMessage message) {
        if (message.root() != way.root || !message.cmdType().equals(cmdType())) {
            return false;
        }
        return switch (way) {
            case QUERY, SUBSCRIPTION -> true;
            case DEVICE_CONTROL -> hasElement(message);
            case DEVICE_CONFIG -> this == DEVICE_CONFIG || hasElement(message);
        };
    }

    private boolean hasElement(ManscdpMessage message) {
        return message instanceof Other other && other.tree().child(word).isPresent();
    }

    /** Its name for people: the standard's word for it, which for subscriptions is followed by "Subscription". */
    public String label() {
        return isSubscription() ? word + "Subscription" : word;
    }

    public Root root() {
        return way.root;
    }

    public String cmdType() {
        return switch (way) {
            case QUERY, SUBSCRIPTION -> word;
            case DEVICE_CONTROL -> "DeviceControl";
            case DEVICE_CONFIG -> "DeviceConfig";
        };
    }

    public boolean isSubscription() {
        return way == Way.SUBSCRIPTION;
    }

    public AnswerForm form() {
        return form;
    }

    /** What stands behind DeviceID in a usual request. */
    public List<XmlNode> sample() {
        return sample;
    }
}
