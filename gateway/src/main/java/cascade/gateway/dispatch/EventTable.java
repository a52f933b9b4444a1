package cascade.gateway.dispatch;

import cascade.gateway.domain.Domain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Event packages of one role. A request goes to the package that its dialog belongs to, else to the one that its Event or
 * body means; a NOTIFY of nobody's gets 481, a SUBSCRIBE 489 with the packages that there are
 * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.1.1">RFC 6665 section 4.2.1.1</a>). Control loop
 * only.
 *
 * @param <D> role of the senders
 */
public final class EventTable<D extends Domain> {

    private final List<EventPackage<D>> packages;
    private final SipObserver observer;

    /** @param observer counts what is refused */
    public EventTable(List<EventPackage<D>> packages, SipObserver observer) {
        this.packages = List.copyOf(packages);
        this.observer = observer;
    }

    /** Hands the request to its package, or refuses it. */
    public void dispatch(ServerTransaction transaction, D sender, Optional<ManscdpMessage> body) {
        Optional<EventHeader> event = EventHeader.of(transaction.request());
        packages.stream()
                .filter(candidate -> candidate.owns(transaction, sender))
                .findFirst()
                .or(() -> packages.stream()
                        .filter(candidate -> candidate.isMeantBy(event, body))
                        .findFirst())
                .ifPresentOrElse(
                        found -> found.onRequest(transaction, sender, body), () -> refuse(transaction, sender));
    }

    private void refuse(ServerTransaction transaction, D sender) {
        boolean notify = transaction.request().method().equals("NOTIFY");
        if (notify || transaction.request().inDialog()) {
            observer.rejected(sender.name(), "unknown-subscription");
            transaction.refuse(481, "no such subscription");
            return;
        }
        observer.rejected(sender.name(), "bad-event");
        String served = packages.stream().map(EventPackage::name).collect(Collectors.joining(", "));
        transaction.respond(transaction
                .refusal(489, "subscriptions are served to: " + served)
                .header("Allow-Events", served)
                .build());
    }
}
