package cascade.gateway.domain.keep;

import cascade.address.IpText;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Codec of a socket address of a peer in JSON. Stateless, any thread. */
final class PeerJson {

    private PeerJson() {}

    static JsonObject write(SipPeer peer) {
        return new JsonObject()
                .put("network", peer.network())
                .put("transport", peer.transport().name())
                .put("host", IpText.of(peer.host()))
                .put("port", peer.address().getPort());
    }

    /** @throws RuntimeException where it is none that {@link #write} wrote */
    static SipPeer read(JsonObject json) {
        return new SipPeer(
                json.getString("network"),
                SipTransport.valueOf(json.getString("transport")),
                new InetSocketAddress(InetAddress.ofLiteral(json.getString("host")), json.getInteger("port")));
    }
}
