package cascade.gateway.event;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.pace.WindowLimits;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Notifier;
import cascade.gateway.subscription.NotifyOutcome;
import cascade.gateway.subscription.SubscriptionPeer;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.time.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Event subscription of an upper: a {@link Notifier}, and the reports that wait for their NOTIFYs. A refused NOTIFY is told
 * again some times, since an alarm is not repeated by anybody else. Control loop only.
 */
final class EventSubscription {

    private final UpperDomain upper;
    private final EventKind kind;
    private final DeviceId target;
    private final Duration interval;
    private final EventContext context;
    private final Consumer<EventSubscription> onEnd;
    private final Notifier notifier;
    private final Timer retry;
    private final Deque<ManscdpMessage> waiting = new ArrayDeque<>();
    private final Map<DeviceId, Long> toldNanos = new HashMap<>();
    private int refusals;

    /**
     * @param target the id that it is for, ours for all that the upper sees
     * @param interval between two positions of a device; zero where the kind knows none
     * @param onEnd told once, whoever ended it
     * @param slot where it is kept over a restart
     */
    EventSubscription(
            UpperDomain upper,
            Dialog dialog,
            Optional<EventHeader> event,
            EventKind kind,
            DeviceId target,
            Duration interval,
            EventContext context,
            Consumer<EventSubscription> onEnd,
            NotifierSlot slot) {
        this.upper = upper;
        this.kind = kind;
        this.target = target;
        this.interval = interval;
        this.context = context;
        this.onEnd = onEnd;
        this.retry = context.timer();
        this.notifier = new Notifier(
                SubscriptionPeer.of(upper),
                dialog,
                event,
                WindowLimits::serial,
                context.nanoTime(),
                context.timers(),
                new NotifierListener(),
                slot);
    }

    UpperDomain upper() {
        return upper;
    }

    Dialog dialog() {
        return notifier.dialog();
    }

    EventKind kind() {
        return kind;
    }

    DeviceId target() {
        return target;
    }

    Duration interval() {
        return interval;
    }

    /** The upper is about to be told that it lasts so long, or that it has ended; the future tells when, and always succeeds. */
    Future<Void> keep(Duration expires) {
        return notifier.keep(expires);
    }

    void lastsFor(Duration expires, Duration grace) {
        notifier.lastsFor(expires, grace);
    }

    /** Tells a report of a device, behind those that wait; the oldest goes where too many wait. */
    void tell(DeviceId device, ManscdpMessage report) {
        if (isTooSoon(device)) {
            return;
        }
        if (waiting.size() >= context.config().maxWaiting()) {
            context.observer().rejected(upper.name(), "event-dropped");
            waiting.removeFirst();
        }
        waiting.add(report);
        sendNext();
    }

    /** Another upper may want positions more often, which this one does not. */
    private boolean isTooSoon(DeviceId device) {
        if (interval.isZero()) {
            return false;
        }
        long now = context.nanoTime().getAsLong();
        Long last = toldNanos.get(device);
        // a device's own clock wanders a little
        if (last != null && now - last < interval.toNanos() * 9 / 10) {
            return true;
        }
        toldNanos.put(device, now);
        return false;
    }

    private void sendNext() {
        ManscdpMessage next = waiting.peek();
        if (next != null && notifier.isReady() && !retry.isRunning()) {
            ManscdpMessage numbered =
                    next instanceof Other other ? other.withSn(upper.link().nextSn()) : next;
            notifier.send(ManscdpMessage.CONTENT_TYPE, upper.link().write(numbered), this::onOutcome);
        }
    }

    void end() {
        notifier.end();
    }

    /** Ends it and tells the upper so. */
    void terminate(String reason) {
        notifier.terminate(reason);
    }

    private void onOutcome(NotifyOutcome outcome) {
        switch (outcome) {
            case NotifyOutcome.Taken taken -> {
                refusals = 0;
                waiting.poll();
                sendNext();
            }
            case NotifyOutcome.Refused(int status, Optional<Duration> retryAfter) -> onRefused(retryAfter);
            case NotifyOutcome.Unanswered none -> {
                context.observer().rejected(upper.name(), "event-not-taken");
                notifier.end();
            }
        }
    }

    private void onRefused(Optional<Duration> retryAfter) {
        refusals++;
        if (refusals >= context.config().notifyAttempts()) {
            context.observer().rejected(upper.name(), "event-not-taken");
            refusals = 0;
            waiting.poll();
            sendNext();
        } else {
            retry.start(retryAfter.orElse(context.config().retry()), this::sendNext);
        }
    }

    private final class NotifierListener implements Notifier.Listener {

        @Override
        public void onRoom() {
            sendNext();
        }

        @Override
        public void onForgotten() {
            context.observer().rejected(upper.name(), "event-not-taken");
        }

        @Override
        public void onEnded() {
            retry.stop();
            waiting.clear();
            onEnd.accept(EventSubscription.this);
        }
    }
}
