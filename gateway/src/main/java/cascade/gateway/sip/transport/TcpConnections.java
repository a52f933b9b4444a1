package cascade.gateway.sip.transport;

import cascade.address.IpText;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.transport.StreamFramer.FramingException;
import cascade.gateway.time.LogBudget;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP connections of one listening point, accepted and opened alike, found by the neighbour's address: a request to a
 * peer that registered over TCP goes back over the connection it opened. Connecting never blocks. Control loop only.
 */
final class TcpConnections {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnections.class);

    /** A peer that leaves so many of the largest messages unread is sent no more. */
    private static final int WAITING_MESSAGES = 4;

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final Timers timers;
    private SipSettings settings;
    private final NetServer server;
    private final NetClient client;
    private final BiConsumer<byte[], InetSocketAddress> onMessage;
    private final Consumer<InetSocketAddress> onClosed;
    private final Runnable onRefused;
    private final Predicate<InetSocketAddress> isKnown;
    private final UnknownConnections unknown = new UnknownConnections();
    private final LogBudget warnings = new LogBudget(LOG_INTERVAL, System::nanoTime);
    private final Map<InetSocketAddress, Future<NetSocket>> byPeer = new HashMap<>();
    private int open;

    TcpConnections(
            Vertx vertx,
            SipSettings settings,
            String localHost,
            BiConsumer<byte[], InetSocketAddress> onMessage,
            Consumer<InetSocketAddress> onClosed,
            Runnable onRefused,
            Predicate<InetSocketAddress> isKnown) {
        this.timers = Timers.of(vertx);
        this.settings = settings;
        this.onMessage = onMessage;
        this.onClosed = onClosed;
        this.onRefused = onRefused;
        this.isKnown = isKnown;
        int idleSeconds = Math.toIntExact(Math.max(1, settings.tcpIdleTimeout().toSeconds()));
        this.server = vertx.createNetServer(
                new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true).setIdleTimeout(idleSeconds));
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(settings.tcpConnectTimeout().toMillis()))
                .setLocalAddress(localHost)
                .setTcpNoDelay(true)
                .setIdleTimeout(idleSeconds));
    }

    /** Other limits from now on; what the client and the server were made with stays. */
    void reconfigure(SipSettings next) {
        settings = next;
    }

    Future<Integer> listen(String host, int port) {
        return server.connectHandler(this::accepted)
                .listen(port, host)
                .map(NetServer::actualPort)
                .recover(cause -> Future.failedFuture(new SipTransportException(
                        "TCP " + IpText.hostPort(host, port) + " cannot be bound: " + cause.getMessage(), cause)));
    }

    /** Whether a connection to that address is open or being opened. */
    boolean isConnected(InetSocketAddress to) {
        return byPeer.containsKey(to);
    }

    /** Sends over the open connection to that address, or over a new one. */
    Future<Void> send(byte[] bytes, InetSocketAddress to) {
        Future<NetSocket> connection = connection(to);
        return connection
                .compose(socket -> write(socket, bytes, () -> byPeer.remove(to, connection)))
                .recover(cause -> Future.failedFuture(
                        new SipTransportException("TCP " + IpText.of(to) + ": " + cause.getMessage(), cause)));
    }

    /** @param onBroken takes the connection out at once: whoever tries again is to get a new one */
    private static Future<Void> write(NetSocket socket, byte[] bytes, Runnable onBroken) {
        if (socket.writeQueueFull()) {
            return Future.failedFuture("the peer does not read what is sent to it");
        }
        return socket.write(Buffer.buffer(bytes)).onFailure(broken -> {
            onBroken.run();
            socket.close();
        });
    }

    private Future<NetSocket> connection(InetSocketAddress to) {
        Future<NetSocket> known = byPeer.get(to);
        if (known != null) {
            return known;
        }
        if (isFull()) {
            onRefused.run();
            return Future.failedFuture("connection limit " + settings.tcpMaxConnections() + " reached");
        }
        Future<NetSocket> opening = client.connect(to.getPort(), IpText.of(to.getAddress()));
        remember(to, opening);
        opening.onSuccess(socket -> attach(socket, to, opening)).onFailure(cause -> forget(to, opening));
        return opening;
    }

    private void accepted(NetSocket socket) {
        InetSocketAddress peer;
        try {
            peer = new InetSocketAddress(
                    InetAddress.getByName(socket.remoteAddress().hostAddress()),
                    socket.remoteAddress().port());
        } catch (UnknownHostException literal) {
            throw new IllegalStateException("a socket's address is always a literal", literal);
        }
        boolean stranger = !isKnown.test(peer);
        if (!stranger && isFull()) {
            onRefused.run();
            socket.close();
            return;
        }
        Future<NetSocket> entry = Future.succeededFuture(socket);
        remember(peer, entry);
        attach(socket, peer, entry);
        if (stranger) {
            makeRoomFor(peer, socket);
        }
    }

    /** Whether known peers have all that they may; those of strangers take nothing of theirs. */
    private boolean isFull() {
        return open - unknown.size() >= settings.tcpMaxConnections();
    }

    private void makeRoomFor(InetSocketAddress stranger, NetSocket socket) {
        var limits = new UnknownConnections.Limits(
                settings.shares().unknownConnections(), settings.shares().connectionsPerSource(), isKnown);
        for (Runnable close : unknown.add(stranger, socket::close, limits)) {
            onRefused.run();
            close.run();
        }
    }

    /** Reads nothing more from there for a while: the sender's window fills, and it waits. */
    void pause(InetSocketAddress peer, Duration pause) {
        Future<NetSocket> connection = byPeer.get(peer);
        if (connection != null) {
            connection.onSuccess(socket -> {
                socket.pause();
                timers.after(pause, socket::resume);
            });
        }
    }

    private void warn(InetSocketAddress peer, String what, String cause) {
        warnings.tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", IpText.of(peer))
                        .addKeyValue("cause", cause)
                        .addKeyValue("suppressed", suppressed)
                        .log(what));
    }

    private void remember(InetSocketAddress peer, Future<NetSocket> connection) {
        open++;
        byPeer.put(peer, connection);
    }

    /** Only this connection: another one to the same address may have taken its place. */
    private void forget(InetSocketAddress peer, Future<NetSocket> connection) {
        open--;
        if (byPeer.remove(peer, connection)) {
            unknown.remove(peer);
        }
    }

    private void attach(NetSocket socket, InetSocketAddress peer, Future<NetSocket> entry) {
        socket.setWriteQueueMaxSize(WAITING_MESSAGES * settings.maxMessageBytes());
        var framer = new StreamFramer(
                settings.maxMessageBytes(),
                bytes -> onMessage.accept(bytes, peer),
                () -> socket.write(Buffer.buffer("\r\n")));
        var deadline = new ReadDeadline(socket, peer);
        socket.handler(buffer -> {
            long before = framer.messages();
            try {
                framer.feed(buffer.getBytes());
                if (framer.messages() > before) {
                    deadline.halfRead(false);
                }
                deadline.halfRead(framer.isHalfRead());
            } catch (FramingException broken) {
                onRefused.run();
                warn(peer, "tcp connection closed: not framed as sip", String.valueOf(broken.getMessage()));
                socket.handler(rest -> {});
                socket.close();
            }
        });
        socket.exceptionHandler(cause -> LOG.atDebug()
                .addKeyValue("peer", IpText.of(peer))
                .addKeyValue("cause", cause.getMessage())
                .log("tcp connection failed"));
        socket.closeHandler(closed -> {
            deadline.halfRead(false);
            forget(peer, entry);
            onClosed.accept(peer);
        });
    }

    /** Closes a connection whose message does not end in time, so that slow senders hold no memory. */
    private final class ReadDeadline {
        private final NetSocket socket;
        private final InetSocketAddress peer;
        private final Timer timer = new Timer(timers);

        ReadDeadline(NetSocket socket, InetSocketAddress peer) {
            this.socket = socket;
            this.peer = peer;
        }

        void halfRead(boolean half) {
            if (!half) {
                timer.stop();
            } else if (!timer.isRunning()) {
                timer.start(settings.tcpReadTimeout(), () -> {
                    onRefused.run();
                    warn(peer, "tcp connection closed: message did not end in time", "read-timeout");
                    socket.close();
                });
            }
        }
    }

    /** Connections that are open or being opened. */
    int size() {
        return open;
    }

    Future<Void> close() {
        List.copyOf(byPeer.values()).forEach(open -> open.onSuccess(NetSocket::close));
        return Future.join(server.close(), client.close()).mapEmpty();
    }
}
