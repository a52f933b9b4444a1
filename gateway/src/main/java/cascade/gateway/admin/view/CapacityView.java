package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Limits of the gateway and the media ports of its networks, with what of them is used.
 *
 * @param streams from lowers
 * @param viewers of uppers
 * @param bps that leave towards viewers
 * @param maxBps 0: without a limit
 */
public record CapacityView(
        long streams, long maxStreams, long viewers, long maxViewers, long bps, long maxBps, List<Ports> ports) {

    public CapacityView {
        ports = List.copyOf(ports);
    }

    /**
     * Media ports of a network.
     *
     * @param quarantined closed a short while ago, not given out again yet
     */
    public record Ports(String network, long used, long quarantined, long free) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("network", network)
                    .put("used", used)
                    .put("quarantined", quarantined)
                    .put("free", free);
        }
    }

    public JsonObject toJson() {
        var array = new JsonArray();
        ports.forEach(port -> array.add(port.toJson()));
        return new JsonObject()
                .put("streams", streams)
                .put("maxStreams", maxStreams)
                .put("viewers", viewers)
                .put("maxViewers", maxViewers)
                .put("bps", bps)
                .put("maxBps", maxBps)
                .put("ports", array);
    }
}
