package cascade.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Record of a command that is over, for the API and the audit. Immutable, any thread.
 *
 * @param id ours, by which its messages can be asked for
 * @param upper the asker
 * @param lower whose channel it is; empty where none was found
 * @param channel the id that the upper used
 * @param command label of its row; {@code cmdType} is what was written
 * @param detail the changing part of a control, e.g. the hex code of PTZCmd
 * @param user whom the message names (Monitor-User-Identity), or empty
 * @param lowerSns sequence numbers of its messages to the lower; empty where there were none, or a search made many
 * @param reason why it failed, or empty
 */
public record CommandRecord(
        String id,
        Instant time,
        String upper,
        String lower,
        String channel,
        String command,
        String cmdType,
        String detail,
        String user,
        long sn,
        List<Long> lowerSns,
        CommandResult result,
        String reason,
        Duration duration) {

    public CommandRecord {
        lowerSns = List.copyOf(lowerSns);
    }
}
