package cascade.gateway.domain.keep;

import cascade.gateway.sip.SipPeer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Registration of a lower with us, as the next process takes it up. Immutable.
 *
 * @param address whence its last REGISTER or keepalive came
 * @param callId of its REGISTERs
 * @param expires by the wall clock
 * @param gbVersion that it named last
 */
public record LowerRecord(SipPeer address, String callId, Instant expires, Optional<String> gbVersion) {

    public LowerRecord withAddress(SipPeer moved) {
        return new LowerRecord(moved, callId, expires, gbVersion);
    }

    Buffer encode() {
        JsonObject json = new JsonObject()
                .put("address", PeerJson.write(address))
                .put("callId", callId)
                .put("expires", expires.toEpochMilli());
        gbVersion.ifPresent(version -> json.put("gbVersion", version));
        return json.toBuffer();
    }

    /** @throws RuntimeException where it is none that {@link #encode} wrote */
    static LowerRecord decode(Buffer record) {
        var json = new JsonObject(record);
        return new LowerRecord(
                PeerJson.read(json.getJsonObject("address")),
                json.getString("callId"),
                Instant.ofEpochMilli(json.getLong("expires")),
                Optional.ofNullable(json.getString("gbVersion")));
    }
}
