package cascade.gateway.event;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.command.Commands;
import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.Subscriber;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Turns;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of all domains: who subscribed to what, what we therefore subscribe to at the lowers, and what goes to whom.
 * GB/T 28181-2016 9.4 and 9.11. Control loop only.
 */
public final class Events {

    private final EventContext context;
    private final Map<String, UpperEvents> uppers = new HashMap<>();
    private final Map<String, LowerEvents> lowers = new HashMap<>();
    private final Reports reports;

    private final Timer following;

    public Events(EventContext context, Commands commands) {
        this.context = context;
        this.reports = new Reports(context, commands, this::of);
        this.following = context.timer();
        context.domains().uppers().forEach(this::onAdded);
        context.domains().lowers().forEach(this::add);
        follow();
    }

    private void add(LowerDomain lower) {
        lowers.put(lower.name(), new LowerEvents(lower, context));
    }

    /**
     * Takes up the uppers' subscriptions that the former process served, before anything is received; ours at the lowers, which
     * they call for, go on when the lower is online.
     */
    public void restoreSubscriptions() {
        uppers.values().forEach(UpperEvents::restore);
        follow();
    }

    /** Event packages of the uppers' subscriptions. */
    public EventPackage<UpperDomain> subscribes() {
        return new EventSubscribePackage(this::of);
    }

    /** Event packages of our subscriptions at the lowers. */
    public EventPackage<LowerDomain> notifies() {
        return new EventNotifyPackage(this);
    }

    public void onAdded(UpperDomain upper) {
        uppers.put(upper.name(), new UpperEvents(upper, context, this::follow));
    }

    public void onAdded(LowerDomain lower) {
        add(lower);
        followSoon();
    }

    /** A share, a permission or what a lower has changed: so may what is subscribed to. */
    public void onReconfigured() {
        followSoon();
    }

    /** In the next turn of the loop, once for all that change together. */
    private void followSoon() {
        if (!following.isRunning()) {
            following.start(Turns.PAUSE, this::follow);
        }
    }

    public void onOnline(LowerDomain lower) {
        Optional.ofNullable(lowers.get(lower.name())).ifPresent(LowerEvents::onOnline);
    }

    /** One that was removed while it was online says so afterwards. */
    public void onOffline(LowerDomain lower) {
        Optional.ofNullable(lowers.get(lower.name())).ifPresent(LowerEvents::onOffline);
    }

    public void onOffline(UpperDomain upper) {
        Optional.ofNullable(uppers.get(upper.name())).ifPresent(UpperEvents::clear);
    }

    /** A lower has left the configuration; the future tells when it has answered the end of our subscriptions, or not. */
    public Future<Void> onRemoved(LowerDomain lower) {
        @Nullable LowerEvents gone = lowers.remove(lower.name());
        return gone == null ? Future.succeededFuture() : gone.close();
    }

    public void onRemoved(UpperDomain upper) {
        @Nullable UpperEvents gone = uppers.remove(upper.name());
        if (gone != null) {
            gone.terminate();
        }
    }

    /** Ends our subscriptions at the lowers; the future tells when they have answered, or not. */
    public Future<Void> close() {
        return Future.join(lowers.values().stream().map(LowerEvents::close).toList())
                .mapEmpty();
    }

    /** Subscribes at the lowers to what the uppers' subscriptions call for, positions in the smallest interval. */
    private void follow() {
        Map<String, Map<LowerEvents.Wanted, Duration>> wanted = new HashMap<>();
        uppers.values().forEach(upper -> upper.all().forEach(subscription -> want(subscription, wanted)));
        lowers.forEach((name, lower) -> lower.want(wanted.getOrDefault(name, Map.of())));
    }

    private void want(EventSubscription subscription, Map<String, Map<LowerEvents.Wanted, Duration>> wanted) {
        UpperDomain upper = subscription.upper();
        DeviceId target = subscription.target();
        if (upper.knowsUsAs(target)) {
            upper.config().share().stream()
                    .map(rule -> context.domains().lower(rule.from()))
                    .flatMap(Optional::stream)
                    .forEach(lower -> want(
                            new ChannelRef(
                                    lower.name(), new DeviceId(lower.config().deviceId())),
                            subscription,
                            wanted));
        } else {
            context.catalogs()
                    .view(upper.name())
                    .find(target)
                    .map(TreeNode::ref)
                    .ifPresent(ref -> want(ref, subscription, wanted));
        }
    }

    private static void want(
            ChannelRef ref, EventSubscription subscription, Map<String, Map<LowerEvents.Wanted, Duration>> wanted) {
        wanted.computeIfAbsent(ref.lower(), name -> new HashMap<>())
                .merge(
                        new LowerEvents.Wanted(subscription.kind(), ref.originalId()),
                        subscription.interval(),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    Optional<LowerSubscription> owner(LowerDomain lower, ServerTransaction notify) {
        return of(lower).owner(notify);
    }

    /** A NOTIFY of a lower. */
    void onNotify(ServerTransaction transaction, LowerDomain lower, Optional<ManscdpMessage> body) {
        transaction.respond(transaction.answer(200).build());
        Optional<LowerSubscription> owner = owner(lower, transaction);
        if (body.orElse(null) instanceof Other report) {
            EventKind.of(report.cmdType())
                    .ifPresent(kind -> reports.tell(
                            lower, kind, report, owner.map(LowerSubscription::target), RepeatedAlarms.Way.NOTIFY));
        }
        if (Subscriber.isTermination(transaction)) {
            owner.ifPresent(LowerSubscription::onTerminated);
        }
    }

    /** A notification that a lower sent by MESSAGE. An alarm is answered (GB/T 28181-2016 9.4.3). */
    public void onMessage(ServerTransaction transaction, LowerDomain lower, ManscdpMessage message) {
        transaction.respond(transaction.answer(200).build());
        Other report = (Other) message;
        Optional<EventKind> kind = EventKind.of(report.cmdType());
        if (kind.isEmpty()) {
            reports.pass(lower, report);
            return;
        }
        if (kind.get() == EventKind.ALARM) {
            lower.link().sendMessage(taken(report, lower));
        }
        reports.tell(lower, kind.get(), report, Optional.empty(), RepeatedAlarms.Way.MESSAGE);
    }

    private static Other taken(Other alarm, LowerDomain lower) {
        DeviceId device = alarm.deviceId().orElse(new DeviceId(lower.config().deviceId()));
        return Other.of(
                Root.RESPONSE, alarm.cmdType(), alarm.sn(), Optional.of(device), List.of(XmlNode.of("Result", "OK")));
    }

    private UpperEvents of(UpperDomain upper) {
        return Objects.requireNonNull(uppers.get(upper.name()));
    }

    private LowerEvents of(LowerDomain lower) {
        return Objects.requireNonNull(lowers.get(lower.name()));
    }
}
