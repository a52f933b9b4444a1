package cascade.gateway.event;

import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.Optional;

/** Event package presence in NOTIFYs of lowers; some send them in a dialog of their own. Control loop only. */
record EventNotifyPackage(Events events) implements EventPackage<LowerDomain> {

    @Override
    public String name() {
        return EventHeader.PRESENCE;
    }

    @Override
    public boolean owns(ServerTransaction transaction, LowerDomain sender) {
        return events.owner(sender, transaction).isPresent();
    }

    @Override
    public boolean isMeantBy(Optional<EventHeader> event, Optional<ManscdpMessage> body) {
        return body.map(ManscdpMessage::cmdType).flatMap(EventKind::of).isPresent();
    }

    @Override
    public void onRequest(ServerTransaction transaction, LowerDomain sender, Optional<ManscdpMessage> body) {
        events.onNotify(transaction, sender, body);
    }
}
