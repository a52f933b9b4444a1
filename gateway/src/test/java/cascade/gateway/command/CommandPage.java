package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code gateway/docs/commands.md}: each row of the command table, and what comes of it in each case. */
final class CommandPage {

    private static final String HEAD = """
            # Commands of an upper, and what comes of each

            A command or query is a MESSAGE of an upper about one of the channels that are shared with it. The gateway answers the
            MESSAGE at once: 200 where it takes the command on, a refusal where it does not, with the reason in Warning. What
            it takes on goes to the channel's lower under an SN of our own and under the channel's original id, and what the lower answers
            comes back under the asker's. Everything else that either says stays as it was, known to us or not, in the charset of the
            receiver.

            Written from `CommandTable` by `make commands`; `CommandPageTest` fails where this page says something else. What it says
            of each case is held, row by row and over real sockets, by
            [CommandRelayIT](../src/test/java/cascade/gateway/command/CommandRelayIT.java) and
            [CommandRefusalIT](../src/test/java/cascade/gateway/command/CommandRefusalIT.java), of parts by
            [RecordInfoIT](../src/test/java/cascade/gateway/command/RecordInfoIT.java).

            ## The commands

            *Response* is what belongs to the command beside the 200: none, one, or one in parts. The time limits are keys of
            `gateway.command`; a Response in parts may take as long between two of its parts. A command that is audited leaves a line in the
            log `cascade.audit` and in `GET /api/v1/audit`. *Since* is the edition of GB/T 28181 that has it; what comes of it between two
            editions: [editions](editions.md).

            """;

    private static final String CASES = """

            ## What the upper hears

            | command | lower answers | lower refuses the MESSAGE | lower answers ERROR | lower silent | lower offline | not shared | not permitted |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String TAIL = """

            In words:

            - **ERROR** is a Response with `Result` ERROR and the reason in `Reason`; of a command whose Response comes in parts it has
              `SumNum` 0 too, so that it is a whole answer. It is given once, in the lower's place: an answer that comes later is counted
              (`cascade_sip_rejected_total`, kind `command-unknown-sn`) and dropped.
            - **Silent** is a lower that answers neither the MESSAGE nor the command within the limit. A command without Response is over,
              in metrics and audit as `timeout`, and the upper is told nothing, since nothing is left to tell it with.
            - **Parts** go up as they come, each item once, in messages of at most `catalog.max-message`, one after the other. `Num` counts
              the items of a message, `SumNum` those of the answer: the largest number that was announced. A part without `SumNum`
              goes up whole, since no page of it would say that others follow. Where parts stay away, what came went up and the command ends as `incomplete`. Where the profile says `record-query-span`, a RecordInfo of a longer period
              is asked for piece by piece and goes up as one answer when the last piece is there and `record-grace` is over. A piece
              that fails makes it `incomplete`; two in a row that are refused or not answered end it. With no records from any it is one
              ERROR. An answer of more than `max-records` is cut off there, `incomplete` too.
            - **A Response that belongs to no command** of that kind is passed on while its SN is known: some lowers answer PTZCmd.
            - **Offline while it is asked** is ERROR as well, at once.
            - **Newer than the lower**: what came with the edition after the lower's goes down all the same, since products are ahead of
              their papers; where it is refused or not answered, `Reason` names both editions. What came two editions later is not
              asked for: ERROR at once, 501 where there is no Response.
            - **Not shared** is 404, and 480 with Retry-After as long as the channel may still appear after our start.
            - **More than `max-pending`** open commands: 503; one that is answered takes no place. **No DeviceID**: 400. **Unreadable**: 400.
            - **About the gateway itself**: DeviceInfo, DeviceStatus, Catalog, ConfigDownload (BasicParam) and RecordInfo (none) are
              answered by it; of the others those with a Response are answered ERROR, those without are refused with 403.
            - **Controls of one channel** leave in the order in which they came, each when the lower has answered the one before: none is
              dropped, merged or overtaken.
            - **IFameCmd** goes to a lower of edition 2022 as IFrameCmd, and the other way round, where its `key-frame-name` says nothing
              else; PersetQuery is PresetQuery, asked for by the lower's `preset-query-name` and answered under the name that was used.
            - **To whom** a command is addressed, the channel or the lower itself, is the lower's `command-target`; what it is about is in
              the body. These are fields of its [profile](profiles.md).
            - **SessionID** of DeviceUpgrade and SnapShotConfig: DeviceUpgradeResult and UploadSnapShotFinished with it go to the upper that
              asked, and to no other. UploadURL and FileURL stay, so the device must reach them; SnapShotFileID stays too, for it names a
              file that the device has uploaded.

            ## Voice

