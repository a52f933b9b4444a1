package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Media addresses of an ended call, where its media was to run. Addresses are {@code host:port}.
 *
 * @param lowerCallId of the dialog with the lower, empty where it came to none
 * @param foreignPackets of others than the source, and who sent the last of them
 * @param hint what to look at where media ended the call
 */
public record CallMediaView(
        Optional<String> lowerCallId,
        Optional<String> lowerLocal,
        Optional<String> lowerRemote,
        Optional<String> upperLocal,
        Optional<String> upperRemote,
        long foreignPackets,
        Optional<String> foreignFrom,
        Optional<String> hint) {

    JsonObject toJson() {
        return new JsonObject()
                .put("lowerCallId", lowerCallId.orElse(null))
                .put("lowerLocal", lowerLocal.orElse(null))
                .put("lowerRemote", lowerRemote.orElse(null))
                .put("upperLocal", upperLocal.orElse(null))
                .put("upperRemote", upperRemote.orElse(null))
                .put("foreignPackets", foreignPackets)
                .put("foreignFrom", foreignFrom.orElse(null))
                .put("hint", hint.orElse(null));
    }
}
