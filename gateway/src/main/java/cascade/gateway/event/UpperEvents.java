package cascade.gateway.event;

import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.dispatch.SubscribeResult;
import cascade.gateway.dispatch.UnknownId;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.SubscribeRequest;
import cascade.gateway.subscription.keep.NotifierRecord;
import cascade.gateway.subscription.keep.NotifierSlot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event subscriptions of one upper, by their dialogs: accepted where the upper may know such events, refreshed, ended
 * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.1">RFC 6665 section 4.2.1</a>). Control loop only.
 */
final class UpperEvents {

    private static final Logger LOG = LoggerFactory.getLogger(UpperEvents.class);

    private final UpperDomain upper;
    private final EventContext context;
    private final Runnable onChange;
    private final DialogTable<EventSubscription> subscriptions = new DialogTable<>();
    private boolean endingAll;

    /** @param onChange hears when a subscription came or went */
    UpperEvents(UpperDomain upper, EventContext context, Runnable onChange) {
        this.upper = upper;
        this.context = context;
        this.onChange = onChange;
    }

    boolean owns(ServerTransaction transaction) {
        return known(transaction).isPresent();
    }

    Collection<EventSubscription> all() {
        return subscriptions.owners();
    }

    Stream<EventSubscription> of(EventKind kind) {
        return all().stream().filter(subscription -> subscription.kind() == kind);
    }

    private Optional<EventSubscription> known(ServerTransaction transaction) {
        var subscribe = new SubscribeRequest(transaction);
        return subscriptions.find(transaction).filter(found -> subscribe.isWithin(found.dialog()));
    }

    void onSubscribe(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        Optional<EventSubscription> known = known(transaction);
        if (known.isPresent()) {
            onRefresh(transaction, body, known.get());
        } else if (transaction.request().inDialog()) {
            refuse(transaction, "unknown-subscription", 481, "no such subscription");
        } else {
            onNew(transaction, body);
        }
    }

    private void onRefresh(
            ServerTransaction transaction, Optional<ManscdpMessage> body, EventSubscription subscription) {
        var subscribe = new SubscribeRequest(transaction);
        Duration expires = Duration.ofSeconds(subscribe.expiresSeconds());
        SipResponse.Builder answer = subscribe
                .accepted(upper.link().localContact())
                .toTag(subscription.dialog().localTag().orElse(transaction.localTag()));
        SubscribeResult.add(upper, body, answer);
        subscription.keep(expires).onComplete(kept -> {
            transaction.respond(answer.build());
            if (expires.isZero()) {
                subscription.end();
            } else {
                subscription.lastsFor(expires, context.config().grace());
            }
        });
    }

    private void onNew(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        Optional<EventKind> kind = body.map(ManscdpMessage::cmdType).flatMap(EventKind::of);
        if (kind.isEmpty()) {
            refuse(transaction, "bad-event", 489, "a SUBSCRIBE whose body names no event");
            return;
        }
        DeviceId own = new DeviceId(upper.config().localDeviceId());
        DeviceId target = body.flatMap(ManscdpMessage::target).orElse(own);
        if (!upper.config().permissions().contains(kind.get().permission())) {
            refuse(transaction, "not-permitted", 403, "permission " + kind.get().permission() + " is missing");
        } else if (!target.equals(own)
                && context.catalogs().resolve(upper, target, kind.get().permission()) instanceof Resolution.Unknown) {
            context.observer().rejected(upper.name(), "unknown-channel");
            UnknownId.refuse(transaction, context.catalogs().settling(upper, target), "no such device");
        } else if (subscriptions.size() >= context.config().maxSubscriptions()) {
            refuse(transaction, "event-busy", 503, "too many subscriptions");
        } else {
            accept(transaction, body, kind.get(), target);
        }
    }

    private void refuse(ServerTransaction transaction, String label, int status, String why) {
        context.observer().rejected(upper.name(), label);
        transaction.refuse(status, why);
    }

