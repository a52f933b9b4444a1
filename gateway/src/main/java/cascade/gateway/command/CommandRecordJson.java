package cascade.gateway.command;

import cascade.gateway.store.RecordRing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Record of a command in the store, as JSON. */
final class CommandRecordJson {

    static final RecordRing.Codec<CommandRecord> CODEC =
            RecordRing.Codec.of(CommandRecordJson::write, CommandRecordJson::read);

    private CommandRecordJson() {}

    private static Buffer write(CommandRecord command) {
        return new JsonObject()
                .put("id", command.id())
                .put("time", command.time().toString())
                .put("upper", command.upper())
                .put("lower", command.lower())
                .put("channel", command.channel())
                .put("command", command.command())
                .put("cmdType", command.cmdType())
                .put("detail", command.detail())
                .put("user", command.user())
                .put("sn", command.sn())
                .put("lowerSns", new JsonArray(command.lowerSns()))
                .put("result", command.result().name())
                .put("reason", command.reason())
                .put("nanos", command.duration().toNanos())
                .toBuffer();
    }

    private static CommandRecord read(Buffer record) {
        var json = new JsonObject(record);
        return new CommandRecord(
                json.getString("id"),
                Instant.parse(json.getString("time")),
                json.getString("upper"),
                json.getString("lower"),
                json.getString("channel"),
                json.getString("command"),
                json.getString("cmdType"),
                json.getString("detail"),
                json.getString("user"),
                json.getLong("sn"),
                json.getJsonArray("lowerSns").stream()
                        .map(sn -> ((Number) sn).longValue())
                        .toList(),
                CommandResult.valueOf(json.getString("result")),
                json.getString("reason"),
                Duration.ofNanos(json.getLong("nanos")));
    }
}
