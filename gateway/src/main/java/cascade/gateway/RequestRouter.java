package cascade.gateway;

import cascade.gateway.assembly.DispatchTables;
import cascade.gateway.call.Calls;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.endpoint.SipHandler;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.CallCause;
import java.util.Optional;
import java.util.Set;

/**
 * Identification of the sender of a request, and its way to the feature it belongs to. A peer is known by its source
 * address and by the id in From, both; strangers get 403, or silence where the configuration says so. What belongs to a
 * call (re-INVITE, BYE, INFO) is found by its dialog, because some platforms write anything into their From. Control loop
 * only.
 */
final class RequestRouter implements SipHandler {

    private static final String ONLY_UPPERS_CALL = "only an upper platform may call";

    private final Domains domains;
    private final DispatchTables tables;
    private final Calls calls;
    private final PeerBodies bodies;

    RequestRouter(Domains domains, DispatchTables tables, Calls calls, PeerBodies bodies) {
        this.domains = domains;
        this.tables = tables;
        this.calls = calls;
        this.bodies = bodies;
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        switch (transaction.request().method()) {
            case "REGISTER" -> domains.registrar().onRegister(transaction);
            case "INVITE" -> onInvite(transaction);
            case "BYE" -> whenAddressKnown(transaction, () -> calls.onBye(transaction));
            case "INFO" -> whenAddressKnown(transaction, () -> calls.onInfo(transaction));
            case "OPTIONS" -> whenAddressKnown(transaction, () -> onOptions(transaction));
            default -> onIdentified(transaction);
        }
    }

    /**
     * Inside a dialog either side may send one (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-14">RFC
     * 3261 section 14</a>); outside, an upper calls, and a lower for a voice that was announced to it.
     */
    private void onInvite(ServerTransaction transaction) {
        if (transaction.request().inDialog()) {
            whenAddressKnown(transaction, () -> calls.onReInvite(transaction));
        } else {
            onIdentified(transaction);
        }
    }

    @Override
    public void onRefused(SipRequest request, SipPeer source, int status, String why) {
        CallCause cause = switch (status) {
            case 403 -> CallCause.NOT_PERMITTED;
            case 503 -> CallCause.LIMIT;
            default -> CallCause.BAD_OFFER;
        };
        turnedAway(request, source, status, cause, why);
    }

    /** Of a call's dialog by that, since in it platforms write anything into their From; else by the id there. */
    @Override
    public MessageSecurity securityOf(SipRequest request, SipPeer source, Set<String> atSource) {
        Optional<Domain> ofDialog =
                request.inDialog() ? calls.domainOf(request, atSource).flatMap(domains::domain) : Optional.empty();
        return ofDialog.map(Domain::security)
                .orElseGet(() -> domains.securityOf(source, request.from().uri().user()));
    }

    /** Each INVITE is a call that can be asked for afterwards, whoever sent it and however little of it was looked at. */
    private void turnedAway(SipRequest request, SipPeer source, int status, CallCause cause, String why) {
        if (request.is("INVITE") && !request.inDialog()) {
            String domain = domains.names().domainOf(source).orElse(SipObserver.UNKNOWN);
            calls.onTurnedAway(request, domain, new CallRejection(status, cause, why));
        }
    }

    private void onIdentified(ServerTransaction transaction) {
        String from = transaction.request().from().uri().user();
        Optional<UpperDomain> upper = domains.upperOf(transaction.source(), from);
        // in a call's dialog a lower speaks as the channel
        Optional<LowerDomain> lower =
                domains.lowerOf(transaction.source(), from).or(() -> calls.lowerOf(transaction));
        if (upper.isEmpty() && lower.isEmpty()) {
            String why = domains.strangers().refuse(transaction);
            turnedAway(
                    transaction.request(),
                    transaction.source(),
                    transaction.isAnswered() ? 403 : 0,
                    CallCause.NOT_PERMITTED,
                    why);
            return;
        }
        switch (transaction.request().method()) {
            case "INVITE" -> onCall(transaction, upper);
            case "SUBSCRIBE" ->
                upper.ifPresentOrElse(
                        peer -> bodies.read(
                                transaction, peer, body -> tables.subscribes().dispatch(transaction, peer, body)),
                        () -> transaction.refuse(403, "only an upper platform may subscribe"));
            case "NOTIFY" ->
                lower.ifPresentOrElse(
                        peer -> bodies.read(
                                transaction, peer, body -> tables.notifies().dispatch(transaction, peer, body)),
                        () -> transaction.refuse(403, "only a lower platform may notify"));
            case "MESSAGE" ->
                onMessage(transaction, upper.<Domain>map(peer -> peer).orElseGet(lower::orElseThrow));
            default -> transaction.refuse(405, "not served");
        }
    }

    /** A call of an upper; or of a lower, for a voice that was announced to it. */
    private void onCall(ServerTransaction transaction, Optional<UpperDomain> upper) {
        if (upper.isPresent()) {
            // before the broadcasts: an upper may be at the address of a lower, and name the channel it broadcasts to
            calls.onInvite(transaction, upper.get());
        } else if (!calls.broadcasts().onInvite(transaction)) {
            transaction.refuse(403, ONLY_UPPERS_CALL);
            turnedAway(transaction.request(), transaction.source(), 403, CallCause.NOT_PERMITTED, ONLY_UPPERS_CALL);
        }
    }

    private void onMessage(ServerTransaction transaction, Domain sender) {
        bodies.read(
                transaction,
                sender,
                body -> body.ifPresentOrElse(
                        message -> onMessage(transaction, sender, message),
                        () -> transaction.refuse(400, "a MESSAGE without a body")));
    }

    private void onMessage(ServerTransaction transaction, Domain sender, ManscdpMessage message) {
        switch (sender) {
            case UpperDomain upper -> tables.upperMessages().dispatch(transaction, upper, message);
            case LowerDomain lower
            when !lower.isOnline() && !(message instanceof Keepalive) ->
                transaction.refuse(403, lower.name() + " is not registered");
            case LowerDomain lower -> tables.lowerMessages().dispatch(transaction, lower, message);
        }
    }

    /**
     * Some uppers ask now and then whether we are there (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-11">RFC 3261 section 11</a>).
     */
    private static void onOptions(ServerTransaction transaction) {
        transaction.respond(transaction
                .answer(200)
                .header("Allow", SipEndpoint.allow())
                .header("Accept", "application/sdp, application/MANSCDP+xml")
                .build());
    }

    private void whenAddressKnown(ServerTransaction transaction, Runnable known) {
        if (domains.names().domainOf(transaction.source()).isPresent()) {
            known.run();
        } else {
            domains.strangers().refuse(transaction);
        }
    }
}
