package cascade.gateway.sip.dialog;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipUri;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Codec of a {@link DialogSnapshot} in JSON. Addresses are kept part by part, not as a header writes them: what a peer wrote
 * need not be read again. Stateless, any thread.
 */
public final class DialogJson {

    private static final JsonArray NONE = new JsonArray(List.of());

    private DialogJson() {}

    public static JsonObject write(DialogSnapshot dialog) {
        return new JsonObject()
                .put("domain", dialog.domain())
                .put("callId", dialog.callId())
                .put("local", write(dialog.local()))
                .put("localContact", write(dialog.localContact()))
                .put("remote", write(dialog.remote()))
                .put("remoteTarget", write(dialog.remoteTarget()))
                .put("routes", new JsonArray(dialog.routes()))
                .put("confirmed", dialog.confirmed())
                .put("inviteCseq", dialog.inviteCseq())
                .put("localCseq", dialog.localCseq())
                .put("remoteCseq", dialog.remoteCseq());
    }

    /** @throws RuntimeException where it is none that {@link #write} wrote */
    public static DialogSnapshot read(JsonObject json) {
        return new DialogSnapshot(
                json.getString("domain"),
                json.getString("callId"),
                readAddress(json.getJsonObject("local")),
                readAddress(json.getJsonObject("localContact")),
                readAddress(json.getJsonObject("remote")),
                readUri(json.getJsonObject("remoteTarget")),
                json.getJsonArray("routes").stream().map(String.class::cast).toList(),
                json.getBoolean("confirmed"),
                json.getLong("inviteCseq"),
                json.getLong("localCseq"),
                json.getLong("remoteCseq"));
    }

    private static JsonObject write(NameAddr address) {
        JsonObject json = write(address.uri());
        return address.params().isEmpty() ? json : json.put("headerParams", pairs(address.params()));
    }

    private static NameAddr readAddress(JsonObject json) {
        return new NameAddr(readUri(json), params(json.getJsonArray("headerParams", NONE)));
    }

    private static JsonObject write(SipUri uri) {
        JsonObject json = new JsonObject()
                .put("scheme", uri.scheme())
                .put("user", uri.user())
                .put("host", uri.host())
                .put("port", uri.port());
        return uri.params().isEmpty() ? json : json.put("params", pairs(uri.params()));
    }

    private static SipUri readUri(JsonObject json) {
        return new SipUri(
                json.getString("scheme"),
                json.getString("user"),
                json.getString("host"),
                json.getInteger("port"),
                params(json.getJsonArray("params", NONE)));
    }

    /** Names and values in turn: their order counts, which an object does not promise. */
    private static JsonArray pairs(Map<String, String> params) {
        var pairs = new JsonArray();
        params.forEach((name, value) -> pairs.add(name).add(value));
        return pairs;
    }

    private static Map<String, String> params(JsonArray pairs) {
        var params = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            params.put(pairs.getString(i), pairs.getString(i + 1));
        }
        return params;
    }
}
