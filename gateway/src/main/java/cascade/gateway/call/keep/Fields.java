package cascade.gateway.call.keep;

import cascade.address.IpText;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionDescription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Codec of the values that several records of calls have as fields. Stateless. */
final class Fields {

    private Fields() {}

    static JsonObject address(InetSocketAddress address) {
        return new JsonObject().put("host", IpText.of(address.getAddress())).put("port", address.getPort());
    }

    static InetSocketAddress address(JsonObject json) {
        return new InetSocketAddress(host(json.getString("host")), json.getInteger("port"));
    }

    static InetAddress host(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    static Instant instant(JsonObject json, String name) {
        return Instant.parse(json.getString(name));
    }

    static JsonArray numbers(Set<Integer> numbers) {
        var array = new JsonArray();
        numbers.stream().sorted().forEach(array::add);
        return array;
    }

    static Set<Integer> numbers(JsonArray array) {
        return array.stream().map(Number.class::cast).map(Number::intValue).collect(Collectors.toSet());
    }

    static SessionDescription description(String sdp) {
        try {
            return SdpParser.parse(sdp);
        } catch (SdpSyntaxException broken) {
            throw new IllegalArgumentException("sdp: " + broken.getMessage(), broken);
        }
    }

    /** Its medium by its place, since a description may have several alike. */
    static JsonObject offer(Offer offer) {
        return new JsonObject()
                .put("sdp", SdpWriter.write(offer.session()))
                .put("media", offer.session().media().indexOf(offer.media()))
                .put("transport", offer.transport().name())
                .put("receiver", address(offer.receiver()));
    }

    static Offer offer(JsonObject json) {
        SessionDescription session = description(json.getString("sdp"));
        return new Offer(
                session,
                session.media().get(json.getInteger("media")),
                MediaTransport.valueOf(json.getString("transport")),
                address(json.getJsonObject("receiver")));
    }
}
