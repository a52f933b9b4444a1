package cascade.gateway.domain.keep;

import cascade.gateway.sip.SipPeer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * Registration of ours with an upper, as the next process takes it up: the session of one Call-ID, of which the upper
 * accepted a REGISTER last. Immutable.
 *
 * @param host the configured host in use, {@code host:port}
 * @param peer its address
 * @param registrant who registered with whom: our ids and addresses, and its id; by another, the session is not ours
 * @param cseq of the last REGISTER
 * @param accepted when, by the wall clock
 * @param granted lifetime from then on
 */
public record UpperRecord(
        String host,
        SipPeer peer,
        String registrant,
        String callId,
        String fromTag,
        long cseq,
        Instant accepted,
        Duration granted) {

    public Instant expires() {
        return accepted.plus(granted);
    }

    Buffer encode() {
        return new JsonObject()
                .put("host", host)
                .put("peer", PeerJson.write(peer))
                .put("registrant", registrant)
                .put("callId", callId)
                .put("fromTag", fromTag)
                .put("cseq", cseq)
                .put("accepted", accepted.toEpochMilli())
                .put("granted", granted.toMillis())
                .toBuffer();
    }

    /** @throws RuntimeException where it is none that {@link #encode} wrote */
    static UpperRecord decode(Buffer record) {
        var json = new JsonObject(record);
        return new UpperRecord(
                json.getString("host"),
                PeerJson.read(json.getJsonObject("peer")),
                json.getString("registrant"),
                json.getString("callId"),
                json.getString("fromTag"),
                json.getLong("cseq"),
                Instant.ofEpochMilli(json.getLong("accepted")),
                Duration.ofMillis(json.getLong("granted")));
    }
}
