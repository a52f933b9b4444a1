package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.util.Map;

/** What the standard's annex A shows of each command between DeviceID and the end, and of its answer. */
final class CommandSamples {

    private static final String BOX =
            "<Length>1920</Length><Width>1080</Width><MidPointX>960</MidPointX><MidPointY>540</MidPointY>"
                    + "<LengthX>400</LengthX><LengthY>300</LengthY>";

    private static final Map<String, String> CONTROLS = Map.ofEntries(
            Map.entry("PTZCmd", "<PTZCmd>A50F4D1000001021</PTZCmd><Info><ControlPriority>5</ControlPriority></Info>"),
            Map.entry("DragZoomIn", "<DragZoomIn>" + BOX + "</DragZoomIn>"),
            Map.entry("DragZoomOut", "<DragZoomOut>" + BOX + "</DragZoomOut>"),
            Map.entry(
                    "HomePosition",
                    "<HomePosition><Enabled>1</Enabled><ResetTime>60</ResetTime><PresetIndex>1</PresetIndex></HomePosition>"),
            Map.entry(
                    "PTZPreciseCtrl",
                    "<PTZPreciseCtrl><Pan>120.50</Pan><Tilt>10.00</Tilt><Zoom>2.00</Zoom></PTZPreciseCtrl>"),
            Map.entry("TargetTrack", "<TargetTrack>Manual</TargetTrack><TargetArea>" + BOX + "</TargetArea>"),
            Map.entry("IFameCmd", "<IFameCmd>Send</IFameCmd>"),
            Map.entry("GuardCmd", "<GuardCmd>SetGuard</GuardCmd>"),
            Map.entry(
                    "AlarmCmd",
                    "<AlarmCmd>ResetAlarm</AlarmCmd><Info><AlarmMethod>2</AlarmMethod><AlarmType>1</AlarmType></Info>"),
            Map.entry("RecordCmd", "<RecordCmd>StopRecord</RecordCmd><StreamNumber>0</StreamNumber>"),
            Map.entry("TeleBoot", "<TeleBoot>Boot</TeleBoot>"),
            Map.entry(
                    "DeviceUpgrade",
                    "<DeviceUpgrade><Firmware>V5.1.0</Firmware><FileURL>http://10.0.0.9/fw.bin</FileURL>"
                            + "<Manufacturer>ACME</Manufacturer><SessionID>a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d</SessionID></DeviceUpgrade>"),
            Map.entry("FormatSDCard", "<FormatSDCard>1</FormatSDCard>"),
            Map.entry(
                    "DeviceConfig",
                    "<BasicParam><Name>Gate 1</Name><Expiration>3600</Expiration><HeartBeatInterval>60</HeartBeatInterval>"
                            + "<HeartBeatCount>3</HeartBeatCount></BasicParam>"));

    private static final Map<String, String> QUERIES = Map.of(
            "RecordInfo",
            "<StartTime>2010-11-11T19:46:17</StartTime><EndTime>2010-11-12T19:46:17</EndTime><Secrecy>0</Secrecy><Type>all</Type>",
            "ConfigDownload",
            "<ConfigType>BasicParam</ConfigType>",
            "CruiseTrackQuery",
            "<Number>0</Number>",
            "Alarm",
            "<StartAlarmPriority>1</StartAlarmPriority><EndAlarmPriority>4</EndAlarmPriority><AlarmMethod>0</AlarmMethod>");

    private static final Map<String, String> ANSWERS = Map.of(
            "DeviceInfo",
            "<DeviceName>Cam</DeviceName><Result>OK</Result><Manufacturer>H</Manufacturer>",
            "DeviceStatus",
            "<Result>OK</Result><Online>ONLINE</Online><Status>OK</Status>",
            "RecordInfo",
            "<Name>Cam</Name><SumNum>1</SumNum><RecordList Num=\"1\"><Item><DeviceID>CHANNEL</DeviceID><Name>Cam</Name>"
                    + "<StartTime>2010-11-12T10:10:00</StartTime><EndTime>2010-11-12T10:20:00</EndTime><Secrecy>0</Secrecy></Item></RecordList>",
            "PresetQuery",
            "<SumNum>1</SumNum><PresetList Num=\"1\"><Item><PresetID>1</PresetID><PresetName>Gate</PresetName></Item></PresetList>",
            "HomePositionQuery",
            "<HomePosition><Enabled>1</Enabled></HomePosition>",
            "CruiseTrackListQuery",
            "<SumNum>1</SumNum><CruiseTrackList Num=\"1\"><CruiseTrack><Number>0</Number><Name>night</Name></CruiseTrack></CruiseTrackList>",
            "CruiseTrackQuery",
            "<Number>0</Number><SumNum>1</SumNum><CruisePointList Num=\"1\"><CruisePoint><PresetIndex>1</PresetIndex></CruisePoint></CruisePointList>",
            "PTZPosition",
            "<Pan>120.50</Pan><Tilt>10.00</Tilt>",
            "SDCardStatus",
            "<SumNum>1</SumNum><SDCardStatusInfo Num=\"1\"><Item><ID>1</ID><Status>ok</Status></Item></SDCardStatusInfo>",
            "ConfigDownload",
            "<Result>OK</Result><BasicParam><Name>Gate 1</Name></BasicParam>");

    private CommandSamples() {}

    /** The part of a command that is its own. */
    static String of(CommandRow row) {
        return row.root() == Root.CONTROL
                ? CONTROLS.getOrDefault(row.label(), "")
                : QUERIES.getOrDefault(row.label(), "");
    }

    /** The part of the lower's answer that is its own. */
    static String answer(CommandRow row) {
        return ANSWERS.getOrDefault(row.label(), "<Result>OK</Result>");
    }
}
