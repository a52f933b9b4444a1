package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pending client transactions, found by the response to them: by the branch of its Via (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.1.3">RFC 3261 section 17.1.3</a>), or, where a product
 * leaves the Via out, by Call-ID, CSeq and From tag together with the peer. Control loop only.
 */
public final class ClientTransactions {

    /** What is left of a request in a response without a Via. */
    private record Identity(String callId, String cseq, String fromTag) {
        static Identity of(SipMessage message) {
            return new Identity(
                    message.callId(),
                    message.cseq().toString(),
                    message.from().tag().orElse(""));
        }
    }

    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** Names of a transaction that was answered. */
    private record Answered(TransactionKey key, Identity identity, ResponseTarget target) {}

    private final TransactionContext context;
    private final Map<TransactionKey, ResponseTarget> byBranch = new HashMap<>();
    private final Map<Identity, ResponseTarget> byIdentity = new HashMap<>();
    private final Map<SipPeer, Set<ClientTx>> byConnection = new HashMap<>();

    private final RememberedAnswers<Answered> accepted = new RememberedAnswers<>(this::forget);
    private final RememberedAnswers<Answered> answered = new RememberedAnswers<>(this::forget);
    private Optional<Runnable> sweep = Optional.empty();

    public ClientTransactions(TransactionContext context) {
        this.context = context;
    }

    public void add(ClientTx transaction) {
        byBranch.put(TransactionKey.ofClient(transaction.request()), transaction);
        byIdentity.put(Identity.of(transaction.request()), transaction);
        if (transaction.isReliable()) {
            byConnection
                    .computeIfAbsent(transaction.peer(), peer -> new LinkedHashSet<>())
                    .add(transaction);
        }
    }

    public void remove(SipRequest request) {
        if (byBranch.remove(TransactionKey.ofClient(request)) instanceof ClientTx gone) {
            byIdentity.remove(Identity.of(request), gone);
            forgetConnection(gone);
        }
    }

    private void forgetConnection(ClientTx gone) {
        byConnection.computeIfPresent(gone.peer(), (peer, pending) -> {
            pending.remove(gone);
            return pending.isEmpty() ? null : pending;
        });
    }

    /**
     * What is left of an acknowledged INVITE takes its place until timer M. They are not counted as transactions; there are
     * as many of them as there may be transactions, and the oldest goes first.
     */
    public void replace(AcceptedInvite invite) {
        TransactionKey key = TransactionKey.ofClient(invite.request());
        if (byBranch.get(key) instanceof ClientTx whole) {
            forgetConnection(whole);
            remember(
                    new Answered(key, Identity.of(invite.request()), invite),
                    accepted,
                    context.settings().repetition());
        }
    }

    /** The same of another request that was answered over UDP, until timer K. */
    public void replace(NonInviteClientTx whole) {
        TransactionKey key = TransactionKey.ofClient(whole.request());
        if (byBranch.get(key) == whole) {
            var left = new AnsweredClientTx(context, whole.peer());
            remember(
                    new Answered(key, Identity.of(whole.request()), left),
                    answered,
                    context.settings().t4());
        }
    }

    private void remember(Answered transaction, RememberedAnswers<Answered> among, Duration lifetime) {
        byBranch.put(transaction.key(), transaction.target());
        byIdentity.put(transaction.identity(), transaction.target());
        among.add(
                transaction,
                context.nanoTime() + lifetime.toNanos(),
                context.settings().maxClientTransactions());
        if (sweep.isEmpty()) {
            sweep = Optional.of(context.timers().every(SWEEP, this::forgetExpired));
        }
    }

    private void forget(Answered gone) {
        byBranch.remove(gone.key(), gone.target());
        byIdentity.remove(gone.identity(), gone.target());
    }

    private void forgetExpired() {
        accepted.forgetExpired(context.nanoTime());
        answered.forgetExpired(context.nanoTime());
        stopSweeping();
    }

    private void stopSweeping() {
        if (accepted.isEmpty() && answered.isEmpty()) {
            sweep.ifPresent(Runnable::run);
            sweep = Optional.empty();
        }
    }

    /** Forgets what was answered: nothing is acknowledged any more. */
    public void forgetAnswered() {
        accepted.forgetAll();
        answered.forgetAll();
        stopSweeping();
    }

    /** The transaction that a response from {@code source} belongs to; empty when it is nobody's. */
    public Optional<ResponseTarget> of(SipResponse response, SipPeer source) {
        return switch (response.vias().size()) {
            case 0 ->
                Optional.ofNullable(byIdentity.get(Identity.of(response)))
                        .filter(transaction -> isSamePeer(transaction.peer(), source));
            case 1 -> Optional.ofNullable(byBranch.get(TransactionKey.ofClient(response)));
            // a response with Vias of others was meant to go on to them
            default -> Optional.empty();
        };
    }

    /** A guessed Call-ID must not be worth anything: there is no branch here that proves the sender. */
    private boolean isSamePeer(SipPeer asked, SipPeer source) {
        String domain = context.domainOf(source);
        return asked.host().equals(source.host())
                || (!domain.equals(SipObserver.UNKNOWN) && domain.equals(context.domainOf(asked)));
    }

    /** Those that were sent over the TCP connection to that address. */
    public List<ClientTx> over(SipPeer peer) {
        return List.copyOf(byConnection.getOrDefault(peer, Set.of()));
    }

    /** Those that await an answer or its ACK. */
    public int size() {
        return byBranch.size() - accepted.size() - answered.size();
    }

    /** All of them, to be given up. */
    public List<ClientTx> all() {
        return byBranch.values().stream()
                .filter(ClientTx.class::isInstance)
                .map(ClientTx.class::cast)
                .toList();
    }
}
