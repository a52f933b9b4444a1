package cascade.gateway.sip.transport;

import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listening points of one endpoint: what comes in and goes out through them. Control loop only. */
public final class Transports {

    private record Listener(
            ListeningPoint point,
            @Nullable UdpSocket udp,
            @Nullable TcpConnections tcp) {}

    private final Vertx vertx;
    private final ContextInternal context;
    private SipSettings settings;
    private final SipObserver observer;
    private final DatagramFilter filter;
    private final BiConsumer<byte[], SipPeer> onBytes;
    private final Consumer<SipPeer> onClosed;
    private final PeerNames peers;
    private final Map<String, Listener> listeners = new HashMap<>();
    private boolean closed;

    /**
     * @param onBytes takes each datagram, and each message of a stream
     * @param onClosed is told of each TCP connection that is gone
     * @param peers tell whose connections are a stranger's
     */
    public Transports(
            Vertx vertx,
            ContextInternal context,
            SipSettings settings,
            SipObserver observer,
            DatagramFilter filter,
            BiConsumer<byte[], SipPeer> onBytes,
            Consumer<SipPeer> onClosed,
            PeerNames peers) {
        this.vertx = vertx;
        this.context = context;
        this.settings = settings;
        this.observer = observer;
        this.filter = filter;
        this.onBytes = onBytes;
        this.onClosed = onClosed;
        this.peers = peers;
    }

    public Future<ListeningPoint> listen(ListeningPoint point) {
        if (listeners.containsKey(point.network())) {
            return Future.failedFuture(new IllegalStateException("network " + point.network() + " already listens"));
        }
        return bindUdp(point).compose(udp -> {
            ListeningPoint bound = udp == null ? point : withPort(point, udp.port());
            return bindTcp(bound)
                    .map(listener -> {
                        listeners.put(bound.network(), new Listener(listener.point(), udp, listener.tcp()));
                        return listener.point();
                    })
                    .recover(cause -> closeUdp(udp).transform(done -> Future.failedFuture(cause)));
        });
    }

    private Future<@Nullable UdpSocket> bindUdp(ListeningPoint point) {
        if (!point.transports().contains(SipTransport.UDP)) {
            return Future.succeededFuture(null);
        }
        return UdpSocket.bind(context, point.host(), point.port(), settings.receiveBufferBytes(), (bytes, from) -> {
                    if (filter.passes(false)) {
                        onBytes.accept(bytes, new SipPeer(point.network(), SipTransport.UDP, from));
                    }
                })
                .map(socket -> (@Nullable UdpSocket) socket);
    }

    private Future<Listener> bindTcp(ListeningPoint point) {
        if (!point.transports().contains(SipTransport.TCP)) {
            return Future.succeededFuture(new Listener(point, null, null));
        }
        var connections = new TcpConnections(
                vertx,
                settings,
                point.host(),
                (bytes, from) -> onBytes.accept(bytes, new SipPeer(point.network(), SipTransport.TCP, from)),
                from -> onClosed.accept(new SipPeer(point.network(), SipTransport.TCP, from)),
                () -> observer.rejected(SipObserver.UNKNOWN, "tcp-connection"),
                from -> peers.domainOf(new SipPeer(point.network(), SipTransport.TCP, from))
                        .isPresent());
        return connections
                .listen(point.host(), point.port())
                .map(port -> new Listener(withPort(point, port), null, connections))
                .recover(cause -> connections.close().transform(done -> Future.failedFuture(cause)));
    }

    /** Other limits from now on; sockets stay as they were opened. */
    public void reconfigure(SipSettings next) {
        settings = next;
        listeners.values().forEach(listener -> {
            if (listener.tcp() != null) {
                listener.tcp().reconfigure(next);
            }
        });
    }

    /** Done when its ports are free: the JDK closes a socket for good at the next select of the loop, and not before. */
    public Future<Void> unlisten(String network) {
        Listener listener = listeners.remove(network);
        return listener == null ? Future.succeededFuture() : close(listener).compose(closed -> nextSelect());
    }

    private Future<Void> nextSelect() {
        Promise<Void> selected = context.promise();
        Timers.of(vertx).after(Duration.ofMillis(1), selected::complete);
        return selected.future();
    }

    private static ListeningPoint withPort(ListeningPoint point, int port) {
        return new ListeningPoint(point.network(), point.host(), port, point.advertisedHost(), point.transports());
    }

    /** Not before all transports of the network are bound, and not after {@link #close}. */
    public boolean isListening(String network) {
        return !closed && listeners.containsKey(network);
    }

    /** The listening point of a network, as bound. */
    public ListeningPoint point(String network) {
        Listener listener = listeners.get(network);
        if (listener == null) {
            throw new IllegalArgumentException("network: " + network + " (expected: one that listens)");
        }
        return listener.point();
    }

    /** Hands bytes to the network. */
    public Future<Void> transmit(byte[] bytes, SipPeer to) {
        Listener listener = closed ? null : listeners.get(to.network());
        if (listener != null && to.transport() == SipTransport.UDP && listener.udp() != null) {
            return filter.passes(true) ? listener.udp().send(bytes, to.address()) : Future.succeededFuture();
        }
        if (listener != null && to.transport() == SipTransport.TCP && listener.tcp() != null) {
            return listener.tcp().send(bytes, to.address());
        }
        return Future.failedFuture(
                new SipTransportException("network " + to.network() + " has no " + to.transport(), null));
    }

    /** Whether a TCP connection to that address is open. */
    public boolean isConnected(SipPeer peer) {
        Listener listener = listeners.get(peer.network());
        return listener != null && listener.tcp() != null && listener.tcp().isConnected(peer.address());
    }

    public int connections() {
        return listeners.values().stream()
                .mapToInt(
                        listener -> listener.tcp() == null ? 0 : listener.tcp().size())
                .sum();
    }

    /** Back-pressure: reads nothing more of that TCP connection for a while. */
    public void pause(SipPeer peer, Duration pause) {
        Listener listener = listeners.get(peer.network());
        if (listener != null && listener.tcp() != null) {
            listener.tcp().pause(peer.address(), pause);
        }
    }

    /** For how long datagrams have been waiting in a socket, at the least; to be asked by a timer. */
    public Duration backlog() {
        Duration longest = Duration.ZERO;
        for (Listener listener : listeners.values()) {
            Duration waiting =
                    listener.udp() == null ? Duration.ZERO : listener.udp().backlog();
            longest = waiting.compareTo(longest) > 0 ? waiting : longest;
        }
        return longest;
    }

    /** Done when all ports are free, see {@link #unlisten}. */
    public Future<Void> close() {
        closed = true;
        return Future.join(listeners.values().stream().map(Transports::close).toList())
                .compose(allClosed -> nextSelect());
    }

    private static Future<Void> close(Listener listener) {
        Future<Void> tcp = listener.tcp() == null
                ? Future.succeededFuture()
                : listener.tcp().close();
        return Future.join(closeUdp(listener.udp()), tcp).mapEmpty();
    }

    private static Future<Void> closeUdp(@Nullable UdpSocket udp) {
        return udp == null ? Future.succeededFuture() : udp.close();
    }
}
