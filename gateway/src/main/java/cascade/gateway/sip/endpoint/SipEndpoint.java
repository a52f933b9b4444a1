package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.endpoint.SourceBudget.Verdict;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ClientTransactions;
import cascade.gateway.sip.transaction.ClientTx;
import cascade.gateway.sip.transaction.InviteClientTx;
import cascade.gateway.sip.transaction.MessagePriority;
import cascade.gateway.sip.transaction.NonInviteClientTx;
import cascade.gateway.sip.transaction.RequestSource;
import cascade.gateway.sip.transaction.ResponseTarget;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.sip.transport.MessageLog;
import cascade.gateway.sip.transport.Transports;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
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

    private final ContextInternal context;
    private SipSettings settings;
    private final PeerNames peers;
    private final SipObserver observer;
    private final SipReader reader;
    private final Admission admission;
    private final Transports transports;
    private final Tokens tokens = new Tokens();
    private final EndpointContext transactions;
    private final ClientTransactions clientTransactions;
    private final OverloadWatch overload;
    private final UasDispatch uas;
    private boolean closed;

    /**
     * @param peers who is known, and by what name
     * @param observer what is counted
     * @param filter loses datagrams on purpose; {@link DatagramFilter#ALL_PASS} outside tests and simulators
     */
    public SipEndpoint(
            Vertx vertx, SipSettings settings, PeerNames peers, SipObserver observer, DatagramFilter filter) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.settings = settings;
        this.peers = peers;
        this.observer = observer;
        this.reader = new SipReader(new SipLimits(
                settings.maxMessageBytes(), settings.maxLineBytes(), settings.maxLines(), settings.maxListValues()));
        this.admission = new Admission(peers, settings, System::nanoTime);
        this.transports =
                new Transports(vertx, context, settings, observer, filter, this::onBytes, this::onClosed, peers);
        Timers timers = Timers.of(vertx);
        this.transactions = new EndpointContext(
                timers, () -> this.settings, peers, observer, transports, tokens, this::checkThread);
        this.clientTransactions = new ClientTransactions(transactions);
        this.overload = new OverloadWatch(
                timers, System::nanoTime, () -> this.settings.overload(), transports::backlog, new HeapUse());
        this.uas = new UasDispatch(transactions, transports, tokens, overload::admitsCall);
    }

    /**
     * Works by other settings from now on: timers of new transactions, limits, rates, User-Agent. What the parser and the
     * open sockets were made with stays.
     */
    public void reconfigure(SipSettings next) {
        checkThread();
        settings = next;
        admission.reconfigure(next);
        transports.reconfigure(next);
    }

    /** Takes requests from here on; set before {@link #listen}. */
    public void handler(SipHandler newHandler) {
        uas.handler(newHandler);
    }

    /**
     * Opens a listening point.
     *
     * @return the point as bound (port 0 has become a real one); fails with {@link SipTransportException}, which says what
     *     is taken
     */
    public Future<ListeningPoint> listen(ListeningPoint point) {
        checkThread();
        overload.start();
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
                        transactions,
                        stamped,
                        peer,
                        timeout,
                        cancel -> start(cancel, peer, timeout),
                        clientTransactions::replace,
                        onGone)
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
        return tokens.next();
    }

    /** The Allow header of this endpoint. */
    public static String allow() {
        return RequestCheck.ALLOW;
    }

    /** Transactions and connections that are open, by kind: what must return to zero when all is quiet. */
    public Map<String, Integer> residue() {
        return Map.of(
                "client-transactions", clientTransactions.size(),
                "server-transactions", uas.transactions().size(),
                "server-invites", uas.transactions().invites(),
                "tcp-connections", transports.connections());
    }

    /** Closes all listening points and connections; pending transactions fail, and so do those that come later. */
    public Future<Void> close() {
        checkThread();
        closed = true;
        for (ClientTx transaction : clientTransactions.all()) {
            guarded(SipObserver.UNKNOWN, () -> transaction.abandon(new SipTransportException("endpoint closed", null)));
        }
        for (ServerTx transaction : uas.transactions().all()) {
            guarded(SipObserver.UNKNOWN, transaction::abandon);
        }
        clientTransactions.forgetAccepted();
        uas.transactions().forgetAnswers();
        overload.stop();
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
        if (!transports.isListening(source.network())) {
            observer.rejected(label, "not-listening");
            return;
        }
        MessagePriority priority = admission.priorityOf(bytes);
        switch (admission.admit(bytes, priority, source, domain)) {
            case Verdict.Drop() -> observer.rejected(label, "flood");
            case Verdict.Pass(Duration pause) -> {
                if (pause.isPositive()) {
                    transports.pause(source, pause);
                }
                guarded(label, () -> onAdmitted(bytes, priority, source, domain, label));
            }
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

    private void onAdmitted(
            byte[] bytes, MessagePriority priority, SipPeer source, Optional<String> domain, String label) {
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
                        uas.onRequest(
                                request,
                                new RequestSource(source, peers.domainsAt(source), bytes.length, priority),
                                label);
                    case SipResponse response -> onResponse(response, source, domain, label);
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
                .filter(answer -> domain.isPresent() || !settings.dropUnknownSources())
                .ifPresent(answer -> transactions.transmit(answer, source));
    }

    private void onResponse(SipResponse response, SipPeer source, Optional<String> domain, String label) {
        Optional<ResponseTarget> transaction = clientTransactions.of(response, source);
        // what nobody asked for is of a peer's own choosing and labels no series
        String status = transaction.isPresent() ? Integer.toString(response.status()) : "stray";
        observer.received(label, response.cseq().method(), status);
        if (transaction.isPresent()) {
            transaction.get().onResponse(response);
        } else {
            admission.strayed(domain);
            observer.rejected(label, "stray-response");
        }
    }

    private void checkThread() {
        if (!context.inThread()) {
            throw new IllegalStateException("SIP endpoint called off its loop (expected: runOnContext)");
        }
    }
}
