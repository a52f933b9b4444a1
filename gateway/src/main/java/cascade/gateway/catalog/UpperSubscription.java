package cascade.gateway.catalog;

import cascade.config.CatalogConfig;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of an upper to our catalog (目录订阅): a dialog in which one NOTIFY after the other tells it of changes. It
 * ends when the upper says so, lets it run out, or no longer knows it. GB/T 28181-2016 annex P, RFC 6665 section 4.2.
 * Control loop only.
 */
final class UpperSubscription {

    private final UpperDomain upper;
    private final Dialog dialog;
    private final Optional<EventHeader> event;
    private final DeviceId scope;
    private final CatalogConfig config;
    private final CatalogMeters meters;
    private final Problems problems;
    private final LongSupplier nanoTime;
    private final Timer expiry;
    private final Runnable onEnd;
    private final ManscdpWriter writer;
    private final MessageRoom room;
    private final List<CatalogItem> waiting = new ArrayList<>();
    private @Nullable CatalogPages<CatalogNotify> pages;
    private int unsentItems;
    private int itemsOnTheWay;
    private boolean onTheWay;
    private boolean ended;
    private long endNanos;

    /**
     * @param event as the upper wrote it, if it wrote any
     * @param scope the id that it subscribed to
     * @param onEnd told once, whoever ended it
     */
    UpperSubscription(
            UpperDomain upper,
            Dialog dialog,
            Optional<EventHeader> event,
            DeviceId scope,
            Collaborators shared,
            Runnable onEnd) {
        this.upper = upper;
        this.dialog = dialog;
        this.event = event;
        this.scope = scope;
        this.config = shared.config();
        this.meters = shared.meters();
        this.problems = shared.problems();
        this.nanoTime = shared.nanoTime();
        this.expiry = shared.timer();
        this.onEnd = onEnd;
        this.writer = new ManscdpWriter(upper.config().charset());
        this.room = new MessageRoom(upper.config().catalog().maxMessageBytes());
    }

    Dialog dialog() {
        return dialog;
    }

    DeviceId scope() {
        return scope;
    }

    /** @param grace how much later than that it is really dropped: a refresh may be on its way */
    void lastsFor(Duration expires, Duration grace) {
        endNanos = nanoTime.getAsLong() + expires.toNanos();
        expiry.start(expires.plus(grace), this::end);
    }

    void tell(List<CatalogItem> changes) {
        if (waiting.size() + changes.size() > config.maxItems()) {
            problems.note(upper.name(), Problem.NOT_TAKEN, "subscription dropped, its upper takes changes too slowly");
            end();
            return;
        }
        waiting.addAll(changes);
        sendNext();
    }

    void end() {
        if (!ended) {
            ended = true;
            expiry.stop();
            meters.items(upper.name(), CatalogResult.ABANDONED, waiting.size() + unsentItems + itemsOnTheWay);
            waiting.clear();
            onEnd.run();
        }
    }

    private void sendNext() {
        if (ended || onTheWay) {
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
        send(pages.next());
    }

    private CatalogPages<CatalogNotify> pagesOf(List<CatalogItem> items) {
        SipRequest example = headed(SipRequest.builder("NOTIFY", dialog.remoteTarget())
                        .from(dialog.local())
                        .to(dialog.remote())
                        .callId(dialog.callId())
                        .contact(upper.link().localContact()))
                .build();
        PageLimits limits = room.limits(example, config.notifyBatch());
        return CatalogPages.notifications(upper.link()::nextSn, scope, items, limits, writer);
    }

    private void send(CatalogNotify notify) {
        int items = notify.items().size();
        unsentItems -= items;
        itemsOnTheWay = items;
        onTheWay = true;
        meters.items(upper.name(), CatalogResult.SENT, items);
        SipRequest request = headed(dialog.request("NOTIFY"))
                .body(Manscdp.CONTENT_TYPE, writer.write(notify))
                .build();
        upper.link().send(request, dialog).response().onComplete(this::onOutcome);
    }

    private SipRequest.Builder headed(SipRequest.Builder notify) {
        long leftSeconds =
                Math.max(0, Duration.ofNanos(endNanos - nanoTime.getAsLong()).toSeconds());
        return notify.header(EventHeader.NAME, event.map(EventHeader::value))
                .header("Subscription-State", "active;expires=" + leftSeconds);
    }

    private void onOutcome(AsyncResult<SipResponse> outcome) {
        if (ended) {
            return;
        }
        boolean taken = outcome.succeeded() && outcome.result().isSuccess();
        boolean gone = outcome.failed() || outcome.result().status() == 481;
        if (!taken) {
            problems.note(
                    upper.name(),
                    Problem.NOT_TAKEN,
                    outcome.failed()
                            ? "NOTIFY not answered, subscription dropped"
                            : "NOTIFY refused with " + outcome.result().status());
        }
        if (gone) {
            end();
            return;
        }
        meters.items(upper.name(), taken ? CatalogResult.ACKED : CatalogResult.ABANDONED, itemsOnTheWay);
        itemsOnTheWay = 0;
        onTheWay = false;
        sendNext();
    }
}
