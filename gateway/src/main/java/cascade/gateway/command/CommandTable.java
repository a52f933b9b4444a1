package cascade.gateway.command;

import static cascade.config.Permission.ALARM;
import static cascade.config.Permission.CONFIG;
import static cascade.config.Permission.LIVE;
import static cascade.config.Permission.POSITION;
import static cascade.config.Permission.PTZ;
import static cascade.config.Permission.QUERY;
import static cascade.gateway.gb.edition.GbEdition.GB2016;
import static cascade.gateway.gb.edition.GbEdition.GB2022;

import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table of the commands that uppers send (GB/T 28181-2016 A.2.3 and A.2.4, GB/T 28181-2022 A.2.3 and A.2.4). Adding a
 * command is adding a row; a command without one takes the row of its root, under the label {@code other}. Immutable.
 */
final class CommandTable {

    /** Label of commands that have no row. */
    static final String OTHER = "other";

    private static final List<CommandRow> ROWS = rows();

    private CommandTable() {}

    private static List<CommandRow> rows() {
        var rows = new ArrayList<CommandRow>();
        rows.add(CommandRow.deviceControl("PTZCmd", PTZ, Reply.NONE));
        rows.add(CommandRow.deviceControl("DragZoomIn", PTZ, Reply.NONE).since(GB2016));
        rows.add(CommandRow.deviceControl("DragZoomOut", PTZ, Reply.NONE).since(GB2016));
        rows.add(CommandRow.deviceControl("HomePosition", PTZ, Reply.ONE).since(GB2016));
        rows.add(CommandRow.deviceControl("PTZPreciseCtrl", PTZ, Reply.NONE).since(GB2022));
        rows.add(CommandRow.deviceControl("TargetTrack", PTZ, Reply.NONE).since(GB2022));
        rows.add(CommandRow.deviceControl("IFameCmd", LIVE, Reply.NONE)
                .harmless()
                .since(GB2016));
        rows.add(CommandRow.deviceControl("GuardCmd", ALARM, Reply.ONE));
        rows.add(CommandRow.deviceControl("AlarmCmd", ALARM, Reply.ONE));
        rows.add(CommandRow.deviceControl("RecordCmd", CONFIG, Reply.ONE));
        rows.add(CommandRow.deviceControl("TeleBoot", CONFIG, Reply.NONE));
        rows.add(CommandRow.deviceControl("DeviceUpgrade", CONFIG, Reply.ONE).since(GB2022));
        rows.add(CommandRow.deviceControl("FormatSDCard", CONFIG, Reply.NONE).since(GB2022));
        rows.add(new CommandRow(
                "DeviceConfig",
                Root.CONTROL,
                "DeviceConfig",
                Optional.empty(),
                CONFIG,
                Reply.ONE,
                TimeLimit.RESPONSE,
                true,
                GB2016));
        rows.add(CommandRow.query("DeviceInfo", QUERY, Reply.ONE));
        rows.add(CommandRow.query("DeviceStatus", QUERY, Reply.ONE));
        rows.add(CommandRow.query("RecordInfo", QUERY, Reply.PARTS).within(TimeLimit.RECORD));
        rows.add(CommandRow.query("ConfigDownload", QUERY, Reply.PARTS).since(GB2016));
        rows.add(CommandRow.query("PresetQuery", QUERY, Reply.PARTS).since(GB2016));
        rows.add(CommandRow.query("HomePositionQuery", QUERY, Reply.ONE).since(GB2022));
        rows.add(CommandRow.query("CruiseTrackListQuery", QUERY, Reply.PARTS).since(GB2022));
        rows.add(CommandRow.query("CruiseTrackQuery", QUERY, Reply.PARTS).since(GB2022));
        rows.add(CommandRow.query("PTZPosition", QUERY, Reply.ONE).since(GB2022));
        rows.add(CommandRow.query("SDCardStatus", QUERY, Reply.PARTS).since(GB2022));
        rows.add(CommandRow.query("Alarm", ALARM, Reply.ONE));
        rows.add(CommandRow.query("MobilePosition", POSITION, Reply.ONE).since(GB2016));
        return List.copyOf(rows);
    }

    static List<CommandRow> all() {
        return ROWS;
    }

    /** The row of a command, its own or the one of its root. */
    static CommandRow of(ManscdpMessage message) {
        return ROWS.stream()
                .filter(row -> row.matches(message))
                .findFirst()
                .orElseGet(() -> unlisted(message.root(), message.cmdType()));
    }

    /** A query without a row is answered once, as all queries are; of a control only the lower knows whether it is. */
    static CommandRow unlisted(Root root, String cmdType) {
        boolean query = root == Root.QUERY;
        return new CommandRow(
                OTHER,
                root,
                cmdType,
                Optional.empty(),
                query ? QUERY : CONFIG,
                query ? Reply.ONE : Reply.NONE,
                TimeLimit.RESPONSE,
                root == Root.CONTROL,
                GbEdition.GB2011);
    }
}
