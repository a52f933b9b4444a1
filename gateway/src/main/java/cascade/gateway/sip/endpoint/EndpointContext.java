package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.TransactionContext;
import cascade.gateway.sip.transport.Transports;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Environment of the transactions of one endpoint: its transports, timers, settings and names. Control loop only. */
final class EndpointContext implements TransactionContext {

    private static final int MAX_PORT = 65_535;

    private final Timers timers;
    private final Supplier<SipSettings> settings;
    private final PeerNames peers;
    private final SipObserver observer;
    private final Transports transports;
    private final Tokens tokens;
    private final MessageTaps taps;
    private final Runnable checkThread;

    EndpointContext(
            Timers timers,
            Supplier<SipSettings> settings,
            PeerNames peers,
            SipObserver observer,
            Transports transports,
            Tokens tokens,
            MessageTaps taps,
            Runnable checkThread) {
        this.timers = timers;
        this.settings = settings;
        this.peers = peers;
        this.observer = observer;
        this.transports = transports;
        this.tokens = tokens;
        this.taps = taps;
        this.checkThread = checkThread;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public SipSettings settings() {
        return settings.get();
    }

    @Override
    public SipObserver observer() {
        return observer;
    }

    @Override
    public Future<Void> transmit(byte[] bytes, SipPeer to) {
        checkThread.run();
        if (transports.isListening(to.network())) {
            taps.tell(Direction.SENT, bytes, transports.point(to.network()), to, domainOf(to));
        }
        return transports.transmit(bytes, to);
    }

    @Override
    public Future<Void> transmitAnswer(byte[] bytes, SipRequest request, SipPeer source) {
        return transmit(bytes, answerTo(request, source));
    }

    /**
     * Back to where it came from; to the port that Via names where rport does not ask for that, and where the connection it
     * came over is gone.
     */
    private SipPeer answerTo(SipRequest request, SipPeer source) {
        Via via = request.topVia();
        int port = via.port() < 0 ? Via.DEFAULT_PORT : via.port();
        boolean goesBack = source.transport().isReliable() ? transports.isConnected(source) : via.hasRport();
        if (goesBack || port < 1 || port > MAX_PORT) {
            return source;
        }
        return new SipPeer(source.network(), source.transport(), new InetSocketAddress(source.host(), port));
    }

    @Override
    public SipRequest stamped(SipRequest request, SipPeer to) {
        ListeningPoint local = transports.point(to.network());
        Via via = new Via(to.transport().name(), local.uriHost(), local.port(), Map.of())
                .with("rport", "")
                .with("branch", Via.MAGIC_COOKIE + tokens.next());
        SipRequest.Builder builder = request.toBuilder().vias(List.of(via));
        if (request.header("Max-Forwards").isEmpty()) {
            builder.header("Max-Forwards", Integer.toString(SipRequest.MAX_FORWARDS));
        }
        if (request.header("User-Agent").isEmpty()) {
            builder.header("User-Agent", settings().userAgent());
        }
        if (request.from().tag().isEmpty()) {
            builder.from(NameAddr.tagged(request.from().uri(), tokens.next()));
        }
        return builder.build();
    }

    /** Every domain that may speak from there. */
    Set<String> domainsOf(SipPeer peer) {
        return peers.domainsAt(peer);
    }

    @Override
    public String domainOf(SipPeer peer) {
        return peers.domainOf(peer).orElse(SipObserver.UNKNOWN);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
