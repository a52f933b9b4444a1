package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ClientTransactions;
import cascade.gateway.sip.transaction.ClientTx;
import cascade.gateway.sip.transaction.InviteClientTx;
import cascade.gateway.sip.transaction.NonInviteClientTx;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.sip.transport.Transports;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The SIP side of one process: listening points, the guard before them, and the transactions between the network and the
 * {@link SipHandler} above.
 *
 * <p>Belongs to the Vert.x context it was made on, the control loop; every method must be called there, every callback
 * comes there, and nothing here blocks.
 */
public final class SipEndpoint {

    private final ContextInternal context;
    private SipSettings settings;
    private final SipObserver observer;
    private final Guard guard;
    private final MessageTaps taps;
    private final Transports transports;
    private final Tokens tokens = new Tokens();
    private final EndpointContext transactions;
    private final ClientTransactions clientTransactions;
    private final OverloadWatch overload;
    private final UasDispatch uas;
    private final BulkLanes lanes;
    private final MessageIntake intake;
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
        this.observer = observer;
        this.guard = new Guard(observer, System::nanoTime);
        this.taps = new MessageTaps(guard, InstantSource.system());
        this.transports =
                new Transports(vertx, context, settings, observer, filter, this::onBytes, this::onClosed, peers);
        Timers timers = Timers.of(vertx);
        this.transactions = new EndpointContext(
                timers, () -> this.settings, peers, observer, transports, tokens, taps, this::checkThread);
        this.clientTransactions = new ClientTransactions(transactions);
        this.overload = new OverloadWatch(
                timers, System::nanoTime, () -> this.settings.overload(), transports::backlog, new HeapUse());
        var disbelief = new Disbelief(transactions);
        this.uas = new UasDispatch(transactions, transports, tokens, overload::admitsCall, guard, disbelief);
        var reader = new SipReader(new SipLimits(
                settings.maxMessageBytes(), settings.maxLineBytes(), settings.maxLines(), settings.maxListValues()));
        this.lanes = new BulkLanes(System::nanoTime, this::inNextTurn, () -> this.settings.receiveBufferBytes());
        this.intake = new MessageIntake(
                transactions, peers, transports, clientTransactions, uas, reader, taps, guard, disbelief, lanes);
    }

    /** Later than what the loop finds in its sockets then; what is handed to its context is not. */
    private void inNextTurn(Runnable work) {
        context.nettyEventLoop().schedule(() -> context.emit(work, Runnable::run), 1, TimeUnit.NANOSECONDS);
    }

    /**
     * Works by other settings from now on: timers of new transactions, limits, rates, User-Agent. What the parser and the
     * open sockets were made with stays.
     */
    public void reconfigure(SipSettings next) {
        checkThread();
        settings = next;
        intake.reconfigure(next);
        transports.reconfigure(next);
    }

    /** Takes requests from here on; set before {@link #listen}. */
    public void handler(SipHandler newHandler) {
        uas.handler(newHandler);
    }

    /** Shows it every message from here on. */
    public void tap(MessageTap tap) {
        checkThread();
        taps.add(tap);
    }

    /** The share of new calls that overload control admits, 0 to 1. Any thread. */
    public double admittedShare() {
        return overload.admittedShare();
    }

    /** Bytes of received messages that wait for a turn of the loop. Any thread. */
    public long waitingBytes() {
        return lanes.waitingBytes();
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

    /** The time that a request waits for its answer unless told otherwise. */
    public Duration timeoutOf(SipRequest request) {
        return request.is("INVITE") ? settings.inviteTimeout() : settings.requestTimeout();
    }

    /** Sends a request in a new transaction; Via, Max-Forwards, User-Agent and Content-Length are added here. */
    public ClientTransaction send(SipRequest request, SipPeer peer) {
        return send(request, peer, timeoutOf(request));
    }

    /** The same with a time of its own instead of timer B or F. */
    public ClientTransaction send(SipRequest request, SipPeer peer, Duration timeout) {
        return send(request, peer, timeout, MessageSecurity.NONE);
    }

    /** The same over a hop with security of its own. */
    public ClientTransaction send(SipRequest request, SipPeer peer, Duration timeout, MessageSecurity security) {
        checkThread();
        return start(transactions.stamped(request, peer), peer, timeout, security);
    }

    /**
     * Goes on with the transaction of an INVITE that a former process sent, so that it can be cancelled or its 2xx be
     * acknowledged (RFC 3261 sections 9.1 and 13.2.2.4). Nothing is sent by this.
     *
     * @param sent as it was sent, Via included
     * @param answeredTag the To tag of the 2xx that came to it, if one did
     */
    public ClientTransaction resume(
            SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security) {
        checkThread();
        InviteClientTx transaction = invite(sent, peer, settings.inviteTimeout(), security);
        clientTransactions.add(transaction);
        transaction.resume(answeredTag);
        return transaction;
    }

    /**
     * Goes on with the transaction of an INVITE that a former process received and did not answer, so that it can be refused.
     *
     * @param received as it came, with its Vias
     * @param localTag our To tag, which a provisional response may have told
     */
    public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
        checkThread();
        return uas.resume(received, source, localTag);
    }

    private InviteClientTx invite(SipRequest stamped, SipPeer peer, Duration timeout, MessageSecurity security) {
        return new InviteClientTx(
                transactions,
                stamped,
                peer,
                timeout,
                security,
                cancel -> start(cancel, peer, timeout, security),
                clientTransactions::replace,
                () -> clientTransactions.remove(stamped));
    }

    private ClientTx start(SipRequest stamped, SipPeer peer, Duration timeout, MessageSecurity security) {
        ClientTx transaction = stamped.is("INVITE")
                ? invite(stamped, peer, timeout, security)
                : new NonInviteClientTx(
                        transactions,
                        stamped,
                        peer,
                        timeout,
                        security,
                        clientTransactions::replace,
                        () -> clientTransactions.remove(stamped));
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

    /** Whether some new calls are refused now because the loop is late, messages wait or the heap is nearly full. */
    public boolean isOverloaded() {
        return overload.isOverloaded();
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
            guard.run(
                    SipObserver.UNKNOWN, () -> transaction.abandon(new SipTransportException("endpoint closed", null)));
        }
        for (ServerTx transaction : uas.transactions().all()) {
            guard.run(SipObserver.UNKNOWN, transaction::abandon);
        }
        clientTransactions.forgetAnswered();
        uas.transactions().forgetAnswers();
        overload.stop();
        return transports.close();
    }

    private void onBytes(byte[] bytes, SipPeer source) {
        intake.onBytes(bytes, source);
    }

    /** What was sent over a connection that is gone gets no answer there (RFC 3261 section 17.1.4). */
    private void onClosed(SipPeer peer) {
        if (!transports.isConnected(peer)) {
            var gone = new SipTransportException(peer + ": the connection was closed before the answer", null);
            clientTransactions
                    .over(peer)
                    .forEach(transaction ->
                            guard.run(transactions.domainOf(peer), () -> transaction.onTransportError(gone)));
        }
    }

    private void checkThread() {
        if (!context.inThread()) {
            throw new IllegalStateException("SIP endpoint called off its loop (expected: runOnContext)");
        }
    }
}
