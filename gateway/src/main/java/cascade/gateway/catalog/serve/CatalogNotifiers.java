package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.catalog.share.SharedChanges;
import cascade.gateway.dispatch.SubscribeResult;
import cascade.gateway.dispatch.UnknownId;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.SubscribeRequest;
import cascade.gateway.subscription.keep.NotifierRecord;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Turns;
import cascade.monitoring.CatalogResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalog subscriptions of one upper, by their dialogs, and the changes that they are told of: gathered for a moment,
 * then sent to each whose scope they fall into. GB/T 28181-2016 9.11.3, GB/T 28181-2022 annex N. Control loop only.
 */
final class CatalogNotifiers {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogNotifiers.class);

    /** Some milliseconds' work. */
    private static final int CHANGES_PER_TURN = 2_000;

    private final UpperDomain upper;
    private final Supplier<ShareView> view;
    private final Supplier<ShareView> settledView;
    private final BooleanSupplier answering;
    private final Settling settling;
    private final CatalogContext shared;
    private final CatalogProblems problems;
    private final Duration grace;
    private final Timer telling;
    private final Turns turns;
    private final DialogTable<CatalogNotifier> subscriptions = new DialogTable<>();
    private final OwedChanges owed;

    /**
     * @param view as it stands, which a reload changes
     * @param settledView the same, once a reload that is under way has changed it
     * @param answering whether an answer to a query is under way
     * @param grace how long a SUBSCRIBE may be on its way
     */
    CatalogNotifiers(
            UpperDomain upper,
            Supplier<ShareView> view,
            Supplier<ShareView> settledView,
            BooleanSupplier answering,
            Settling settling,
            CatalogContext shared,
            Duration grace) {
        this.upper = upper;
        this.view = view;
        this.settledView = settledView;
        this.answering = answering;
        this.settling = settling;
        this.shared = shared;
        this.problems = shared.problems();
        this.grace = grace;
        this.telling = shared.timer();
        this.turns = Turns.of(shared.timers());
        this.owed = new OwedChanges(shared);
    }

    void onSubscribe(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        Optional<CatalogNotifier> known = known(transaction);
        if (known.isPresent()) {
            onRefresh(transaction, body, known.get());
        } else if (transaction.request().inDialog()) {
            problems.note(upper.name(), CatalogProblem.UNKNOWN_SUBSCRIPTION, "SUBSCRIBE in a dialog that is not there");
            transaction.refuse(481, "no such subscription");
        } else {
            onNew(transaction, body);
        }
    }

    /** Whether a SUBSCRIBE refreshes or ends a subscription that is there. */
    boolean owns(ServerTransaction transaction) {
        return known(transaction).isPresent();
    }

    private Optional<CatalogNotifier> known(ServerTransaction transaction) {
        var subscribe = new SubscribeRequest(transaction);
        return subscriptions.find(transaction).filter(found -> subscribe.isWithin(found.dialog()));
    }

    private void onRefresh(ServerTransaction transaction, Optional<ManscdpMessage> body, CatalogNotifier subscription) {
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
                subscription.lastsFor(expires, grace);
            }
        });
    }

    private void onNew(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        DeviceId scope = body.map(query -> ((CatalogQuery) query).deviceId())
                .orElse(new DeviceId(upper.config().localDeviceId()));
        if (!view.get().shows(scope)) {
            problems.note(upper.name(), CatalogProblem.UNKNOWN_CHANNEL, "SUBSCRIBE to an id that is not shown");
            UnknownId.refuse(transaction, settling.left(scope), "no such catalog node");
        } else if (isFull() && to(scope).isEmpty()) {
            problems.note(upper.name(), CatalogProblem.TOO_BUSY, "SUBSCRIBE beyond the number of subscriptions");
            transaction.respond(transaction
                    .refusal(503, "too many subscriptions")
                    .header("Retry-After", Long.toString(shared.config().retry().toSeconds()))
                    .build());
        } else {
            accept(transaction, body, scope);
        }
    }

    private boolean isFull() {
        return subscriptions.size() >= shared.config().maxSubscriptions();
    }

    private Optional<CatalogNotifier> to(DeviceId scope) {
        return subscriptions.owners().stream()
                .filter(subscription -> subscription.scope().equals(scope))
                .findFirst();
    }

    private void accept(ServerTransaction transaction, Optional<ManscdpMessage> body, DeviceId scope) {
        Optional<EventHeader> event = EventHeader.of(transaction.request());
        var subscribe = new SubscribeRequest(transaction);
        Duration expires = Duration.ofSeconds(subscribe.expiresSeconds());
        NotifierSlot slot = slot(scope, event);
        subscribe
                .accept(
                        upper.link().localContact(),
                        upper.name(),
                        answer -> SubscribeResult.add(upper, body, answer),
                        dialog -> slot.put(dialog, expires))
                .onSuccess(accepted -> accepted.ifPresent(dialog -> begin(dialog, event, scope, expires)));
    }

    private NotifierSlot slot(DeviceId scope, Optional<EventHeader> event) {
        return new NotifierSlot(
                shared.kept(), EventHeader.CATALOG, scope.value(), Duration.ZERO, event.map(EventHeader::value));
    }

    /**
     * Takes up the subscriptions that the former process served: the upper knows what it was told then, and is told what
     * changes from now on, when it is online. A NOTIFY that it does not take ends one, as ever.
     */
    void restore() {
        for (NotifierRecord record : shared.kept().takeNotifiers(upper.name(), List.of(EventHeader.CATALOG))) {
            Duration left = shared.kept().left(record);
            Dialog dialog = Dialog.of(record.dialog());
            var scope = new DeviceId(record.target());
            Optional<EventHeader> event = record.event().map(EventHeader::new);
            if (left.isPositive()) {
                CatalogNotifier subscription = serve(dialog, event, scope, left);
                subscription.begin(owed.take(scope), false);
                subscription.pause();
            } else {
                slot(scope, event).remove(dialog);
            }
        }
    }

    private CatalogNotifier serve(Dialog dialog, Optional<EventHeader> event, DeviceId scope, Duration expires) {
        var subscription = new CatalogNotifier(upper, dialog, event, scope, shared, this::onEnd, slot(scope, event));
        subscriptions.add(dialog, subscription);
        count();
        subscription.lastsFor(expires, grace);
        return subscription;
    }

    private void begin(Dialog dialog, Optional<EventHeader> event, DeviceId scope, Duration expires) {
        CatalogNotifier subscription = serve(dialog, event, scope, expires);
        LOG.atInfo()
                .addKeyValue("peer", upper.name())
                .addKeyValue("callId", dialog.callId())
                .addKeyValue("gbId", scope)
                .addKeyValue("expires", expires.toSeconds())
                .log("upper subscribed to the catalog");
        // the others are told first what changed before; the new one is told how things are
        afterChanges(() -> {
            if (subscription.isEnded()) {
                return;
            }
            // an upper that subscribes to the same id in another dialog has forgotten the first: it restarted, or never
            // refreshes
            told().stream().filter(other -> other.scope().equals(scope)).forEach(CatalogNotifier::replace);
            subscription.begin(owed.take(scope), true);
            turns.take(InitialState.of(
                    subscription, view.get(), upper.config().profile().initialNotify()));
        });
    }

    private void onEnd(CatalogNotifier ended) {
        Dialog dialog = ended.dialog();
        subscriptions.remove(dialog);
        count();
        if (ended.isBroken()) {
            owed.keep(ended.scope(), ended.untold());
        } else {
            shared.meters()
                    .items(upper.name(), CatalogResult.ABANDONED, ended.untold().size());
        }
        LOG.atInfo()
                .addKeyValue("peer", upper.name())
                .addKeyValue("callId", dialog.callId())
                .log("catalog subscription of the upper ended");
    }

    private void count() {
        shared.countSubscriptions(upper.name(), subscriptions.size());
    }

    /** The view changed: the subscribers are told in a moment, together with what changes until then. */
    void onChange() {
        if (!telling.isRunning() && view.get().hasChanges()) {
            telling.start(shared.config().notifyDelay(), this::tellSome);
        }
    }

    /**
     * A query is to be answered from the view as it is then: a change that was gathered and is in the answer has to be told as
     * well, or nobody would hear of its end.
     *
     * @param answer told in the turn in which all is told, which may be this one
     */
    void beforeAnswer(Runnable answer) {
        afterChanges(() -> {
            subscriptions.owners().forEach(CatalogNotifier::onQueried);
            owed.onQueried();
            answer.run();
        });
    }

    /** Tells what changed, in turns, and then does that in the last one. */
    private void afterChanges(Runnable then) {
        turns.take(() -> {
            ShareView now = settledView.get();
            tell(now.takeChanges(CHANGES_PER_TURN));
            if (now.hasMore()) {
                return true;
            }
            telling.stop();
            then.run();
            return false;
        });
    }

    /** A turn's work of what changed; the rest in the turns after. */
    private void tellSome() {
        tell(view.get().takeChanges(CHANGES_PER_TURN));
        if (view.get().hasChanges()) {
            telling.start(Turns.PAUSE, this::tellSome);
        }
    }

    private void tell(SharedChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        for (CatalogNotifier subscription : told()) {
            List<SharedChange> seen = changes.below(subscription.scope());
            if (seen.isEmpty()) {
                continue;
            }
            if (answering.getAsBoolean()) {
                subscription.tellBesideAnAnswer(seen);
            } else {
                subscription.tell(seen);
            }
        }
        owed.add(changes);
    }

    private List<CatalogNotifier> told() {
        return subscriptions.owners().stream().filter(CatalogNotifier::isTold).toList();
    }

    /** No answer to a query is under way any more. */
    void onAnswered() {
        List.copyOf(subscriptions.owners()).forEach(CatalogNotifier::onAnswered);
    }

    /** The upper is offline, perhaps for a moment. */
    void pause() {
        subscriptions.owners().forEach(CatalogNotifier::pause);
    }

    /** The upper is online again. */
    void resume() {
        List.copyOf(subscriptions.owners()).forEach(CatalogNotifier::resume);
    }

    /** The upper is gone: it subscribes again when it is back. */
    void clear() {
        List.copyOf(subscriptions.owners()).forEach(CatalogNotifier::end);
        owed.clear();
    }

    /** The upper is not served any longer: each subscription ends with a NOTIFY that says so. */
    void terminate() {
        telling.stop();
        List.copyOf(subscriptions.owners()).forEach(CatalogNotifier::terminate);
    }
}
