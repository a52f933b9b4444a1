package cascade.gateway.sip.transport;

import cascade.address.SourceHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Accepted connections of unknown sources, the oldest first, with a limit for all of them and one for each host: for a
 * further one the oldest is closed, so that strangers who sit still keep nobody out, least of all a lower that registers
 * for the first time. One whose peer has become known is no stranger's any more. Control loop only.
 */
final class UnknownConnections {

    private final Map<InetSocketAddress, Runnable> byPeer = new LinkedHashMap<>();
    private final Map<InetAddress, Integer> byHost = new LinkedHashMap<>();

    /**
     * @param close closes this connection when it has to make room
     * @return what closes those that have to make room now; to be run after the new one is in place
     */
    List<Runnable> add(InetSocketAddress peer, Runnable close, Limits limits) {
        remove(peer);
        var closing = new ArrayList<Runnable>();
        InetAddress host = SourceHost.of(peer.getAddress());
        while (byHost.getOrDefault(host, 0) >= limits.perHost()) {
            closing.add(takeOldest(other -> SourceHost.of(other.getAddress()).equals(host)));
        }
        if (byPeer.size() >= limits.all()) {
            List.copyOf(byPeer.keySet()).stream().filter(limits.isKnown()).forEach(this::remove);
        }
        while (byPeer.size() >= limits.all()) {
            closing.add(takeOldest(any -> true));
        }
        byPeer.put(peer, close);
        byHost.merge(host, 1, Integer::sum);
        return closing;
    }

    /** @param isKnown whether a peer has become known since */
    record Limits(int all, int perHost, Predicate<InetSocketAddress> isKnown) {}

    private Runnable takeOldest(Predicate<InetSocketAddress> which) {
        InetSocketAddress oldest =
                byPeer.keySet().stream().filter(which).findFirst().orElseThrow();
        Runnable close = byPeer.getOrDefault(oldest, () -> {});
        remove(oldest);
        return close;
    }

    void remove(InetSocketAddress peer) {
        if (byPeer.remove(peer) != null) {
            byHost.computeIfPresent(SourceHost.of(peer.getAddress()), (host, count) -> count == 1 ? null : count - 1);
        }
    }

    int size() {
        return byPeer.size();
    }
}
