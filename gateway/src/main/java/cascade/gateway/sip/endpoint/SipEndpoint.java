package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ClientTransactions;
import cascade.gateway.sip.transaction.ClientTx;
import cascade.gateway.sip.transaction.InviteClientTx;
import cascade.gateway.sip.transaction.InviteServerTx;
import cascade.gateway.sip.transaction.NonInviteClientTx;
import cascade.gateway.sip.transaction.RequestSource;
import cascade.gateway.sip.transaction.ServerTransactions;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.sip.transaction.TransactionContext;
import cascade.gateway.sip.transport.MessageLog;
import cascade.gateway.sip.transport.Transports;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int MAX_PORT = 65_535;

    private final Timers timers;
    private final ContextInternal context;
    private SipSettings settings;
    private final PeerNames peers;
    private final SipObserver observer;
    private final SipReader reader;
    private final SourceBudget budget;
    private final Transports transports;
    private final SecureRandom random = new SecureRandom();
    private final TransactionContext transactions = new Transactions();
    private final ClientTransactions clientTransactions = new ClientTransactions(transactions);
    private final ServerTransactions serverTransactions = new ServerTransactions(transactions);
    private boolean closed;
    private SipHandler handler =
            transaction -> transaction.respond(transaction.answer(503).build());

    /**
     * @param peers who is known, and by what name
     * @param observer what is counted
     * @param filter loses datagrams on purpose; {@link DatagramFilter#ALL_PASS} outside tests and simulators
     */
    public SipEndpoint(
            Vertx vertx, SipSettings settings, PeerNames peers, SipObserver observer, DatagramFilter filter) {
        this.timers = Timers.of(vertx);
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.settings = settings;
        this.peers = peers;
        this.observer = observer;
        this.reader = new SipReader(new SipLimits(
                settings.maxMessageBytes(), settings.maxLineBytes(), settings.maxLines(), settings.maxListValues()));
        this.budget = new SourceBudget(settings.sourceRate(), settings.unknownSourceRate(), System::nanoTime);
        this.transports = new Transports(vertx, context, settings, observer, filter, this::onBytes, this::onClosed);
    }

    /**
     * Works by other settings from now on: timers of new transactions, limits, rates, User-Agent. What the parser and the
     * open sockets were made with stays.
     */
    public void reconfigure(SipSettings next) {
        checkThread();
        settings = next;
        budget.reconfigure(next.sourceRate(), next.unknownSourceRate());
        transports.reconfigure(next);
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
        return transports.listen(point);
    }

    /** Closes the listening point of a network, if there is one. */
    public Future<Void> unlisten(String network) {
        checkThread();
        return transports.unlisten(network);
    }

    /** The listening point of a network, as bound. */
    public ListeningPoint listeningPoint(String network) {
        return transports.point(network);
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
        Runnable onGone = () -> clientTransactions.remove(stamped);
        ClientTx transaction = stamped.is("INVITE")
                ? new InviteClientTx(
                        transactions, stamped, peer, timeout, cancel -> start(cancel, peer, timeout), onGone)
                : new NonInviteClientTx(transactions, stamped, peer, timeout, onGone);
        if (closed) {
            transaction.abandon(new SipTransportException("endpoint closed", null));
        } else if (clientTransactions.size() >= settings.maxClientTransactions() && !endsSomething(stamped)) {
            observer.rejected(transactions.domainOf(peer), "client-transaction-limit");
            transaction.abandon(new SipTransportException(
                    "limit of " + settings.maxClientTransactions() + " client transactions reached", null));
        } else {
            clientTransactions.add(transaction);
            transaction.begin();
        }
        return transaction;
    }

    /** Such a request frees more than it takes, and there is at most one to each call. */
    private static boolean endsSomething(SipRequest request) {
        return request.is("BYE") || request.is("CANCEL");
    }

    /** Whether a TCP connection to that address is open or being opened. */
    public boolean isConnected(SipPeer peer) {
        return transports.isConnected(peer);
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
                "server-invites", serverTransactions.invites(),
                "tcp-connections", transports.connections());
    }

    /** Closes all listening points and connections; pending transactions fail, and so do those that come later. */
    public Future<Void> close() {
        checkThread();
        closed = true;
        for (ClientTx transaction : clientTransactions.all()) {
            guarded(SipObserver.UNKNOWN, () -> transaction.abandon(new SipTransportException("endpoint closed", null)));
        }
        for (ServerTx transaction : serverTransactions.all()) {
            guarded(SipObserver.UNKNOWN, transaction::abandon);
        }
        return transports.close();
    }

    /** Whoever is told of an event may fail on it; that must not keep the event from the others. */
    private void guarded(String label, Runnable event) {
        try {
            event.run();
        } catch (RuntimeException fault) {
            observer.rejected(label, "internal");
            LOG.atError().addKeyValue("peer", label).setCause(fault).log("sip event failed");
        }
    }

    private void onBytes(byte[] bytes, SipPeer source) {
        Optional<String> domain = peers.domainOf(source);
        String label = domain.orElse(SipObserver.UNKNOWN);
        if (!budget.admits(domain, bytes)) {
            observer.rejected(label, "flood");
        } else if (!transports.isListening(source.network())) {
            observer.rejected(label, "not-listening");
        } else {
            guarded(label, () -> onAdmitted(bytes, source, domain, label));
        }
    }

    /** What was sent over a connection that is gone gets no answer there (RFC 3261 section 17.1.4). */
    private void onClosed(SipPeer peer) {
        if (!transports.isConnected(peer)) {
            var gone = new SipTransportException(peer + ": the connection was closed before the answer", null);
            clientTransactions
                    .over(peer)
                    .forEach(transaction ->
                            guarded(transactions.domainOf(peer), () -> transaction.onTransportError(gone)));
        }
    }

    private void onAdmitted(byte[] bytes, SipPeer source, Optional<String> domain, String label) {
        MessageLog.received(bytes, source, label);
        switch (reader.read(bytes, source.transport().isReliable())) {
            case Reading.KeepAlive keepAlive -> {}
            case Reading.Refused refused -> onRefused(refused, bytes.length, source, domain, label);
            case Reading.Message read -> {
                for (Repair repair : read.repairs()) {
                    observer.repaired(label, repair.label());
                }
                switch (read.message()) {
                    case SipRequest request ->
                        onRequest(request, new RequestSource(source, peers.domainsAt(source), bytes.length), label);
                    case SipResponse response -> onResponse(response, source, label);
                }
            }
        }
    }

    private void onRefused(
            Reading.Refused refused, int receivedBytes, SipPeer source, Optional<String> domain, String label) {
        observer.rejected(label, refused.refusal().label());
        LOG.atDebug()
                .addKeyValue("peer", label)
                .addKeyValue("address", source)
                .addKeyValue("errorCode", refused.refusal().label())
                .addKeyValue("cause", refused.detail())
                .log("message refused");
        refused.answer()
                // a stranger's address may be somebody else's, who must not get more than the stranger sent
                .filter(answer -> domain.isPresent() || answer.length <= receivedBytes)
                .filter(answer -> mayAnswer(domain.isPresent()))
                .ifPresent(answer -> transactions.transmit(answer, source));
    }

    private boolean mayAnswer(boolean known) {
        return known || !settings.dropUnknownSources();
    }

    private void onRequest(SipRequest received, RequestSource source, String label) {
        observer.received(label, received.method(), "");
        SipRequest request = withSource(received, source.peer());
        if (request.is("ACK")) {
            serverTransactions
                    .ofAck(request, source)
                    .ifPresentOrElse(invite -> invite.onAck(request), () -> observer.rejected(label, "stray-ack"));
            return;
        }
        Optional<ServerTx> known = serverTransactions.find(request, source);
        if (known.isPresent()) {
            known.get().onRepeatedRequest(source);
        } else if (request.is("CANCEL")) {
            onCancel(request, source, label);
        } else {
            onNewRequest(request, source, label);
        }
    }

    /** Notes in the topmost Via where the request really came from (RFC 3261 section 18.2.1, RFC 3581 section 4). */
    private static SipRequest withSource(SipRequest request, SipPeer source) {
        Via via = request.topVia();
        String address = source.host().getHostAddress();
        if (!via.hasRport() && via.host().equals(address)) {
            return request;
        }
        Via seen = via.with("received", address);
        if (via.hasRport()) {
            seen = seen.with("rport", Integer.toString(source.address().getPort()));
        }
        var vias = new ArrayList<>(request.vias());
        vias.set(0, seen);
        return request.toBuilder().vias(vias).build();
    }

    private void onCancel(SipRequest cancel, RequestSource source, String label) {
        Optional<InviteServerTx> invite = serverTransactions.ofCancel(cancel, source);
        if (invite.isPresent()) {
            answer(SipResponse.to(cancel, 200).toTag(invite.get().localTag()).build(), cancel, source);
            invite.get().cancelled(cancel);
            return;
        }
        observer.rejected(label, "stray-cancel");
        if (mayAnswer(!source.domains().isEmpty())) {
            answer(SipResponse.to(cancel, 481).toTag(newToken()).build(), cancel, source);
        }
    }

    private void onNewRequest(SipRequest request, RequestSource source, String label) {
        boolean full = !serverTransactions.admits(request);
        Optional<SipResponse> refusal = (full
                        ? Optional.of(SipResponse.to(request, 503).header("Retry-After", retryAfterSeconds()))
                        : refusal(request))
                .map(refused -> refused.toTag(newToken()).build());
        if (refusal.isPresent()) {
            observer.rejected(
                    label,
                    full
                            ? "server-transaction-limit"
                            : "status-" + refusal.get().status());
            if (mayAnswer(!source.domains().isEmpty())) {
                answer(refusal.get(), request, source);
            }
            return;
        }
        ServerTx transaction = begin(request, source, newToken());
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

    private Optional<SipResponse.Builder> refusal(SipRequest request) {
        return serverTransactions.isMerged(request)
                ? Optional.of(SipResponse.to(request, 482))
                : RequestCheck.refusal(request);
    }

    private ServerTx begin(SipRequest request, RequestSource source, String localTag) {
        return serverTransactions.begin(
                request, source, transports.point(source.peer().network()), localTag);
    }

    /** Spread, so that those who were refused together do not come back together. */
    private String retryAfterSeconds() {
        int least = Math.toIntExact(Math.max(1, settings.t2().toSeconds()));
        return Integer.toString(least + random.nextInt(least));
    }

    /** In a transaction of its own where there is room for one, else just once. */
    private void answer(SipResponse response, SipRequest request, RequestSource source) {
        if (serverTransactions.admits(request)) {
            begin(request, source, response.to().tag().orElseThrow()).respond(response);
            return;
        }
        byte[] bytes = SipWriter.write(response);
        if (!source.isUnproven() || bytes.length <= source.bytes()) {
            observer.sent(transactions.domainOf(source.peer()), request.method(), Integer.toString(response.status()));
            transactions.transmitAnswer(bytes, request, source.peer());
        }
    }

    private void onResponse(SipResponse response, SipPeer source, String label) {
        Optional<ClientTx> transaction = clientTransactions.of(response, source);
        // what nobody asked for is of a peer's own choosing and labels no series
        String status = transaction.isPresent() ? Integer.toString(response.status()) : "stray";
        observer.received(label, response.cseq().method(), status);
        transaction.ifPresentOrElse(
                asked -> asked.onResponse(response), () -> observer.rejected(label, "stray-response"));
    }

    private void checkThread() {
        if (!context.inThread()) {
            throw new IllegalStateException("SIP endpoint called off its loop (expected: runOnContext)");
        }
    }

    private final class Transactions implements TransactionContext {

        @Override
        public Timers timers() {
            return timers;
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
            checkThread();
            MessageLog.sent(bytes, to, domainOf(to));
            return transports.transmit(bytes, to);
        }

        @Override
        public Future<Void> transmitAnswer(byte[] bytes, SipRequest request, SipPeer source) {
            return transmit(bytes, answerTo(request, source));
        }

        /**
         * Back to where it came from; to the port that Via names where rport does not ask for that, and where the
         * connection it came over is gone.
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
