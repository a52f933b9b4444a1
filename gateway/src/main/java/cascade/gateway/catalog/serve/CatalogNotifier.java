package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.MessageRoom;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Notifier;
import cascade.gateway.subscription.SubscriptionPeer;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Catalog subscription of an upper (目录订阅): a {@link Notifier} and the changes that wait for their NOTIFYs. A refused
 * one is told again; where that does not help, the subscription ends with a NOTIFY that bids the upper subscribe anew.
 * GB/T 28181-2016 annex P. Control loop only.
 */
final class CatalogNotifier {

    private final UpperDomain upper;
    private final DeviceId scope;
    private final CatalogContext context;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final Consumer<CatalogNotifier> onEnd;
    private final Notifier notifier;
    private final ManscdpWriter writer;
    private final MessageRoom room;
    private final Backoff backoff;
    private final Timer retry;
    private final WaitingChanges changes = new WaitingChanges();
    private int refusals;

    /**
     * @param event as the upper wrote it, if it wrote any
     * @param scope the id that it subscribed to
     * @param onEnd told once, whoever ended it
     */
    CatalogNotifier(
            UpperDomain upper,
            Dialog dialog,
            Optional<EventHeader> event,
            DeviceId scope,
            CatalogContext context,
            Consumer<CatalogNotifier> onEnd) {
        this.upper = upper;
        this.scope = scope;
        this.context = context;
        this.meters = context.meters();
        this.problems = context.problems();
        this.onEnd = onEnd;
        this.notifier = new Notifier(
                SubscriptionPeer.of(upper), dialog, event, context.nanoTime(), context.timer(), new Outcome());
        this.backoff = context.backoff();
        this.retry = context.timer();
        this.writer = new ManscdpWriter(
                upper.config().charset(), upper.config().profile().gb18030Bytes());
        this.room = MessageRoom.of(upper.config(), context.settings().get());
    }

    Dialog dialog() {
        return notifier.dialog();
    }

    DeviceId scope() {
        return scope;
    }

    /** @param grace how much later than that it is really dropped: a refresh may be on its way */
    void lastsFor(Duration expires, Duration grace) {
        notifier.lastsFor(expires, grace);
    }

    /** Tells how things are at the beginning. */
    void tellInitial(List<SharedChange> initial) {
        changes.addInitial(initial);
        send();
    }

    /** Tells what changed; a change of a channel of which another waits still takes that one's place. */
    void tell(List<SharedChange> more) {
        changes.add(more);
        send();
    }

    /** The upper is answered a query, and may know of all that waits from there. */
    void onQueried() {
        changes.mayBeKnown();
    }

    private void send() {
        if (changes.size() > context.config().maxWaitingChanges()) {
            resync("its upper takes changes too slowly", "deactivated");
        } else {
            sendNext();
        }
    }

    /** Ends it and lets the upper subscribe anew, which is told how things are: better than a tree that is wrong. */
    private void resync(String why, String reason) {
        problems.note(upper.name(), CatalogProblem.NOT_TAKEN, "subscription ended so that it begins anew: " + why);
        notifier.terminate(reason);
    }

    void end() {
        notifier.end();
    }

    /** Ends it and tells the upper not to ask for it again. */
    void terminate() {
        notifier.terminate("noresource");
    }

    private void sendNext() {
        if (!notifier.isReady() || retry.isRunning() || changes.isEmpty()) {
            return;
        }
        CatalogNotify notify = page(changes.first(context.config().notifyBatch()));
        int items = notify.items().size();
        changes.sent(items);
        meters.items(upper.name(), CatalogResult.SENT, items);
        notifier.send(ManscdpMessage.CONTENT_TYPE, writer.write(notify));
    }

    /** As many of them as one message holds. */
    private CatalogNotify page(List<SharedChange> first) {
        Dialog dialog = notifier.dialog();
        SipRequest example = notifier.headed(SipRequest.builder("NOTIFY", dialog.remoteTarget())
                        .from(dialog.local())
                        .to(dialog.remote())
                        .callId(dialog.callId())
                        .contact(upper.link().localContact()))
                .build();
        PageLimits limits = room.limits(example, first.size());
        List<CatalogItem> items = first.stream().map(SharedChange::toNotified).toList();
        return CatalogPages.notifications(upper.link()::nextSn, scope, items, limits, writer)
                .next();
    }

    private Duration retryIn(Optional<Duration> retryAfter) {
        Duration longest = context.config().retryMax();
        return retryAfter
                .map(asked -> asked.compareTo(longest) > 0 ? longest : asked)
                .orElseGet(backoff::next);
    }

    private final class Outcome implements Notifier.Listener {

        @Override
        public void onTaken() {
            refusals = 0;
            backoff.reset();
            meters.items(upper.name(), CatalogResult.ACKED, changes.taken());
            sendNext();
        }

        @Override
        public void onRefused(int status, Optional<Duration> retryAfter) {
            refusals++;
            changes.refused();
            Duration wait = retryIn(retryAfter);
            if (refusals >= context.config().notifyAttempts()) {
                resync("NOTIFY refused with " + status, "probation;retry-after=" + Math.max(1, wait.toSeconds()));
            } else {
                problems.note(upper.name(), CatalogProblem.NOT_TAKEN, "NOTIFY refused with " + status + ", told again");
                retry.start(wait, CatalogNotifier.this::sendNext);
            }
        }

        @Override
        public void onLost(String why) {
            problems.note(upper.name(), CatalogProblem.NOT_TAKEN, why);
        }

        @Override
        public void onEnded() {
            retry.stop();
            meters.items(upper.name(), CatalogResult.ABANDONED, changes.size());
            changes.clear();
            onEnd.accept(CatalogNotifier.this);
        }
    }
}
