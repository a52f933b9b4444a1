package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.message.SipRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Server transactions by their identifiers and by their INVITE's Call-ID: the requests that are being answered, and those
 * whose answer is remembered for the repetitions.
 *
 * <p>A repetition, an ACK or a CANCEL belongs to a transaction of the same <em>domain</em>, from whichever of its hosts and
 * connections it comes; no other peer reaches it. Control loop only.
 */
public final class ServerTransactions {

    /** The answer to a repetition that is to have none. */
    private static final byte[] NOTHING = {};

    private final TransactionContext context;
    private final Map<TransactionKey, List<ServerTx>> byKey = new HashMap<>();
    private final Map<String, List<InviteServerTx>> invitesByCallId = new HashMap<>();
    private final AnsweredRequests answered;
    private final TransactionShares shares = new TransactionShares();

    public ServerTransactions(TransactionContext context) {
        this.context = context;
        this.answered = new AnsweredRequests(context);
    }

    /**
     * Absorbs a request that repeats one we have, and sends what was answered last again.
     *
     * @return whether it was a repetition
     */
    public boolean absorbs(SipRequest request, RequestSource source) {
        Optional<ServerTx> known = find(TransactionKey.ofServer(request), source);
        known.ifPresent(transaction -> transaction.onRepeatedRequest(source));
        return known.isPresent() || repeatsAnswer(request, source);
    }

    private boolean repeatsAnswer(SipRequest request, RequestSource source) {
        Optional<byte[]> bytes = answered.find(request, source);
        bytes.ifPresent(answer -> {
            String domain = context.domainOf(source.peer());
            context.observer().retransmitted(domain, "received");
            if (request.is("INVITE") && source.isUnproven() && answer.length > source.bytes()) {
                context.observer().rejected(SipObserver.UNKNOWN, "amplification");
            } else if (answer.length > 0) {
                context.observer().retransmitted(domain, "response");
                context.transmitAnswer(answer, request, source.peer());
            }
        });
        return bytes.isPresent();
    }

    private Optional<ServerTx> find(TransactionKey key, RequestSource source) {
        for (ServerTx transaction : byKey.getOrDefault(key, List.of())) {
            if (transaction.requestSource().mayBe(source)) {
                return Optional.of(transaction);
            }
        }
        return Optional.empty();
    }

    private Optional<InviteServerTx> findInvite(SipRequest ackOrCancel, RequestSource source) {
        return find(TransactionKey.ofServer(ackOrCancel, "INVITE"), source)
                .filter(InviteServerTx.class::isInstance)
                .map(InviteServerTx.class::cast);
    }

    /**
     * Whether another copy of the INVITE, forked on the way to us, is being answered (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.2.2.2">RFC 3261 section 8.2.2.2</a>). Other methods are
     * not asked: some products repeat Call-ID, tag and CSeq in each of their keepalives.
     */
    public boolean isMerged(SipRequest request) {
        return request.is("INVITE")
                && !request.inDialog()
                && request.from().tag().isPresent()
                && (answered.hasAccepted(request) || hasOngoingCopy(request));
    }

    private boolean hasOngoingCopy(SipRequest invite) {
        return invitesByCallId.getOrDefault(invite.callId(), List.of()).stream()
                .filter(InviteServerTx::isOngoing)
                .map(ServerTx::request)
                .anyMatch(other -> other.cseq().equals(invite.cseq())
                        && other.from().tag().equals(invite.from().tag()));
    }

    /** Whether the source's share, and the whole, have room for one more. */
    public boolean admits(RequestSource source) {
        return shares.admits(source.priority(), source, context.settings());
    }

    /** @param security of the hop on which the request came */
    public ServerTx begin(
            SipRequest request, RequestSource source, ListeningPoint local, String localTag, MessageSecurity security) {
        TransactionKey key = TransactionKey.ofServer(request);
        ServerTx transaction;
        if (request.is("INVITE")) {
            var invite = new InviteServerTx(
                    context, request, source, local, localTag, security, gone -> onInviteGone(key, gone));
            invitesByCallId
                    .computeIfAbsent(request.callId(), id -> new ArrayList<>(1))
                    .add(invite);
            transaction = invite;
        } else {
            transaction = new NonInviteServerTx(
                    context, request, source, local, localTag, security, gone -> onAnswered(key, gone));
        }
        shares.opened(source);
        // nearly always alone: only two peers' own transactions can have the same identifier
        byKey.merge(key, List.of(transaction), ServerTransactions::joined);
        return transaction;
    }

