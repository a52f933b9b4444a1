package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeUpdate;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.pace.RequestTurn;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.Subscriber;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Catalog collection from one lower into the tree: a query when it comes online and now and then, and a subscription
 * for what happens in between (GB/T 28181-2016 9.5 and 9.11). Control loop only.
 */
public final class CollectedCatalog {

    private final LowerDomain lower;
    private final ChannelTree tree;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final NotServed notServed;
    private final LowerQuery query;
    private final CatalogSubscriber subscription;
    private final LargeItems largeItems;
    private final PartPace pace;
    private final Backoff queryBackoff;
    private final Timer nextQuery;
    private final ChannelPresence presence;
    private final CatalogContext context;
    private final Runnable onSettled;
    private boolean heard;

    private final RequestTurn turn;

    /** When it was to be asked for its first catalog, or was asked. */
    private long beganNanos;

    private boolean silent;

    /** Another query was called for while one ran. */
    private boolean again;

    /** Its channels were kept over a restart: the first query is no hurry. */
    private boolean restored;

    /** One query until the next refresh is enough to learn of channels that were notified before they were added. */
    private boolean askedForUnknown;

    /** @param onSettled told when the lower has given its catalog for the first time, or refused to, or has not answered */
    public CollectedCatalog(LowerDomain lower, CatalogContext shared, Runnable onSettled) {
        this.lower = lower;
        this.context = shared;
        this.onSettled = onSettled;
        this.presence = new ChannelPresence(lower, shared);
        this.tree = shared.tree();
        this.meters = shared.meters();
        this.problems = shared.problems();
        this.notServed = shared.notServed();
        this.query = new LowerQuery(lower, shared);
        this.subscription = new CatalogSubscriber(lower, shared, this::refreshInTurn);
        this.largeItems = new LargeItems(
                shared, lower.name(), new ManscdpWriter(lower.config().charset()));
        this.pace = new PartPace(() -> shared.settings().get().sip(), shared.nanoTime());
        this.queryBackoff = shared.backoff();
        this.nextQuery = shared.timer();
        this.turn = lower.newTurn();
    }

    public LowerDomain lower() {
        return lower;
    }

    /** Whether it was asked for its catalog and has answered, or is not asked at all. */
    public boolean isHeard() {
        return heard;
    }

    /**
     * Time since it was asked for its first catalog, or since it waits to be asked, while it may give it; empty when it has, or
     * does not answer.
     */
    public Optional<Duration> collecting() {
        boolean giving = !heard && (turn.isWaiting() || query.isRunning()) && (query.isAnswered() || !silent);
        return giving ? Optional.of(Duration.ofNanos(context.nanoTime().getAsLong() - beganNanos)) : Optional.empty();
    }

    /** Its last answer to a catalog query, in numbers. */
    public CatalogAnswer lastAnswer() {
        return query.lastAnswer();
    }

    public void onOnline() {
        presence.onOnline();
        if (restored) {
            restored = false;
            beginWithRestored();
        } else {
            begin();
        }
    }

    /**
     * Its channels are there, as a former process kept them: it counts as heard. Where it was online it is shown so until it has
     * had its time to come back.
     */
    public void onRestored(boolean wasOnline) {
        restored = true;
        heard();
        if (wasOnline && !lower.isOnline()) {
            presence.onRestored();
        }
    }

    /** Not all lowers at once are asked after a restart; what happens meanwhile, their subscriptions tell. */
    private void beginWithRestored() {
        Duration spread = context.config().restoredQuery();
        nextQuery.start(spread.multipliedBy(context.random().nextInt(1, 1_001)).dividedBy(1_000), this::refreshInTurn);
        if (lower.config().catalog().subscribe()) {
            subscription.start();
        }
    }

    public void onRegisteredAnew() {
        begin();
    }

    public void onOffline(OfflineReason reason) {
        query.cancel();
        boolean waited = turn.isWaiting();
        turn.drop();
        subscription.stop();
        nextQuery.stop();
        presence.onOffline(reason);
        if (waited && !heard) {
            onSettled.run();
        }
    }

    /** The settings changed: a subscription begins, ends or stays, and the tree is left as it is. */
    public void onReconfigured() {
        if (!lower.config().catalog().subscribe()) {
            subscription.end();
        } else if (lower.isOnline() && !subscription.isExpected()) {
            subscription.start();
        }
    }

    /** The subscription first: what changes while the catalog is asked for, it tells. */
    private void begin() {
        silent = false;
        again = false;
        askedForUnknown = false;
        beganNanos = context.nanoTime().getAsLong();
        if (lower.config().catalog().subscribe()) {
            subscription.start();
        }
        if (lower.config().catalog().queryOnRegister()) {
            refreshInTurn();
        } else {
            nextQuery.start(lower.config().catalog().refresh(), this::refreshInTurn);
            heard();
        }
    }

    private void refreshInTurn() {
        nextQuery.stop();
        turn.take(this::refresh);
    }

    private void refresh() {
        askedForUnknown = false;
        runQuery();
    }

    /** After the one that runs, or whose items are still being taken in: it may be older than what was to be asked for. */
    private void runQuery() {
        nextQuery.stop();
        if (query.isRunning()) {
            again = true;
            nextQuery.start(context.config().retry(), this::refreshInTurn);
        } else if (lower.peer().isPresent()) {
            again = false;
            if (!heard) {
                beganNanos = context.nanoTime().getAsLong();
            }
            query.run().onSuccess(this::onQueried);
        }
    }

