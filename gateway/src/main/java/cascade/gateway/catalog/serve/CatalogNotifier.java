package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.pace.WindowLimits;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Notifier;
import cascade.gateway.subscription.NotifyOutcome;
import cascade.gateway.subscription.SubscriptionPeer;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Catalog subscription of an upper (目录订阅): a {@link Notifier} and the changes that wait for their NOTIFYs. One that is
 * not taken is told again; where that does not help, the subscription ends with a NOTIFY that bids the upper subscribe
 * anew. GB/T 28181-2016 annex P. Control loop only.
 */
final class CatalogNotifier {

    private enum Phase {
        /** The SUBSCRIBE is not answered yet. */
        PENDING,
        /** It is told how things are at the beginning. */
        INITIAL,
        /** It is told what changes. */
        CURRENT,
        ENDED
    }

    private final UpperDomain upper;
    private final DeviceId scope;
    private final CatalogContext context;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final Consumer<CatalogNotifier> onEnd;
    private final CatalogPace pace;
    private final Notifier notifier;
    private final NotifyPages pages;
    private final Backoff backoff;
    private final Timer retry;
    private final FlapDamper damper;

    /** With what an earlier subscription to the same id left, once it has begun. */
    private WaitingChanges changes = new WaitingChanges();

    /** What changed while it was told how things are at the beginning, and is told after that. */
    private final List<SharedChange> meanwhile = new ArrayList<>();

    private Phase phase = Phase.PENDING;

    /** Told while an answer was under way, which may have told the opposite afterwards. */
    private final WaitingChanges toldBeside = new WaitingChanges();

    private boolean paused;
    private boolean broken;

    /** The upper insists on the order of CSeq, which a loss disturbs. */
    private boolean inOrder;

    private long takenNanos;

    /**
     * @param event as the upper wrote it, if it wrote any
     * @param scope the id that it subscribed to
     * @param onEnd told once, whoever ended it
     * @param slot where it is kept over a restart
     */
    CatalogNotifier(
            UpperDomain upper,
            Dialog dialog,
            Optional<EventHeader> event,
            DeviceId scope,
            CatalogContext context,
            Consumer<CatalogNotifier> onEnd,
            NotifierSlot slot) {
        this.upper = upper;
        this.scope = scope;
        this.context = context;
        this.meters = context.meters();
        this.problems = context.problems();
        this.onEnd = onEnd;
        this.pace = new CatalogPace(upper, context);
        this.notifier = new Notifier(
                SubscriptionPeer.of(upper),
                dialog,
                event,
                this::limits,
                context.nanoTime(),
                context.timers(),
                new NotifierListener(),
                slot);
        this.pages = new NotifyPages(upper, context, notifier, scope);
        this.backoff = context.backoff();
        this.retry = context.timer();
        this.damper = new FlapDamper(context::config, context.timer(), this::tellReleased);
        this.takenNanos = context.nanoTime().getAsLong();
    }

    private WindowLimits limits() {
        return inOrder ? WindowLimits.serial() : pace.limits();
    }

    Dialog dialog() {
        return notifier.dialog();
    }

    DeviceId scope() {
        return scope;
    }

    /** What it was not told; to be handed on once it has ended. */
    WaitingChanges untold() {
        return changes;
    }

    /** Whether it ended although the upper wants to be told, and will subscribe anew. */
    boolean isBroken() {
        return broken;
    }

    /** The upper is about to be told that it lasts so long, or that it has ended; the future tells when, and always succeeds. */
    Future<Void> keep(Duration expires) {
        return notifier.keep(expires);
    }

    /** @param grace how much later than that it is really dropped: a refresh may be on its way */
    void lastsFor(Duration expires, Duration grace) {
        notifier.lastsFor(expires, grace);
    }

