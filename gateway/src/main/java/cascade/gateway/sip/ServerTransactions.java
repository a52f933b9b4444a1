package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that are being answered, and those whose answer is remembered for the repetitions: how a request, an ACK or
 * a CANCEL finds its transaction. Control loop only.
 */
final class ServerTransactions {

    private final TransactionContext context;
    private final Map<TransactionKey, ServerTx> byKey = new HashMap<>();
    private final Map<String, List<InviteServerTx>> invitesByCallId = new HashMap<>();

    ServerTransactions(TransactionContext context) {
        this.context = context;
    }

    /** The transaction that a request repeats. */
    Optional<ServerTx> find(SipRequest request, SipPeer source) {
        return Optional.ofNullable(byKey.get(TransactionKey.ofServer(request, source)));
    }

    /** Whether there is room for one more; the last tenth is kept for requests that end something. */
    boolean admits(SipRequest request) {
        int most = context.settings().maxServerTransactions();
        boolean ends = request.is("BYE") || request.is("CANCEL");
        return byKey.size() < (ends ? most : most - most / 10);
    }

    ServerTx begin(SipRequest request, SipPeer source, ListeningPoint local, String localTag) {
        TransactionKey key = TransactionKey.ofServer(request, source);
        ServerTx transaction;
        if (request.is("INVITE")) {
            var invite = new InviteServerTx(context, request, source, local, localTag, gone -> forget(key, gone));
            invitesByCallId
                    .computeIfAbsent(request.callId(), id -> new ArrayList<>(1))
                    .add(invite);
            transaction = invite;
        } else {
            transaction = new NonInviteServerTx(context, request, source, local, localTag, gone -> forget(key, gone));
        }
        byKey.put(key, transaction);
        return transaction;
    }

    private void forget(TransactionKey key, ServerTx gone) {
        byKey.remove(key, gone);
        invitesByCallId.computeIfPresent(gone.request().callId(), (id, invites) -> {
            invites.removeIf(invite -> invite == gone);
            return invites.isEmpty() ? null : invites;
        });
    }

    /**
     * The INVITE that an ACK belongs to: by branch where it acknowledges a failure; by Call-ID, CSeq and our tag where it
     * acknowledges a 2xx, or gives itself a branch of its own.
     */
    Optional<InviteServerTx> ofAck(SipRequest ack, SipPeer source) {
        if (byKey.get(TransactionKey.ofServer(ack, source, "INVITE")) instanceof InviteServerTx invite) {
            return Optional.of(invite);
        }
        List<InviteServerTx> waiting =
                sameCall(ack, source).stream().filter(InviteServerTx::awaitsAck).toList();
        return waiting.stream()
                .filter(invite -> ack.to().tag().equals(Optional.of(invite.localTag())))
                .findFirst()
                .or(() -> waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty());
    }

    /** By branch as the RFC says; by Call-ID and CSeq for those who give their CANCEL a branch of its own. */
    Optional<InviteServerTx> ofCancel(SipRequest cancel, SipPeer source) {
        if (byKey.get(TransactionKey.ofServer(cancel, source, "INVITE")) instanceof InviteServerTx invite) {
            return Optional.of(invite);
        }
        return sameCall(cancel, source).stream().findFirst();
    }

    private List<InviteServerTx> sameCall(SipRequest request, SipPeer source) {
        return invitesByCallId.getOrDefault(request.callId(), List.of()).stream()
                .filter(invite -> invite.source().host().equals(source.host())
                        && invite.request().cseq().number() == request.cseq().number())
                .toList();
    }

    int size() {
        return byKey.size();
    }

    /** How many INVITEs can be found by their Call-ID; never more than {@link #size}. */
    int invites() {
        return invitesByCallId.values().stream().mapToInt(List::size).sum();
    }

    /** All of them, to be given up. */
    List<ServerTx> all() {
        return List.copyOf(byKey.values());
    }
}
