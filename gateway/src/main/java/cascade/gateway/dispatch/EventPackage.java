package cascade.gateway.dispatch;

import cascade.gateway.domain.Domain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.Optional;

/**
 * Event package as one feature serves it: SUBSCRIBEs of uppers, or NOTIFYs of lowers
 * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-7.2">RFC 6665 section 7.2</a>). Control loop only.
 *
 * @param <D> role of the senders
 */
public interface EventPackage<D extends Domain> {

    /** Its name, for Allow-Events. */
    String name();

    /** Whether the request belongs to a subscription of this package by its dialog. */
    boolean owns(ServerTransaction transaction, D sender);

    /** Whether Event and body mean this package; platforms name it by either. */
    boolean isMeantBy(Optional<EventHeader> event, Optional<ManscdpMessage> body);

    /** Answers the request exactly once. */
    void onRequest(ServerTransaction transaction, D sender, Optional<ManscdpMessage> body);
}