    /**
     * Is told of changes from now on.
     *
     * @param owed what it is told before; goes on to the next subscription where this one breaks too
     * @param initial whether it is told how things are at the beginning, before what changes from now on
     */
    void begin(WaitingChanges owed, boolean initial) {
        changes = owed;
        phase = initial ? Phase.INITIAL : Phase.CURRENT;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether it has begun, and not ended. */
    boolean isTold() {
        return phase == Phase.INITIAL || phase == Phase.CURRENT;
    }

    /**
     * Tells a part of how things are at the beginning; what changes before the last part is told after that one.
     *
     * @param more whether it is not the last
     */
    void tellInitial(List<SharedChange> initial, boolean more) {
        changes.addInitial(initial);
        if (!more) {
            phase = Phase.CURRENT;
            tellMeanwhile();
        }
        send();
    }

    private void tellMeanwhile() {
        List<SharedChange> changed = List.copyOf(meanwhile);
        meanwhile.clear();
        changes.add(damper.pass(changed));
    }

    /** Tells what changed; a change of a channel of which another waits still takes that one's place. */
    void tell(List<SharedChange> more) {
        if (phase == Phase.INITIAL) {
            meanwhile.addAll(more);
        } else {
            tellReleased(damper.pass(more));
        }
    }

    private void tellReleased(List<SharedChange> more) {
        changes.add(more);
        send();
    }

    /** An answer to a query is under way, whose later parts are older than these changes: they are told again after it. */
    void tellBesideAnAnswer(List<SharedChange> more) {
        toldBeside.addInitial(more);
        tell(more);
    }

    /** No answer is under way any more. */
    void onAnswered() {
        if (!toldBeside.isEmpty()) {
            changes.addInitial(toldBeside.ready().toList());
            toldBeside.clear();
            send();
        }
    }

    /** The upper is answered a query, and may know of all that waits from there. */
    void onQueried() {
        changes.mayBeKnown();
        damper.onQueried();
    }

    private void send() {
        if (changes.size() > context.config().maxWaitingChanges()) {
            changes.clear(); // too many to be kept for the next one as well
            resync("its upper takes changes too slowly", "deactivated");
        } else {
            sendWaiting();
        }
    }

    /** Ends it and lets the upper subscribe anew, which is told how things are: better than a tree that is wrong. */
    private void resync(String why, String reason) {
        broken = true;
        problems.note(upper.name(), CatalogProblem.NOT_TAKEN, "subscription ended so that it begins anew: " + why);
        notifier.terminate(reason);
    }

    /** The upper is offline: nothing is sent until {@link #resume}. */
    void pause() {
        paused = true;
    }

    /** The upper is online again. */
    void resume() {
        paused = false;
        retry.stop();
        send();
    }

    void end() {
        notifier.end();
    }

    /** Ends it and tells the upper not to ask for it again. */
    void terminate() {
        notifier.terminate("noresource");
    }

    /** Another subscription of the upper takes its place, and tells what this one has not. */
    void replace() {
        broken = true;
        terminate();
    }

    private void sendWaiting() {
        while (notifier.isReady() && !retry.isRunning() && !paused && !changes.isEmpty()) {
            CatalogNotify notify = pages.next(changes.ready());
            int items = notify.items().size();
            WaitingChanges.Batch batch = changes.send(items);
            meters.items(upper.name(), CatalogResult.SENT, items);
            long sentNanos = context.nanoTime().getAsLong();
            notifier.send(
                    ManscdpMessage.CONTENT_TYPE, pages.write(notify), outcome -> onOutcome(batch, sentNanos, outcome));
        }
    }

    private void onOutcome(WaitingChanges.Batch batch, long sentNanos, NotifyOutcome outcome) {
        switch (outcome) {
            case NotifyOutcome.Taken taken -> {
                onTaken(batch);
                if (pace.delay().isPositive()) {
                    retry.start(pace.delay(), this::sendWaiting);
                }
            }
            case NotifyOutcome.Refused(int status, Optional<Duration> retryAfter) ->
                onRefused(batch, sentNanos, status, retryAfter);
            case NotifyOutcome.Unanswered none ->
                tellAgain(batch, "NOTIFY not answered", hasAnsweredSince(sentNanos) ? Duration.ZERO : backoff.next());
        }
        sendWaiting();
    }

    private void onTaken(WaitingChanges.Batch batch) {
        takenNanos = context.nanoTime().getAsLong();
        backoff.reset();
        meters.items(upper.name(), CatalogResult.ACKED, batch.size());
        changes.taken(batch);
    }

    private boolean hasAnsweredSince(long sentNanos) {
        return takenNanos - sentNanos > 0;
    }

    private void onRefused(WaitingChanges.Batch batch, long sentNanos, int status, Optional<Duration> retryAfter) {
        String why = "NOTIFY refused with " + status;
        boolean overtaken = status == 500 && hasAnsweredSince(sentNanos) && retryAfter.isEmpty() && !inOrder;
        if (overtaken) {
            // RFC 3261 12.2.2: a request whose CSeq is lower than that of one that came before it
            inOrder = true;
            tellAgain(batch, why + ", one after the other from now on", Duration.ZERO);
        } else {
            tellAgain(batch, why, retryAfter.map(this::bounded).orElseGet(backoff::next));
        }
    }

    private Duration bounded(Duration asked) {
        Duration longest = context.config().retryMax();
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    private void tellAgain(WaitingChanges.Batch batch, String why, Duration wait) {
        int attempts = changes.refused(batch);
        if (attempts >= context.config().notifyAttempts()) {
            resync(why, "probation;retry-after=" + Math.max(1, wait.toSeconds()));
            return;
        }
        problems.note(upper.name(), CatalogProblem.NOT_TAKEN, why + ", told again");
        // those that were refused with it wait no longer than it does
        if (!wait.isZero() && !retry.isRunning()) {
            retry.start(wait, this::sendWaiting);
        }
    }

    private final class NotifierListener implements Notifier.Listener {

        @Override
        public void onRoom() {
            sendWaiting();
        }

        @Override
        public void onForgotten() {
            broken = true;
            problems.note(upper.name(), CatalogProblem.NOT_TAKEN, "NOTIFY refused with 481, subscription dropped");
        }

        @Override
        public void onEnded() {
            phase = Phase.ENDED;
            retry.stop();
            tellMeanwhile();
            changes.add(damper.drain());
            onEnd.accept(CatalogNotifier.this);
        }
    }
}