    /** A repetition needs no more than the answer, and over a stream there is none. */
    private void onAnswered(TransactionKey key, ServerTx gone) {
        forget(key, gone);
        if (!gone.isReliable()) {
            gone.finalAnswer().ifPresent(bytes -> answered.remember(key, gone.requestSource(), bytes));
        }
    }

    /** Acknowledged, it has only repetitions to answer; a 2xx is repeated over a stream too, and so is its ACK. */
    private void onInviteGone(TransactionKey key, ServerTx gone) {
        forget(key, gone);
        if (gone instanceof InviteServerTx invite && invite.isConfirmed()) {
            byte[] bytes = invite.finalAnswer().orElse(NOTHING);
            if (invite.isAccepted()) {
                answered.rememberAccepted(key, invite.requestSource(), bytes, invite.localTag());
            } else if (!invite.isReliable()) {
                answered.remember(key, invite.requestSource(), bytes);
            }
        }
    }

    private static List<ServerTx> joined(List<ServerTx> one, List<ServerTx> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private void forget(TransactionKey key, ServerTx gone) {
        byKey.computeIfPresent(key, (same, transactions) -> {
            List<ServerTx> left =
                    transactions.stream().filter(each -> each != gone).toList();
            if (left.size() < transactions.size()) {
                shares.closed(gone.requestSource());
            }
            return left.isEmpty() ? null : left;
        });
        invitesByCallId.computeIfPresent(gone.request().callId(), (id, invites) -> {
            invites.removeIf(invite -> invite == gone);
            return invites.isEmpty() ? null : invites;
        });
    }

    /**
     * The INVITE that an ACK belongs to: by branch where it acknowledges a failure; by Call-ID, CSeq and our tag where it
     * acknowledges a 2xx, or gives itself a branch of its own.
     */
    public Optional<InviteServerTx> ofAck(SipRequest ack, RequestSource source) {
        return findInvite(ack, source).or(() -> {
            List<InviteServerTx> waiting = sameCall(ack, source).stream()
                    .filter(InviteServerTx::awaitsAck)
                    .toList();
            return waiting.stream()
                    .filter(invite -> ack.to().tag().equals(Optional.of(invite.localTag())))
                    .findFirst()
                    .or(() -> waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty());
        });
    }

    /** Whether an ACK that is no transaction's repeats one, or comes late: it needs no answer. */
    public boolean absorbsAck(SipRequest ack, RequestSource source) {
        return answered.absorbsAck(ack, source);
    }

    /** Our tag in the answer to the INVITE that a CANCEL comes too late for, since its 2xx has been acknowledged. */
    public Optional<String> lateCancelTag(SipRequest cancel, RequestSource source) {
        return answered.localTag(cancel, source);
    }

    /** By branch as the RFC says; by Call-ID and CSeq for those who give their CANCEL a branch of its own. */
    public Optional<InviteServerTx> ofCancel(SipRequest cancel, RequestSource source) {
        return findInvite(cancel, source).or(() -> {
            List<InviteServerTx> same = sameCall(cancel, source);
            return same.stream()
                    .filter(invite ->
                            invite.request().from().tag().equals(cancel.from().tag()))
                    .findFirst()
                    .or(() -> same.stream().findFirst());
        });
    }

    private List<InviteServerTx> sameCall(SipRequest request, RequestSource source) {
        return invitesByCallId.getOrDefault(request.callId(), List.of()).stream()
                .filter(invite -> invite.requestSource().mayBe(source)
                        && invite.request().cseq().number() == request.cseq().number())
                .toList();
    }

    public int size() {
        return shares.open();
    }

    /** How many INVITEs can be found by their Call-ID; never more than {@link #size}. */
    public int invites() {
        return invitesByCallId.values().stream().mapToInt(List::size).sum();
    }

    /** Answers that are remembered for repetitions. */
    public int answers() {
        return answered.size();
    }

    /** Forgets them: nobody is answered any more. */
    public void forgetAnswers() {
        answered.clear();
    }

    /** All of them, to be given up. */
    public List<ServerTx> all() {
        return byKey.values().stream().flatMap(List::stream).toList();
    }
}