            Broadcast is a Notify of the upper, and no command of this table: what it begins is a call. Held by
            [BroadcastIT](../src/test/java/cascade/gateway/e2e/BroadcastIT.java).

            | notification | permission | Response | time limit |
            | --- | --- | --- | --- |
            | Broadcast | `broadcast` | one, OK or ERROR with `Reason`, and before our INVITE | `call.broadcast-timeout` until the lower calls |

            The lower is told under its own ids, `SourceID` being ours at it. It may call before it responds, or without a Response, which
            its call then stands for. Its INVITE is told by the target in From, Subject (in either order), `u=` or `o=`; one that names
            nothing but the two platforms takes what was announced first. Somebody else who speaks to the target, a limit, an offline
            lower, one that does not take the MESSAGE, answers ERROR or does not call: ERROR. Not permitted: 403. Not shared: 404. Announced
            anew before the lower has called, the former one is ERROR and the new one counts.

            ## What lowers report by themselves

            A report is answered 200 and goes to each upper that is shown the device and has the permission, under the id that it knows;
            one that goes to nobody is counted (`report-to-nobody`). Held by
            [EventsIT](../src/test/java/cascade/gateway/event/EventsIT.java),
            [EventFanOutIT](../src/test/java/cascade/gateway/event/EventFanOutIT.java) and
            [ReportsIT](../src/test/java/cascade/gateway/event/ReportsIT.java).

            | report | permission | how it goes up |
            | --- | --- | --- |
            | Alarm | `alarm` | by NOTIFY to who subscribed, else by MESSAGE where `gateway.event.unsolicited-alarms` is on, or as its `alarm-by` says; one that the lower tells both ways is told once. The gateway answers the lower's MESSAGE with a Response |
            | MobilePosition | `position` | by NOTIFY to who subscribed, in the upper's interval and the form of its edition |
            | PTZPosition | `query` | by NOTIFY to who subscribed |
            | UploadSnapShotFinished, DeviceUpgradeResult | `config` | by MESSAGE to the upper that began the session; where nobody here did, to all that may know |
            | VideoUploadNotify | `live` | by MESSAGE |
            | any other Notify | `query` | by MESSAGE |
            | MediaStatus | - | in the dialog of the recording that has ended |

            There is one subscription at the lower for any number of uppers, for positions in the smallest interval that one of them
            asks for. It is refreshed, ended when the last upper has left, and begun again when the lower has registered anew.
            """;

    private static final String OFFLINE = "200, then ERROR";

    private final List<CommandRow> rows = new ArrayList<>(CommandTable.all());

    CommandPage() {
        rows.add(CommandTable.unlisted(Root.QUERY, "any other"));
        rows.add(CommandTable.unlisted(Root.CONTROL, "any other"));
    }

    String text() {
        return HEAD + "| command | message | since | permission | Response | time limit | audited |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n"
                + lines(CommandPage::command) + CASES + lines(CommandPage::cases) + TAIL;
    }

    private String lines(Function<CommandRow, List<String>> cells) {
        return rows.stream()
                .map(row -> "| " + String.join(" | ", cells.apply(row)) + " |\n")
                .collect(Collectors.joining());
    }

    private static List<String> command(CommandRow row) {
        return List.of(
                row.label(),
                message(row),
                row.since().toString(),
                permission(row),
                switch (row.reply()) {
                    case NONE -> "none";
                    case ONE -> "one";
                    case PARTS -> "in parts";
                },
                "`" + row.limit().key() + "`",
                row.changes() ? "yes" : "");
    }

    private static String message(CommandRow row) {
        String message = row.root().element() + " " + row.cmdType();
        return row.element().map(element -> message + " with `" + element + "`").orElse(message);
    }

    private static String permission(CommandRow row) {
        return "`" + row.permission().name().toLowerCase(Locale.ROOT) + "`";
    }

    private static List<String> cases(CommandRow row) {
        String name =
                row.label().equals(CommandTable.OTHER) ? "other " + row.root().element() : row.label();
        String limit = "`" + row.limit().key() + "`";
        return switch (row.reply()) {
            case NONE -> List.of(name, "200", "200", "200, then that", "200", "480", "404", "403");
            case ONE ->
                List.of(
                        name,
                        "200, then that",
                        "200, then ERROR",
                        "200, then that",
                        late(limit),
                        OFFLINE,
                        "404",
                        "403");
            case PARTS ->
                List.of(
                        name,
                        "200, then that in parts",
                        "200, then ERROR",
                        "200, then that",
                        late(limit),
                        OFFLINE,
                        "404",
                        "403");
        };
    }

    private static String late(String limit) {
        return "200, ERROR after " + limit;
    }
}
