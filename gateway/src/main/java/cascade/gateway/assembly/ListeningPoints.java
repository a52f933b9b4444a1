package cascade.gateway.assembly;

import cascade.config.NetworkConfig;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.endpoint.SipEndpoint;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SIP listening points of all networks, as they were bound: a port 0 of the configuration has its number. Control loop only. */
public final class ListeningPoints {

    private final SipEndpoint sip;
    /** In an order that does not depend on which was bound first. */
    private final Map<String, ListeningPoint> byNetwork = new TreeMap<>();

    public ListeningPoints(SipEndpoint sip) {
        this.sip = sip;
    }

    /** Binds them all; fails with the first that cannot be bound. */
    public Future<Void> open(Collection<NetworkConfig> networks) {
        return Future.all(networks.stream().map(this::open).toList()).mapEmpty();
    }

    /** Binds one; fails where its address is taken or is not on this machine. */
    public Future<ListeningPoint> open(NetworkConfig network) {
        return sip.listen(SipSettingsMapping.listeningPoint(network))
                .onSuccess(point -> byNetwork.put(point.network(), point));
    }

    /** Closes one, if it is open. */
    public Future<Void> close(String network) {
        byNetwork.remove(network);
        return sip.unlisten(network);
    }

    /** Each as bound. */
    public Collection<ListeningPoint> all() {
        return List.copyOf(byNetwork.values());
    }

    /** {@code host:port} of each. */
    public List<String> addresses() {
        return byNetwork.values().stream().map(ListeningPoint::bound).toList();
    }

    /** One check each; a point that could not be bound has kept the gateway from starting. */
    public List<HealthCheck> checks() {
        return byNetwork.values().stream().map(ListeningPoints::check).toList();
    }

    private static HealthCheck check(ListeningPoint point) {
        String transports = point.transports().stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
        return new HealthCheck("sip-" + point.network(), true, point.authority() + " " + transports);
    }
}
