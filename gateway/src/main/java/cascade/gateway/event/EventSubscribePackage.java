package cascade.gateway.event;

import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.Optional;
import java.util.function.Function;

/** Event package presence in SUBSCRIBEs of uppers: alarms and positions, which the body tells apart. Control loop only. */
record EventSubscribePackage(Function<UpperDomain, UpperEvents> events) implements EventPackage<UpperDomain> {

    @Override
    public String name() {
        return EventHeader.PRESENCE;
    }

    @Override
    public boolean owns(ServerTransaction transaction, UpperDomain sender) {
        return events.apply(sender).owns(transaction);
    }

    @Override
    public boolean isMeantBy(Optional<EventHeader> event, Optional<ManscdpMessage> body) {
        return body.map(ManscdpMessage::cmdType).flatMap(EventKind::of).isPresent();
    }

    @Override
    public void onRequest(ServerTransaction transaction, UpperDomain sender, Optional<ManscdpMessage> body) {
        events.apply(sender).onSubscribe(transaction, body);
    }
}
