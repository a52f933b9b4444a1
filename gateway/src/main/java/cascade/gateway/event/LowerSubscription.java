package cascade.gateway.event;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Subscriber;
import cascade.gateway.subscription.SubscriptionPeer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Event subscription of ours at one lower, for a device of it or for all of it. Control loop only. */
final class LowerSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(LowerSubscription.class);

    private final LowerDomain lower;
    private final EventKind kind;
    private final DeviceId target;
    private final EventContext context;
    private final Runnable onChange;
    private final Subscriber subscriber;
    private Duration interval;
    /** Of the SUBSCRIBE that was sent last. */
    private Duration askedInterval;

    /** @param onChange told when it begins or ceases to stand */
    LowerSubscription(
            LowerDomain lower,
            EventKind kind,
            DeviceId target,
            Duration interval,
            EventContext context,
            Runnable onChange) {
        this.lower = lower;
        this.kind = kind;
        this.target = target;
        this.interval = interval;
        this.askedInterval = interval;
        this.context = context;
        this.onChange = onChange;
        this.subscriber = new Subscriber(
                SubscriptionPeer.of(lower),
                new Query(),
                context.backoff(),
                context.timer(),
                lower.newUrgentTurn(),
                new Outcome(),
                context.kept().subscriber(lower.name(), kind.label() + "/" + target.value()));
    }

    /** The lower is online, or registered anew. */
    void start() {
        subscriber.start();
    }

    /** The lower is offline. */
    void stop() {
        subscriber.stop();
    }

    /** Nobody wants it any more. */
    Future<Void> end() {
        return subscriber.end();
    }

    /** Asks for positions in another interval, which takes a subscription anew. */
    void every(Duration wanted) {
        if (!wanted.equals(interval)) {
            interval = wanted;
            if (lower.isOnline()) {
                subscriber.start();
            }
        }
    }

    DeviceId target() {
        return target;
    }

    /** Whether the lower has granted it. */
    boolean stands() {
        return subscriber.isActive();
    }

    boolean owns(ServerTransaction notify) {
        return subscriber.owns(notify);
    }

    void onTerminated() {
        subscriber.onTerminated();
    }

    private final class Query implements Subscriber.Topic {

        @Override
        public long nextSn() {
            return lower.link().nextSn();
        }

        /** The standard's samples name all of them so; the body tells. */
        @Override
        public String event(long sn) {
            return EventHeader.PRESENCE;
        }

        @Override
        public SipRequest.Builder body(SipRequest.Builder subscribe, long sn) {
            askedInterval = interval;
            List<XmlNode> fields = new ArrayList<>();
            switch (kind) {
                case ALARM -> {
                    // everything: each upper may want another part of it
                    fields.add(XmlNode.of("StartAlarmPriority", "0"));
                    fields.add(XmlNode.of("EndAlarmPriority", "0"));
                    fields.add(XmlNode.of("AlarmMethod", "0"));
                }
                case POSITION -> fields.add(XmlNode.of("Interval", Long.toString(Math.max(1, interval.toSeconds()))));
                case PTZ -> {}
            }
            var query = Other.of(Root.QUERY, kind.cmdType(), sn, Optional.of(target), fields);
            return subscribe.body(ManscdpMessage.CONTENT_TYPE, lower.link().write(query));
        }

        @Override
        public Duration expires() {
            return context.config().expires();
        }
    }

    private final class Outcome implements Subscriber.Listener {

        @Override
        public void onSubscribed(String callId, long expiresSeconds, boolean renewed) {
            onChange.run();
            LOG.atInfo()
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("callId", callId)
                    .addKeyValue("event", kind.label())
                    .addKeyValue("gbId", target)
                    .addKeyValue("expires", expiresSeconds)
                    .log("subscribed to an event of the lower");
            if (!askedInterval.equals(interval)) {
                // another was wanted while the lower was asked
                subscriber.start();
            }
        }

        @Override
        public void onFailed(String why) {
            onChange.run();
            context.observer().rejected(lower.name(), "event-subscription-failed");
            LOG.atWarn()
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("event", kind.label())
                    .addKeyValue("cause", why)
                    .log("event subscription at the lower failed, it is tried again");
        }

        @Override
        public void onUnsupported(int status) {
            onChange.run();
            LOG.atInfo()
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("event", kind.label())
                    .addKeyValue("status", status)
                    .log("lower offers no such event");
        }
    }
}
