package cascade.gateway.sip;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.Via;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP side of one process: listening points, the guard before them, and the transactions between the network and the
 * {@link SipHandler} above.
 *
 * <p>Belongs to the Vert.x context it was made on, the control loop; every method must be called there, every callback
 * comes there, and nothing here blocks.
 */
public final class SipEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);
    private static final int TOKEN_BYTES = 8;

    private record Listener(
            ListeningPoint point,
            @Nullable UdpSocket udp,
            @Nullable TcpConnections tcp) {}

    private final Vertx vertx;
    private final ContextInternal context;
    private final SipSettings settings;
    private final PeerNames peers;
    private final SipObserver observer;
    private final DatagramFilter filter;
    private final SipReader reader;
    private final SourceBudget budget;
    private final SecureRandom random = new SecureRandom();
    private final TransactionContext transactions = new Transactions();
    private final Map<String, Listener> listeners = new HashMap<>();
    private final Map<TransactionKey, ClientTx> clientTransactions = new HashMap<>();
    private final Map<TransactionKey, ServerTx> serverTransactions = new HashMap<>();
    private final Map<String, List<InviteServerTx>> invitesByCallId = new HashMap<>();
    private SipHandler handler =
            transaction -> transaction.respond(transaction.answer(503).build());

    /**
     * @param peers who is known, and by what name
     * @param observer what is counted
     * @param filter loses datagrams on purpose; {@link DatagramFilter#ALL_PASS} outside tests and simulators
     */
    public SipEndpoint(
            Vertx vertx, SipSettings settings, PeerNames peers, SipObserver observer, DatagramFilter filter) {
        this.vertx = vertx;
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.settings = settings;
        this.peers = peers;
        this.observer = observer;
        this.filter = filter;
        this.reader = new SipReader(new SipLimits(
                settings.maxMessageBytes(), settings.maxLineBytes(), settings.maxLines(), settings.maxListValues()));
        this.budget = new SourceBudget(settings.sourceRate(), settings.unknownSourceRate(), System::nanoTime);
    }

    /** Takes requests from here on; set before {@link #listen}. */
    public void handler(SipHandler newHandler) {
        handler = newHandler;
    }

    /**
     * Opens a listening point.
     *
     * @return the point as bound (port 0 has become a real one); fails with {@link SipTransportException}, which says what
     *     is taken
     */
    public Future<ListeningPoint> listen(ListeningPoint point) {
        checkThread();
        if (listeners.containsKey(point.network())) {
            return Future.failedFuture(new IllegalStateException("network " + point.network() + " already listens"));
        }
        return bindUdp(point).compose(udp -> {
            ListeningPoint bound = udp == null ? point : withPort(point, udp.port());
            return bindTcp(bound).map(listener -> {
                listeners.put(bound.network(), new Listener(listener.point(), udp, listener.tcp()));
                return listener.point();
            });
        });
    }

    private Future<@Nullable UdpSocket> bindUdp(ListeningPoint point) {
        if (!point.transports().contains(SipTransport.UDP)) {
            return Future.succeededFuture(null);
        }
        return UdpSocket.bind(
                        context,
                        point.host(),
                        point.port(),
                        settings.receiveBufferBytes(),
                        (bytes, from) -> onDatagram(bytes, new SipPeer(point.network(), SipTransport.UDP, from)))
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
                (bytes, from) -> onBytes(bytes, new SipPeer(point.network(), SipTransport.TCP, from)),
                () -> observer.rejected(SipObserver.UNKNOWN, "tcp-connection"));
        return connections
                .listen(point.host(), point.port())
                .map(port -> new Listener(withPort(point, port), null, connections));
    }

    private static ListeningPoint withPort(ListeningPoint point, int port) {
        return new ListeningPoint(point.network(), point.host(), port, point.advertisedHost(), point.transports());
    }

    /** The listening point of a network, as bound. */
    public ListeningPoint listeningPoint(String network) {
        Listener listener = listeners.get(network);
        if (listener == null) {
            throw new IllegalArgumentException("network: " + network + " (expected: one that listens)");
        }
        return listener.point();
    }

    /** Sends a request in a new transaction; Via, Max-Forwards, User-Agent and Content-Length are added here. */
    public ClientTransaction send(SipRequest request, SipPeer peer) {
        return send(request, peer, request.is("INVITE") ? settings.inviteTimeout() : settings.requestTimeout());
    }

    /** The same with a time of its own instead of timer B or F. */
    public ClientTransaction send(SipRequest request, SipPeer peer, Duration timeout) {
        checkThread();
        return start(transactions.stamped(request, peer), peer, timeout);
    }

    private ClientTx start(SipRequest stamped, SipPeer peer, Duration timeout) {
        TransactionKey key = TransactionKey.ofClient(stamped);
        Runnable onGone = () -> clientTransactions.remove(key);
        ClientTx transaction = stamped.is("INVITE")
                ? new InviteClientTx(
                        transactions, stamped, peer, timeout, cancel -> start(cancel, peer, timeout), onGone)
                : new NonInviteClientTx(transactions, stamped, peer, timeout, onGone);
        if (clientTransactions.size() >= settings.maxClientTransactions()) {
            observer.rejected(transactions.domainOf(peer), "client-transaction-limit");
            transaction.abandon();
            return transaction;
        }
        clientTransactions.put(key, transaction);
        return transaction;
    }

    /** A new Call-ID, tag or branch suffix: random, so that nobody can guess another's. */
    public String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The Allow header of this endpoint. */
    public static String allow() {
        return RequestCheck.ALLOW;
    }

    /** Transactions and connections that are open, by kind: what must return to zero when all is quiet. */
    public Map<String, Integer> residue() {
        return Map.of(
                "client-transactions", clientTransactions.size(),
                "server-transactions", serverTransactions.size(),
                "tcp-connections",
                        listeners.values().stream()
                                .mapToInt(listener -> listener.tcp() == null
                                        ? 0
                                        : listener.tcp().size())
                                .sum());
    }

    /** Closes all listening points and connections; pending transactions fail. */
    public Future<Void> close() {
        checkThread();
        List.copyOf(clientTransactions.values()).forEach(ClientTx::abandon);
        List.copyOf(serverTransactions.values()).forEach(ServerTx::abandon);
        clientTransactions.clear();
        serverTransactions.clear();
        invitesByCallId.clear();
        var closing = new ArrayList<Future<Void>>();
        for (Listener listener : listeners.values()) {
            if (listener.udp() != null) {
                closing.add(listener.udp().close(context));
            }
            if (listener.tcp() != null) {
                closing.add(listener.tcp().close());
            }
        }
        listeners.clear();
        return Future.join(closing).mapEmpty();
    }

    private void onDatagram(byte[] bytes, SipPeer source) {
        if (filter.passes(false)) {
            onBytes(bytes, source);
        }
    }

    private void onBytes(byte[] bytes, SipPeer source) {
        Optional<String> domain = peers.domainOf(source);
        String label = domain.orElse(SipObserver.UNKNOWN);
        if (!budget.admits(domain)) {
            observer.rejected(label, "flood");
            return;
        }
        switch (reader.read(bytes, source.transport().isReliable())) {
            case Reading.KeepAlive keepAlive -> {}
            case Reading.Refused refused -> onRefused(refused, source, domain, label);
            case Reading.Message read -> {
                for (Repair repair : read.repairs()) {
                    observer.repaired(label, repair.label());
                }
                switch (read.message()) {
                    case SipRequest request -> onRequest(request, source, label);
                    case SipResponse response -> onResponse(response, label);
                }
            }
        }
    }

    private void onRefused(Reading.Refused refused, SipPeer source, Optional<String> domain, String label) {
        observer.rejected(label, refused.refusal().label());
        LOG.atDebug()
                .addKeyValue("peer", label)
                .addKeyValue("address", source)
                .addKeyValue("errorCode", refused.refusal().label())
                .addKeyValue("cause", refused.detail())
                .log("message refused");
        boolean mayAnswer = domain.isPresent() || !settings.dropUnknownSources();
        if (mayAnswer) {
            refused.answer().ifPresent(answer -> transactions.transmit(answer, source));
        }
    }

    private void onRequest(SipRequest received, SipPeer source, String label) {
        observer.received(label, methodLabel(received), "");
        Listener listener = listeners.get(source.network());
        if (listener == null) {
            return;
        }
        SipRequest request = withSource(received, source);
        if (request.is("ACK")) {
            onAck(request, source, label);
            return;
        }
        ServerTx known = serverTransactions.get(TransactionKey.ofServer(request, source));
        if (known != null) {
            known.onRepeatedRequest();
        } else if (request.is("CANCEL")) {
            onCancel(request, source, listener.point());
        } else {
            onNewRequest(request, source, listener.point(), label);
        }
    }

    /** Methods label a metric, so a peer must not be able to invent new ones. */
    private static String methodLabel(SipRequest request) {
        return request.is("ACK")
                        || request.is("CANCEL")
                        || RequestCheck.refusal(request).isEmpty()
                ? request.method()
                : "other";
    }

    /** Notes in the topmost Via where the request really came from (RFC 3261 section 18.2.1, RFC 3581 section 4). */
    private static SipRequest withSource(SipRequest request, SipPeer source) {
        Via via = request.topVia();
        String address = source.host().getHostAddress();
        Via seen = via;
        if (via.hasRport()) {
            seen = via.with("rport", Integer.toString(source.address().getPort()))
                    .with("received", address);
        } else if (!via.host().equals(address)) {
            seen = via.with("received", address);
        }
        if (seen == via) {
            return request;
        }
        var vias = new ArrayList<>(request.vias());
        vias.set(0, seen);
        return request.toBuilder().vias(vias).build();
    }

    private void onAck(SipRequest ack, SipPeer source, String label) {
        if (serverTransactions.get(TransactionKey.ofServer(ack, source)) instanceof InviteServerTx invite) {
            invite.onAck(ack);
            return;
        }
        List<InviteServerTx> waiting = invitesByCallId.getOrDefault(ack.callId(), List.of()).stream()
                .filter(invite -> invite.awaitsAckOf(ack))
                .toList();
        Optional<InviteServerTx> match = waiting.stream()
                .filter(invite -> ack.to().tag().equals(Optional.of(invite.localTag())))
                .findFirst()
                .or(() -> waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty());
        match.ifPresentOrElse(invite -> invite.onAck(ack), () -> observer.rejected(label, "stray-ack"));
    }

    private void onCancel(SipRequest cancel, SipPeer source, ListeningPoint local) {
        Optional<InviteServerTx> invite = inviteOf(cancel, source);
        ServerTx transaction = newServerTransaction(cancel, source, local);
        transaction.respond(transaction.answer(invite.isPresent() ? 200 : 481).build());
        invite.ifPresent(found -> found.cancelled(cancel));
    }

    /** By branch as the RFC says; by Call-ID and CSeq for those who give their CANCEL a branch of its own. */
    private Optional<InviteServerTx> inviteOf(SipRequest cancel, SipPeer source) {
        if (serverTransactions.get(TransactionKey.ofServer(cancel, source, "INVITE"))
                instanceof InviteServerTx invite) {
            return Optional.of(invite);
        }
        return invitesByCallId.getOrDefault(cancel.callId(), List.of()).stream()
                .filter(invite -> invite.source().host().equals(source.host())
                        && invite.request().cseq().number() == cancel.cseq().number())
                .findFirst();
    }

    private void onNewRequest(SipRequest request, SipPeer source, ListeningPoint local, String label) {
        if (serverTransactions.size() >= settings.maxServerTransactions()) {
            observer.rejected(label, "server-transaction-limit");
            transactions.transmit(
                    SipWriter.write(SipResponse.to(request, 503)
                            .toTag(newToken())
                            .header("Retry-After", Long.toString(settings.t2().toSeconds()))
                            .build()),
                    answerTo(request, source));
            return;
        }
        ServerTx transaction = newServerTransaction(request, source, local);
        Optional<SipResponse.Builder> refusal = RequestCheck.refusal(request);
        if (refusal.isPresent()) {
            SipResponse response = refusal.get().toTag(transaction.localTag()).build();
            observer.rejected(label, "status-" + response.status());
            transaction.respond(response);
            return;
        }
        try {
            handler.onRequest(transaction);
        } catch (RuntimeException fault) {
            LOG.atError()
                    .addKeyValue("peer", label)
                    .addKeyValue("method", request.method())
                    .addKeyValue("callId", request.callId())
                    .setCause(fault)
                    .log("request handler failed");
            transaction.respond(transaction.answer(500).build());
        }
    }

    private ServerTx newServerTransaction(SipRequest request, SipPeer source, ListeningPoint local) {
        TransactionKey key = TransactionKey.ofServer(request, source);
        SipPeer answerTo = answerTo(request, source);
        ServerTx transaction;
        if (request.is("INVITE")) {
            InviteServerTx invite = new InviteServerTx(
                    transactions, request, source, answerTo, local, newToken(), () -> forgetInvite(key, request));
            invitesByCallId
                    .computeIfAbsent(request.callId(), id -> new ArrayList<>(1))
                    .add(invite);
            transaction = invite;
        } else {
            transaction = new NonInviteServerTx(
                    transactions, request, source, answerTo, local, newToken(), () -> serverTransactions.remove(key));
        }
        serverTransactions.put(key, transaction);
        return transaction;
    }

    private void forgetInvite(TransactionKey key, SipRequest request) {
        ServerTx gone = serverTransactions.remove(key);
        invitesByCallId.computeIfPresent(request.callId(), (id, invites) -> {
            invites.remove(gone);
            return invites.isEmpty() ? null : invites;
        });
    }

    /** RFC 3581 section 4: back to the source port where rport asks for it, else to the port that Via names. */
    private static SipPeer answerTo(SipRequest request, SipPeer source) {
        Via via = request.topVia();
        if (source.transport().isReliable() || via.hasRport()) {
            return source;
        }
        int port = via.port() < 0 ? 5060 : via.port();
        return new SipPeer(source.network(), source.transport(), new InetSocketAddress(source.host(), port));
    }

    private void onResponse(SipResponse response, String label) {
        observer.received(label, response.cseq().method(), Integer.toString(response.status()));
        ClientTx transaction = clientTransactions.get(TransactionKey.ofClient(response));
        if (transaction == null) {
            observer.rejected(label, "stray-response");
            return;
        }
        transaction.onResponse(response);
    }

    private void checkThread() {
        if (!context.inThread()) {
            throw new IllegalStateException("SIP endpoint called off its loop (expected: runOnContext)");
        }
    }

    private final class Transactions implements TransactionContext {

        @Override
        public Vertx vertx() {
            return vertx;
        }

        @Override
        public SipSettings settings() {
            return settings;
        }

        @Override
        public SipObserver observer() {
            return observer;
        }

        @Override
        public Future<Void> transmit(byte[] bytes, SipPeer to) {
            Listener listener = listeners.get(to.network());
            if (listener != null && to.transport() == SipTransport.UDP && listener.udp() != null) {
                if (filter.passes(true)) {
                    listener.udp().send(bytes, to.address());
                }
                return Future.succeededFuture();
            }
            if (listener != null && to.transport() == SipTransport.TCP && listener.tcp() != null) {
                return listener.tcp().send(bytes, to.address());
            }
            return Future.failedFuture(
                    new SipTransportException("network " + to.network() + " has no " + to.transport(), null));
        }

        @Override
        public SipRequest stamped(SipRequest request, SipPeer to) {
            ListeningPoint local = listeningPoint(to.network());
            Via via = new Via(to.transport().name(), local.advertisedHost(), local.port(), Map.of())
                    .with("rport", "")
                    .with("branch", Via.MAGIC_COOKIE + newToken());
            SipRequest.Builder builder = request.toBuilder().vias(List.of(via)).replaceHeader("Max-Forwards", "70");
            if (request.header("User-Agent").isEmpty()) {
                builder.header("User-Agent", settings.userAgent());
            }
            if (request.from().tag().isEmpty()) {
                builder.from(NameAddr.tagged(request.from().uri(), newToken()));
            }
            return builder.build();
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
}