    private Duration interval(Optional<ManscdpMessage> body) {
        return body.filter(Other.class::isInstance)
                .map(Other.class::cast)
                .flatMap(query -> query.tree().childText("Interval"))
                .flatMap(Positions::seconds)
                .orElse(Positions.DEFAULT_INTERVAL);
    }

    private void accept(ServerTransaction transaction, Optional<ManscdpMessage> body, EventKind kind, DeviceId target) {
        var subscribe = new SubscribeRequest(transaction);
        Duration expires = Duration.ofSeconds(subscribe.expiresSeconds());
        Duration interval = kind == EventKind.POSITION ? interval(body) : Duration.ZERO;
        NotifierSlot slot = slot(kind, target, interval, EventHeader.of(transaction.request()));
        subscribe
                .accept(
                        upper.link().localContact(),
                        upper.name(),
                        answer -> SubscribeResult.add(upper, body, answer),
                        dialog -> slot.put(dialog, expires))
                .onSuccess(accepted -> accepted.ifPresent(dialog -> begin(dialog, kind, slot, expires)));
    }

    private NotifierSlot slot(EventKind kind, DeviceId target, Duration interval, Optional<EventHeader> event) {
        return new NotifierSlot(context.kept(), kind.label(), target.value(), interval, event.map(EventHeader::value));
    }

    private void begin(Dialog dialog, EventKind kind, NotifierSlot slot, Duration expires) {
        serve(dialog, kind, slot, expires);
        LOG.atInfo()
                .addKeyValue("peer", upper.name())
                .addKeyValue("callId", dialog.callId())
                .addKeyValue("event", kind.label())
                .addKeyValue("gbId", slot.target())
                .addKeyValue("expires", expires.toSeconds())
                .log("upper subscribed to an event");
        onChange.run();
    }

    private void serve(Dialog dialog, EventKind kind, NotifierSlot slot, Duration expires) {
        var subscription = new EventSubscription(
                upper,
                dialog,
                slot.event().map(EventHeader::new),
                kind,
                new DeviceId(slot.target()),
                slot.interval(),
                context,
                this::onEnd,
                slot);
        subscriptions.add(dialog, subscription);
        subscription.lastsFor(expires, context.config().grace());
        count(kind);
    }

    /** Takes up the subscriptions that the former process served, where the upper may still know of such events. */
    void restore() {
        for (EventKind kind : EventKind.values()) {
            context.kept().takeNotifiers(upper.name(), List.of(kind.label())).forEach(record -> restore(kind, record));
        }
    }

    private void restore(EventKind kind, NotifierRecord record) {
        Dialog dialog = Dialog.of(record.dialog());
        Duration left = context.kept().left(record);
        NotifierSlot slot = slot(
                kind,
                new DeviceId(record.target()),
                record.interval(),
                record.event().map(EventHeader::new));
        if (left.isPositive() && upper.config().permissions().contains(kind.permission())) {
            serve(dialog, kind, slot, left);
        } else {
            slot.remove(dialog);
        }
    }

    private void onEnd(EventSubscription ended) {
        subscriptions.remove(ended.dialog());
        LOG.atInfo()
                .addKeyValue("peer", upper.name())
                .addKeyValue("callId", ended.dialog().callId())
                .addKeyValue("event", ended.kind().label())
                .log("event subscription of the upper ended");
        count(ended.kind());
        if (!endingAll) {
            onChange.run();
        }
    }

    private void count(EventKind kind) {
        context.meters().subscriptions(upper.name(), kind.label(), (int) of(kind).count());
    }

    /** The upper is gone: it subscribes again when it is back. */
    void clear() {
        endAll(EventSubscription::end);
    }

    /** The upper is served no longer. */
    void terminate() {
        endAll(subscription -> subscription.terminate("noresource"));
    }

    /** The lowers are looked at once, when all have ended. */
    private void endAll(Consumer<EventSubscription> how) {
        endingAll = true;
        List.copyOf(subscriptions.owners()).forEach(how);
        endingAll = false;
        onChange.run();
    }
}
