package cascade.gateway;

import cascade.gateway.assembly.DispatchTables;
import cascade.gateway.call.Calls;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.endpoint.SipHandler;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.Optional;

/**
 * Identification of the sender of a request, and its way to the feature it belongs to. A peer is known by its source
 * address and by the id in From, both; strangers get 403, or silence where the configuration says so. What belongs to a
 * call (re-INVITE, BYE, INFO) is found by its dialog, because some platforms write anything into their From. Control loop
 * only.
 */
final class RequestRouter implements SipHandler {

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
     * 3261 section 14</a>); outside, only an upper calls.
     */
    private void onInvite(ServerTransaction transaction) {
        if (transaction.request().inDialog()) {
            whenAddressKnown(transaction, () -> calls.onReInvite(transaction));
        } else {
            onIdentified(transaction);
        }
    }

    private void onIdentified(ServerTransaction transaction) {
        String from = transaction.request().from().uri().user();
        Optional<UpperDomain> upper = domains.upperOf(transaction.source(), from);
        // in a call's dialog a lower speaks as the channel
        Optional<LowerDomain> lower =
                domains.lowerOf(transaction.source(), from).or(() -> calls.lowerOf(transaction));
        if (upper.isEmpty() && lower.isEmpty()) {
            domains.strangers().refuse(transaction);
            return;
        }
        switch (transaction.request().method()) {
            case "INVITE" ->
                upper.ifPresentOrElse(
                        peer -> calls.onInvite(transaction, peer),
                        () -> transaction.refuse(403, "only an upper platform may call"));
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
