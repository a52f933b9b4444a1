package cascade.gateway.catalog;

import cascade.config.CatalogConfig;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeUpdate;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalog query at one lower (目录查询, GB/T 28181-2016 9.5.3), one at a time, which writes what it answers into the
 * tree.
 *
 * <pre>
 *   MESSAGE Query SN=5 ->            complete: takes the place of what the tree had
 *   <- 200                           silent before that: asked once more
 *   <- MESSAGE Response SN=5 ...     silent again: what came is added, nothing is deleted
 * </pre>
 *
 * Two answers that hold the same channels are taken for complete, whatever number they announce: some platforms count
 * wrongly. GB/T 28181-2016 9.5.3 and annex N. Control loop only.
 */
final class LowerQuery {

    private static final Logger LOG = LoggerFactory.getLogger(LowerQuery.class);

    /** @param first the attempt before this one, which a slow lower may answer still */
    private record Attempt(CatalogCollector collector, long sn, Optional<Attempt> first) {

        Set<Long> sns() {
            return first.map(earlier -> Set.of(sn, earlier.sn())).orElse(Set.of(sn));
        }

        /** The part as one of this attempt: both ask the same. */
        CatalogResponse own(CatalogResponse part) {
            return new CatalogResponse(sn, part.deviceId(), part.sumNum(), part.items(), part.extra());
        }

        Set<DeviceId> ids() {
            var ids = new HashSet<DeviceId>();
            collector.items().forEach(item -> ids.add(item.deviceId()));
            return ids;
        }
    }

    private final LowerDomain lower;
    private final ChannelTree tree;
    private final Supplier<CatalogConfig> settings;
    private final Problems problems;
    private final Timer idle;
    private @Nullable Attempt running;
    private Set<Long> finishedSns = Set.of();
    private boolean announced;
    private Promise<Void> outcome = Promise.promise();

    LowerQuery(LowerDomain lower, ChannelTree tree, Supplier<CatalogConfig> settings, Problems problems, Timer idle) {
        this.lower = lower;
        this.tree = tree;
        this.settings = settings;
        this.problems = problems;
        this.idle = idle;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Asks; or, while a query runs, waits for that one. Fails when the lower gives no answer at all, twice. */
    Future<Void> run() {
        if (running == null) {
            outcome = Promise.promise();
            ask(Optional.empty());
        }
        return outcome.future();
    }

    void cancel() {
        if (running != null) {
            running = null;
            idle.stop();
            outcome.tryFail("the lower went offline");
        }
    }

    /** @return whether the part belongs to a query of ours */
    boolean onPart(CatalogResponse part) {
        Attempt attempt = running;
        if (attempt != null && attempt.sns().contains(part.sn())) {
            take(attempt, attempt.own(part));
            return true;
        }
        boolean late = finishedSns.contains(part.sn());
        if (late) {
            write(tree.merge(lower.name(), unknownOf(part.items())));
        }
        return late;
    }

    /** What a late part adds: its answer said that it was whole, and was not. What is known already may be older here. */
    private List<CatalogItem> unknownOf(List<CatalogItem> items) {
        return items.stream()
                .filter(item ->
                        tree.find(new ChannelRef(lower.name(), item.deviceId())).isEmpty())
                .toList();
    }

    private void take(Attempt attempt, CatalogResponse part) {
        announced |= part.sumNum().isPresent();
        if (attempt.collector().add(part) == CatalogCollector.Outcome.OVERFLOW) {
            problems.note(lower.name(), Problem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
        if (announced && attempt.collector().isComplete()) {
            finish(attempt, true);
        } else {
            waitForNext(attempt);
        }
    }

    private void ask(Optional<Attempt> first) {
        long sn = lower.link().nextSn();
        var attempt = new Attempt(new CatalogCollector(sn, settings.get().maxItems()), sn, first);
        running = attempt;
        announced = false;
        waitForNext(attempt);
        lower.link()
                .sendMessage(CatalogQuery.of(sn, new DeviceId(lower.config().deviceId())))
                .onComplete(answer -> onAnswer(attempt, answer));
    }

    private void waitForNext(Attempt attempt) {
        idle.start(settings.get().queryTimeout(), () -> onSilence(attempt));
    }

    /** An unanswered MESSAGE may have been read all the same: some platforms answer with the catalog alone. */
    private void onAnswer(Attempt attempt, AsyncResult<SipResponse> answer) {
        boolean refused = answer.succeeded() && !answer.result().isSuccess();
        if (refused && isRunning(attempt) && attempt.collector().items().isEmpty()) {
            fail("catalog query refused with " + answer.result().status());
        }
    }

    private boolean isRunning(Attempt attempt) {
        return running != null && running.sn() == attempt.sn();
    }

    private void onSilence(Attempt attempt) {
        boolean whole = attempt.collector().isComplete() || hasSameAsBefore(attempt);
        boolean anything = attempt.collector().expected() > 0;
        if (whole) {
            finish(attempt, true);
        } else if (attempt.first().isEmpty()) {
            write(tree.merge(lower.name(), attempt.collector().items()));
            ask(Optional.of(attempt));
        } else if (anything) {
            finish(attempt, false);
        } else {
            fail("no answer to the catalog query");
        }
    }

    private static boolean hasSameAsBefore(Attempt attempt) {
        Set<DeviceId> now = attempt.ids();
        return !now.isEmpty()
                && attempt.first().map(Attempt::ids).filter(now::equals).isPresent();
    }

    private void finish(Attempt attempt, boolean whole) {
        running = null;
        finishedSns = attempt.sns();
        idle.stop();
        List<CatalogItem> items = attempt.collector().items();
        TreeUpdate update = whole ? tree.replace(lower.name(), items) : tree.merge(lower.name(), items);
        write(update);
        if (!whole) {
            problems.note(lower.name(), Problem.INCOMPLETE, "catalog answer incomplete, nothing deleted");
        }
        LOG.atInfo()
                .addKeyValue("peer", lower.name())
                .addKeyValue("items", items.size())
                .addKeyValue("announced", attempt.collector().expected())
                .addKeyValue("changes", update.changes().size())
                .log("catalog collected");
        outcome.tryComplete();
    }

    private void fail(String why) {
        running = null;
        idle.stop();
        problems.note(lower.name(), Problem.QUERY_FAILED, why);
        outcome.tryFail(why);
    }

    private void write(TreeUpdate update) {
        if (update.refused() > 0) {
            problems.note(lower.name(), Problem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
    }
}
