package cascade.gateway.sip.endpoint;

import cascade.address.IpText;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.InviteServerTx;
import cascade.gateway.sip.transaction.MessagePriority;
import cascade.gateway.sip.transaction.RequestSource;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.sip.transaction.ServerTransactions;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.sip.transport.Transports;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * UAS core (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.2">RFC 3261 section 8.2</a>): a request to the
 * transaction that it repeats, acknowledges or cancels, else to the handler in one of its own, where there is room for it.
 * Control loop only.
 */
final class UasDispatch {

    private final EndpointContext context;
    private final Transports transports;
    private final Tokens tokens;
    private final BooleanSupplier admitsCall;
    private final Guard guard;
    private final Disbelief disbelief;
    private final ServerTransactions transactions;
    private SipHandler handler =
            transaction -> transaction.respond(transaction.answer(503).build());

    UasDispatch(
            EndpointContext context,
            Transports transports,
            Tokens tokens,
            BooleanSupplier admitsCall,
            Guard guard,
            Disbelief disbelief) {
        this.context = context;
        this.transports = transports;
        this.tokens = tokens;
        this.admitsCall = admitsCall;
        this.guard = guard;
        this.disbelief = disbelief;
        this.transactions = new ServerTransactions(context);
    }

    void handler(SipHandler newHandler) {
        handler = newHandler;
    }

    ServerTransactions transactions() {
        return transactions;
    }

    private boolean mayAnswer(RequestSource source) {
        return source.isKnown() || !context.settings().dropUnknownSources();
    }

    private SipObserver observer() {
        return context.observer();
    }

    void onRequest(SipRequest received, RequestSource source, String label) {
        observer().received(label, received.method(), "");
        SipRequest request = withSource(received, source.peer());
        if (request.is("ACK")) {
            onAck(request, source, label);
            return;
        }
        if (transactions.absorbs(request, source)) {
            return;
        }
        if (request.is("CANCEL")) {
            onCancel(request, source, label);
        } else {
            onNewRequest(request, source, label);
        }
    }

    private void onAck(SipRequest ack, RequestSource source, String label) {
        Optional<InviteServerTx> invite = transactions.ofAck(ack, source);
        if (invite.isPresent()) {
            Optional<String> objection = invite.get().security().objection(ack);
            objection.ifPresentOrElse(
                    why -> disbelief.note(ack, source.peer(), label, why),
                    () -> invite.get().onAck(ack));
        } else if (!transactions.absorbsAck(ack, source)) {
            observer().rejected(label, "stray-ack");
        }
    }

    /** Notes in the topmost Via where the request really came from (RFC 3261 section 18.2.1, RFC 3581 section 4). */
    private static SipRequest withSource(SipRequest request, SipPeer source) {
        Via via = request.topVia();
        if (!via.hasRport() && IpText.parseUriHost(via.host()).equals(Optional.of(source.host()))) {
            return request;
        }
        // without brackets: RFC 3261 section 25.1, via-received
        Via seen = via.with("received", IpText.of(source.host()));
        if (via.hasRport()) {
            seen = seen.with("rport", Integer.toString(source.address().getPort()));
        }
        var vias = new ArrayList<>(request.vias());
        vias.set(0, seen);
        return request.toBuilder().vias(vias).build();
    }

    private void onCancel(SipRequest cancel, RequestSource source, String label) {
        Optional<InviteServerTx> invite = transactions.ofCancel(cancel, source);
        if (invite.isPresent()) {
            MessageSecurity security = invite.get().security();
            Optional<String> objection = security.objection(cancel);
            if (objection.isPresent()) {
                disbelief.note(cancel, source.peer(), label, objection.get());
                answer(forbidden(cancel, source, objection.get()), cancel, source, MessageSecurity.NONE);
                return;
            }
            answer(SipResponse.to(cancel, 200).toTag(invite.get().localTag()).build(), cancel, source, security);
            invite.get().cancelled(cancel);
            return;
        }
        Optional<String> late = transactions.lateCancelTag(cancel, source);
        if (late.isPresent()) {
            answer(SipResponse.to(cancel, 200).toTag(late.get()).build(), cancel, source, securityOf(cancel, source));
            return;
        }
        observer().rejected(label, "stray-cancel");
        if (mayAnswer(source)) {
            answer(
                    SipResponse.to(cancel, 481).toTag(tokens.next()).build(),
                    cancel,
                    source,
                    securityOf(cancel, source));
        }
    }

    private MessageSecurity securityOf(SipRequest request, RequestSource source) {
        return handler.securityOf(request, source.peer(), source.domains());
    }

    /** Not sealed: a digest over what somebody else has chosen would be one that he could use. */
    private SipResponse forbidden(SipRequest request, RequestSource source, String why) {
        String authority = transports.point(source.peer().network()).authority();
        return SipResponse.to(request, 403)
                .toTag(tokens.next())
                .warning(ServerTransaction.MISCELLANEOUS_WARNING, authority, why)
                .build();
    }

    private void onNewRequest(SipRequest request, RequestSource source, String label) {
        MessageSecurity security = securityOf(request, source);
        Optional<String> objection = security.objection(request);
        if (objection.isPresent()) {
            disbelief.note(request, source.peer(), label, objection.get());
            if (mayAnswer(source)) {
                answer(forbidden(request, source, objection.get()), request, source, MessageSecurity.NONE);
            }
            handler.onRefused(request, source.peer(), mayAnswer(source) ? 403 : 0, Disbelief.LABEL);
            return;
        }
        Optional<Shortage> shortage = shortageFor(request, source);
        if (shortage.isPresent()) {
            boolean isAnswered = mayAnswer(source) && !comesAgain(source);
            observer().rejected(label, shortage.get().label);
            if (isAnswered) {
                answer(unavailable(request), request, source, security);
            }
            handler.onRefused(request, source.peer(), isAnswered ? 503 : 0, shortage.get().label);
            return;
        }
        Optional<SipResponse> refusal =
                refusal(request).map(refused -> refused.toTag(tokens.next()).build());
        if (refusal.isPresent()) {
            observer().rejected(label, "status-" + refusal.get().status());
            if (mayAnswer(source)) {
                answer(refusal.get(), request, source, security);
            }
            int status = refusal.get().status();
            handler.onRefused(request, source.peer(), mayAnswer(source) ? status : 0, "status-" + status);
            return;
        }
        ServerTx transaction = begin(request, source, tokens.next(), security);
        try {
            handler.onRequest(transaction);
        } catch (RuntimeException fault) {
            guard.failed(
                    label,
                    fault,
                    "request handler failed",
                    line -> line.addKeyValue("method", request.method()).addKeyValue("callId", request.callId()));
            transaction.respond(transaction.answer(500).build());
        }
    }

    /** Something that a new request needs and that is not there. */
    private enum Shortage {
        ROOM("server-transaction-limit"),
        OVERLOAD("overload");

        private final String label;

        Shortage(String label) {
            this.label = label;
        }
    }

    private Optional<Shortage> shortageFor(SipRequest request, RequestSource source) {
        if (!transactions.admits(source)) {
            return Optional.of(Shortage.ROOM);
        }
        boolean newCall = request.is("INVITE") && !request.inDialog();
        return newCall && !admitsCall.getAsBoolean() ? Optional.of(Shortage.OVERLOAD) : Optional.empty();
    }

    /**
     * Whether the request is repeated where it is not answered. A 503 would lose what a notification of a known peer says,
     * since hardly any product sends it once more.
     */
    private static boolean comesAgain(RequestSource source) {
        return source.isKnown() && !source.peer().transport().isReliable() && source.priority() != MessagePriority.CALL;
    }

    private SipResponse unavailable(SipRequest request) {
        int least = Math.toIntExact(Math.max(1, context.settings().t2().toSeconds()));
        return SipResponse.to(request, 503)
                .header("Retry-After", Integer.toString(tokens.spread(least)))
                .toTag(tokens.next())
                .build();
    }

    private Optional<SipResponse.Builder> refusal(SipRequest request) {
        return transactions.isMerged(request)
                ? Optional.of(SipResponse.to(request, 482))
                : RequestCheck.refusal(request);
    }

    /** The transaction of an INVITE that a former process did not answer; its source is as good as it was then. */
    ServerTx resume(SipRequest invite, SipPeer from, String localTag) {
        var source = new RequestSource(from, context.domainsOf(from), Integer.MAX_VALUE, MessagePriority.CALL);
        return begin(invite, source, localTag, securityOf(invite, source));
    }

    private ServerTx begin(SipRequest request, RequestSource source, String localTag, MessageSecurity security) {
        return transactions.begin(
                request, source, transports.point(source.peer().network()), localTag, security);
    }

    /** In a transaction of its own where there is room for one, else just once. */
    private void answer(SipResponse response, SipRequest request, RequestSource source, MessageSecurity security) {
        if (transactions.admits(source)) {
            begin(request, source, response.to().tag().orElseThrow(), security).respond(response);
            return;
        }
        byte[] bytes = SipWriter.write(security.sealed(response));
        if (!source.isUnproven() || bytes.length <= source.bytes()) {
            observer().sent(context.domainOf(source.peer()), request.method(), Integer.toString(response.status()));
            context.transmitAnswer(bytes, request, source.peer());
        }
    }
}
