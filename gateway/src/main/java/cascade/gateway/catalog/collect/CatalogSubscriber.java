package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Subscriber;
import cascade.gateway.subscription.SubscriptionPeer;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalog subscription at one lower (目录订阅): a {@link Subscriber} with a catalog query as body. GB/T 28181-2016 9.11.3
 * and annex P. Control loop only.
 */
final class CatalogSubscriber {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogSubscriber.class);

    private final LowerDomain lower;
    private final CatalogContext context;
    private final CatalogProblems problems;
    private final Runnable onRenewed;
    private final Subscriber subscriber;

    /** @param onRenewed a lost subscription stands again: what changed meanwhile was not notified */
    CatalogSubscriber(LowerDomain lower, CatalogContext context, Runnable onRenewed) {
        this.lower = lower;
        this.context = context;
        this.problems = context.problems();
        this.onRenewed = onRenewed;
        this.subscriber = new Subscriber(
                SubscriptionPeer.of(lower),
                new Query(),
                context.backoff(),
                context.timer(),
                lower.newTurn(),
                new Outcome(),
                context.kept().subscriber(lower.name(), EventHeader.CATALOG));
    }

    /** The lower is online, or registered anew. */
    void start() {
        subscriber.start();
    }

    /** The lower is offline. */
    void stop() {
        subscriber.stop();
        count();
    }

    /** Takes leave of a lower that is online; the future tells when it has answered, or not. */
    Future<Void> end() {
        Future<Void> ended = subscriber.end();
        count();
        return ended;
    }

    /** Whether a NOTIFY belongs to the subscription by its dialog. */
    boolean owns(ServerTransaction notify) {
        return subscriber.owns(notify);
    }

    /** Whether a NOTIFY in a wrong dialog, or before our SUBSCRIBE was answered, may belong to the subscription. */
    boolean isExpected() {
        return subscriber.isExpected();
    }

    /** The lower said in a NOTIFY that it ended the subscription. */
    void onTerminated() {
        subscriber.onTerminated();
    }

    private void count() {
        context.countSubscriptions(lower.name(), subscriber.isActive() ? 1 : 0);
    }

    private final class Query implements Subscriber.Topic {

        @Override
        public long nextSn() {
            return lower.link().nextSn();
        }

        @Override
        public String event(long sn) {
            return switch (lower.config().profile().eventForm()) {
                case CATALOG_ID -> EventHeader.CATALOG + ";id=" + sn;
                case CATALOG -> EventHeader.CATALOG;
                case PRESENCE -> EventHeader.PRESENCE;
            };
        }

        @Override
        public SipRequest.Builder body(SipRequest.Builder subscribe, long sn) {
            var query = CatalogQuery.of(sn, new DeviceId(lower.config().deviceId()));
            return subscribe.body(ManscdpMessage.CONTENT_TYPE, lower.link().write(query));
        }

        @Override
        public Duration expires() {
            return lower.config().catalog().subscribeExpires();
        }
    }

    private final class Outcome implements Subscriber.Listener {

        @Override
        public void onSubscribed(String callId, long expiresSeconds, boolean renewed) {
            count();
            LOG.atInfo()
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("callId", callId)
                    .addKeyValue("expires", expiresSeconds)
                    .log("subscribed to the lower's catalog");
            if (renewed) {
                onRenewed.run();
            }
        }

        @Override
        public void onFailed(String why) {
            count();
            problems.note(lower.name(), CatalogProblem.SUBSCRIPTION_FAILED, why);
        }

        @Override
        public void onUnsupported(int status) {
            count();
            LOG.atInfo()
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("status", status)
                    .log("lower offers no catalog subscription, its catalog is queried now and then");
        }
    }
}
