package cascade.gateway.catalog;

import cascade.config.CatalogConfig;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.subscription.EventHeader;
import cascade.gateway.subscription.Notifier;
import cascade.gateway.subscription.SubscriptionPeer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Catalog subscription of an upper (目录订阅): a {@link Notifier} and the changes that wait for their NOTIFY, page by page.
 * GB/T 28181-2016 annex P. Control loop only.
 */
final class CatalogNotifier {

    private final UpperDomain upper;
    private final DeviceId scope;
    private final Supplier<CatalogConfig> settings;
    private final CatalogMeters meters;
    private final Problems problems;
    private final Runnable onEnd;
    private final Notifier notifier;
    private final ManscdpWriter writer;
    private final MessageRoom room;
    private final List<CatalogItem> waiting = new ArrayList<>();
    private @Nullable CatalogPages<CatalogNotify> pages;
    private int unsentItems;
    private int itemsOnTheWay;

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
            Runnable onEnd) {
        this.upper = upper;
        this.scope = scope;
        this.settings = context.settings();
        this.meters = context.meters();
        this.problems = context.problems();
        this.onEnd = onEnd;
        this.notifier = new Notifier(
                SubscriptionPeer.of(upper), dialog, event, context.nanoTime(), context.timer(), new Outcome());
        this.writer = new ManscdpWriter(upper.config().charset());
        this.room = new MessageRoom(upper.config().catalog().maxMessageBytes());
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

    void tell(List<CatalogItem> changes) {
        if (waiting.size() + changes.size() > settings.get().maxItems()) {
            problems.note(upper.name(), Problem.NOT_TAKEN, "subscription dropped, its upper takes changes too slowly");
            end();
            return;
        }
        waiting.addAll(changes);
        sendNext();
    }

    void end() {
        notifier.end();
    }

    /** Ends it and tells the upper: we no longer serve it. */
    void terminate() {
        notifier.terminate("noresource");
    }

    private void sendNext() {
        if (!notifier.isReady()) {
            return;
        }
        if (pages == null || !pages.hasNext()) {
            if (waiting.isEmpty()) {
                return;
            }
            pages = pagesOf(List.copyOf(waiting));
            unsentItems = waiting.size();
            waiting.clear();
        }
        CatalogNotify notify = pages.next();
        itemsOnTheWay = notify.items().size();
        unsentItems -= itemsOnTheWay;
        meters.items(upper.name(), CatalogResult.SENT, itemsOnTheWay);
        notifier.send(Manscdp.CONTENT_TYPE, writer.write(notify));
    }

    private CatalogPages<CatalogNotify> pagesOf(List<CatalogItem> items) {
        Dialog dialog = notifier.dialog();
        SipRequest example = notifier.headed(SipRequest.builder("NOTIFY", dialog.remoteTarget())
                        .from(dialog.local())
                        .to(dialog.remote())
                        .callId(dialog.callId())
                        .contact(upper.link().localContact()))
                .build();
        PageLimits limits = room.limits(example, settings.get().notifyBatch());
        return CatalogPages.notifications(upper.link()::nextSn, scope, items, limits, writer);
    }

    private void onOutcome(CatalogResult result) {
        meters.items(upper.name(), result, itemsOnTheWay);
        itemsOnTheWay = 0;
        sendNext();
    }

    private final class Outcome implements Notifier.Listener {

        @Override
        public void onTaken() {
            onOutcome(CatalogResult.ACKED);
        }

        @Override
        public void onRefused(int status) {
            problems.note(upper.name(), Problem.NOT_TAKEN, "NOTIFY refused with " + status);
            onOutcome(CatalogResult.ABANDONED);
        }

        @Override
        public void onLost(String why) {
            problems.note(upper.name(), Problem.NOT_TAKEN, why);
        }

        @Override
        public void onEnded() {
            meters.items(upper.name(), CatalogResult.ABANDONED, waiting.size() + unsentItems + itemsOnTheWay);
            waiting.clear();
            onEnd.run();
        }
    }
}
