package cascade.gateway.call.keep;

import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.DialogJson;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.WrittenRequest;
import cascade.gateway.store.RecordJson;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Codec of a {@link KeptDialog} in JSON; its INVITE is kept as a message. Stateless. */
final class KeptDialogJson {

    private KeptDialogJson() {}

    static JsonObject write(KeptDialog dialog) {
        JsonObject json = new JsonObject()
                .put("role", dialog.role().name())
                .put("phase", dialog.phase().name())
                .put("dialog", DialogJson.write(dialog.dialog()))
                .put("network", dialog.peer().network())
                .put("transport", dialog.peer().transport().name())
                .put("peer", Fields.address(dialog.peer().address()));
        dialog.invite().ifPresent(invite -> json.put("invite", text(invite)));
        return json;
    }

    static KeptDialog read(JsonObject json) {
        return new KeptDialog(
                KeptDialog.Role.valueOf(json.getString("role")),
                KeptDialog.Phase.valueOf(json.getString("phase")),
                DialogJson.read(json.getJsonObject("dialog")),
                new SipPeer(
                        json.getString("network"),
                        SipTransport.valueOf(json.getString("transport")),
                        Fields.address(json.getJsonObject("peer"))),
                RecordJson.optional(json, "invite", KeptDialogJson::invite));
    }

    private static String text(SipRequest invite) {
        return new String(SipWriter.writeHead(invite), StandardCharsets.UTF_8);
    }

    private static SipRequest invite(String text) {
        return new WrittenRequest(text.getBytes(StandardCharsets.UTF_8)).read();
    }
}
