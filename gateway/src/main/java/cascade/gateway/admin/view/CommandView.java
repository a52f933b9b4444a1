package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * Command or query of an upper that is over.
 *
 * @param id by which its messages can be asked for
 * @param domain the asker
 * @param lowerDomain whose channel it named, or empty
 * @param channelId the id that the asker used
 * @param command its label in the command table, or {@code other}
 * @param detail changing part of a control, e.g. the hex code of PTZCmd, or empty
 * @param user whom the message names, or empty
 * @param result the label {@code result} of {@code cascade_commands_total}
 * @param reason why it failed, or empty
 */
public record CommandView(
        String id,
        Instant time,
        String domain,
        String lowerDomain,
        String channelId,
        String command,
        String cmdType,
        String detail,
        String user,
        long sn,
        String result,
        String reason,
        Duration duration) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("time", time.toString())
                .put("domain", domain)
                .put("lowerDomain", lowerDomain)
                .put("channelId", channelId)
                .put("command", command)
                .put("cmdType", cmdType)
                .put("detail", detail)
                .put("user", user)
                .put("sn", sn)
                .put("result", result)
                .put("reason", reason)
                .put("milliseconds", duration.toMillis());
    }
}