    private void heard() {
        if (!heard) {
            heard = true;
            onSettled.run();
        }
    }

    private void onQueried(QueryOutcome outcome) {
        if (outcome.isHeard()) {
            heard();
        } else if (!heard) {
            silent = true;
            onSettled.run();
        }
        if (again && lower.isOnline()) {
            refreshInTurn();
            return;
        }
        switch (outcome) {
            case WHOLE -> {
                queryBackoff.reset();
                nextQuery.start(lower.config().catalog().refresh(), this::refreshInTurn);
            }
            case UNCONFIRMED, INCOMPLETE, REFUSED, FAILED -> {
                if (lower.isOnline()) {
                    nextQuery.start(queryBackoff.next(), this::refreshInTurn);
                }
            }
            case CANCELLED -> {
                // asked anew when the lower is back
            }
        }
    }

    public Future<Void> end() {
        // nobody waits for it any more, and whoever did is told when its channels are gone
        heard = true;
        turn.drop();
        query.cancel();
        nextQuery.stop();
        presence.stop();
        return subscription.end();
    }

    public void onMessage(ServerTransaction transaction, ManscdpMessage message) {
        switch (message) {
            case CatalogResponse part -> onPart(transaction, part);
            case CatalogNotify _ -> onNotify(transaction, Optional.of(message));
            case CatalogQuery _, DeviceInfoQuery _, DeviceStatusQuery _ -> {
                problems.note(lower.name(), CatalogProblem.NOT_PERMITTED, "query of a lower platform");
                transaction.refuse(403, "a lower platform is not shown anything");
            }
            default -> notServed.refuse(transaction, lower, message);
        }
    }

    private void onPart(ServerTransaction transaction, CatalogResponse part) {
        answer(transaction);
        meters.items(lower.name(), CatalogResult.RECEIVED, part.items().size());
        List<CatalogItem> items = largeItems.fitting(part.items(), transaction.request());
        var fitting = new CatalogResponse(part.sn(), part.deviceId(), part.sumNum(), items, part.extra());
        if (!query.onPart(fitting)) {
            problems.note(lower.name(), CatalogProblem.UNKNOWN_SN, "catalog answer to no query of ours");
        }
    }

    private void answer(ServerTransaction part) {
        Duration withheld =
                part.source().transport().isReliable() ? Duration.ZERO : pace.next(); // TCP is paced by not being read
        if (withheld.toMillis() == 0) {
            part.respond(part.answer(200).build());
        } else {
            context.timers().after(withheld, () -> part.respond(part.answer(200).build()));
        }
    }

    /** Whether a NOTIFY belongs to our subscription by its dialog. */
    boolean owns(ServerTransaction notify) {
        return subscription.owns(notify);
    }

    /** A NOTIFY, perhaps without body; or its body in a MESSAGE. */
    void onNotify(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        boolean ours = subscription.owns(transaction);
        if (!lower.isOnline() || !(ours || isAcceptedAnyway())) {
            problems.note(lower.name(), CatalogProblem.UNKNOWN_SUBSCRIPTION, "NOTIFY of no subscription of ours");
            transaction.refuse(481, "no such subscription");
            return;
        }
        Optional<CatalogNotify> changes = body.flatMap(CollectedCatalog::changes);
        if (body.isPresent() && changes.isEmpty()) {
            problems.note(lower.name(), CatalogProblem.BAD_EVENT, "NOTIFY of something else than the catalog");
            transaction.refuse(489, "only the catalog was subscribed to");
            return;
        }
        transaction.respond(transaction.answer(200).build());
        changes.map(notify -> largeItems.fitting(notify.items(), transaction.request()))
                .ifPresent(this::apply);
        if (ours && Subscriber.isTermination(transaction)) {
            subscription.onTerminated();
        }
    }

    /** Some platforms mix up their dialogs, or notify a registered upper unasked. */
    private boolean isAcceptedAnyway() {
        return subscription.isExpected() || lower.config().profile().acceptUnsolicitedNotify();
    }

    /** A catalog answer sent by NOTIFY is a form of the 2011 edition. */
    static Optional<CatalogNotify> changes(ManscdpMessage body) {
        return switch (body) {
            case CatalogNotify notify -> Optional.of(notify);
            case CatalogResponse response -> Optional.of(response.toNotify());
            default -> Optional.empty();
        };
    }

    private void apply(List<CatalogItem> items) {
        meters.items(lower.name(), CatalogResult.RECEIVED, items.size());
        TreeUpdate update = tree.apply(lower.name(), items);
        query.notified(items);
        if (update.refused() > 0) {
            problems.note(lower.name(), CatalogProblem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
        // while a query runs or is due, the channel may be in a part that is still to come
        if (update.unknown() > 0 && !query.isRunning() && !turn.isWaiting()) {
            onUnknown();
        }
    }

    private void onUnknown() {
        problems.note(
                lower.name(), CatalogProblem.UNKNOWN_ITEM, "notification of a channel that is not in the catalog");
        if (!askedForUnknown) {
            askedForUnknown = true;
            turn.take(this::runQuery);
        }
    }
}
