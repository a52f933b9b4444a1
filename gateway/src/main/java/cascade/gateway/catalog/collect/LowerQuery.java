package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
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
 * wrongly. No single answer deletes: a lower that has just started, or a bad network, may leave out what is there, so a
 * channel goes when two answers in a row lack it. What is notified meanwhile is newer than the answer. GB/T 28181-2016
 * 9.5.3 and annex N. Control loop only.
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

        /** Whether anything came, also to the attempt before. */
        boolean isAnswered() {
            return collector.expected() > 0 || first.filter(Attempt::isAnswered).isPresent();
        }

        Set<DeviceId> ids() {
            var ids = new HashSet<DeviceId>();
            collector.items().forEach(item -> ids.add(item.deviceId()));
            return ids;
        }
    }

    private final LowerDomain lower;
    private final ChannelTree tree;
    private final CatalogContext context;
    private final CatalogProblems problems;
    private final Timer idle;
    private @Nullable Attempt running;
    private NotifiedMeanwhile meanwhile = new NotifiedMeanwhile(0);
    private boolean announced;
    private Promise<QueryOutcome> outcome = Promise.promise();

    /** The query that ended last, while parts of its answer may still be on their way. */
    private Set<Long> finishedSns = Set.of();

    /** Channels of the tree that the last answer lacked. */
    private final Set<DeviceId> unconfirmed = new HashSet<>();

    LowerQuery(LowerDomain lower, CatalogContext context) {
        this.lower = lower;
        this.tree = context.tree();
        this.context = context;
        this.problems = context.problems();
        this.idle = context.timer();
    }

    boolean isRunning() {
        return running != null;
    }

    /** Asks; or, while a query runs, waits for that one. The future always succeeds. */
    Future<QueryOutcome> run() {
        if (running == null) {
            outcome = Promise.promise();
            finishedSns = Set.of();
            meanwhile = new NotifiedMeanwhile(context.config().maxItems());
            ask(Optional.empty());
        }
        return outcome.future();
    }

    void cancel() {
        idle.stop();
        forgetFinished();
        if (running != null) {
            running = null;
            outcome.tryComplete(QueryOutcome.CANCELLED);
        }
    }

    /** Takes note of what a NOTIFY said, which the tree has been told already. */
    void notified(List<CatalogItem> items) {
        items.forEach(item -> unconfirmed.remove(item.deviceId()));
        if (running != null || !finishedSns.isEmpty()) {
            meanwhile.note(items);
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
            merge(unknownOf(part.items()));
            waitForLateParts();
        }
        return late;
    }

    private void waitForLateParts() {
        idle.start(context.config().queryTimeout(), this::forgetFinished);
    }

    private void forgetFinished() {
        finishedSns = Set.of();
        meanwhile = new NotifiedMeanwhile(0);
    }

    /** What a late part adds: its answer said that it was whole, and was not. What is known already may be older here. */
    private List<CatalogItem> unknownOf(List<CatalogItem> items) {
        return items.stream().filter(item -> !isKnown(item.deviceId())).toList();
    }

    private void take(Attempt attempt, CatalogResponse part) {
        if (isError(part) && attempt.collector().items().isEmpty()) {
            fail("catalog query answered with an error", QueryOutcome.REFUSED);
            return;
        }
        announced |= part.sumNum().isPresent();
        if (attempt.collector().add(part) == CatalogCollector.Outcome.OVERFLOW) {
            problems.note(lower.name(), CatalogProblem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
        if (announced && attempt.collector().isComplete()) {
            finish(attempt, true);
        } else {
            waitForNext(attempt);
        }
    }

    private void ask(Optional<Attempt> first) {
        long sn = lower.link().nextSn();
        var attempt = new Attempt(new CatalogCollector(sn, context.config().maxItems()), sn, first);
        running = attempt;
        announced = false;
        waitForNext(attempt);
        lower.link()
                .sendMessage(CatalogQuery.of(sn, new DeviceId(lower.config().deviceId())))
                .onComplete(answer -> onAnswer(attempt, answer));
    }

    private void waitForNext(Attempt attempt) {
        idle.start(context.config().queryTimeout(), () -> onSilence(attempt));
    }

    /** An unanswered MESSAGE may have been read all the same: some platforms answer with the catalog alone. */
    private void onAnswer(Attempt attempt, AsyncResult<SipResponse> answer) {
        boolean refused = answer.succeeded() && !answer.result().isSuccess();
        if (refused && isRunning(attempt) && attempt.collector().items().isEmpty()) {
            int status = answer.result().status();
            fail(
                    "catalog query refused with " + status,
                    isOfTheMoment(status) ? QueryOutcome.FAILED : QueryOutcome.REFUSED);
        }
    }

    /** An error is no empty catalog: it deletes nothing, however often it is repeated. */
    private static boolean isError(CatalogResponse part) {
        return part.items().isEmpty()
                && part.result().filter("ERROR"::equalsIgnoreCase).isPresent();
    }

    /** Whether a lower that refuses so may answer the same query a moment later. */
    private static boolean isOfTheMoment(int status) {
        return switch (status) {
            case 408, 480, 500, 503, 504 -> true;
            default -> false;
        };
    }

    private boolean isRunning(Attempt attempt) {
        return running != null && running.sn() == attempt.sn();
    }

    private void onSilence(Attempt attempt) {
        boolean whole = attempt.collector().isComplete() || hasSameAsBefore(attempt);
        if (whole) {
            finish(attempt, true);
        } else if (attempt.first().isEmpty()) {
            merge(attempt.collector().items());
            ask(Optional.of(attempt));
        } else if (attempt.isAnswered()) {
            finish(attempt, false);
        } else {
            fail("no answer to the catalog query", QueryOutcome.FAILED);
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
        waitForLateParts();
        List<CatalogItem> items = attempt.collector().items();
        QueryOutcome reached;
        if (whole && !meanwhile.isOverflowing()) {
            reached = replace(meanwhile.over(items));
        } else {
            merge(items);
            problems.note(
                    lower.name(),
                    CatalogProblem.INCOMPLETE,
                    "catalog answer incomplete, nothing deleted, asked again soon");
            reached = QueryOutcome.INCOMPLETE;
        }
        LOG.atInfo()
                .addKeyValue("peer", lower.name())
                .addKeyValue("items", items.size())
                .addKeyValue("announced", attempt.collector().expected())
                .addKeyValue("result", reached)
                .log("catalog collected");
        outcome.tryComplete(reached);
    }

    /** Writes a whole catalog, but for deletions that no second answer has confirmed. */
    private QueryOutcome replace(List<CatalogItem> items) {
        Set<DeviceId> lacking = lacking(items);
        lacking.removeAll(unconfirmed);
        unconfirmed.clear();
        unconfirmed.addAll(lacking);
        write(tree.replace(lower.name(), items, lacking));
        write(tree.apply(lower.name(), meanwhile.states()));
        if (lacking.isEmpty()) {
            return QueryOutcome.WHOLE;
        }
        problems.note(
                lower.name(),
                CatalogProblem.UNCONFIRMED,
                "catalog answer lacks known channels, asked again before they are deleted",
                line -> line.addKeyValue("channels", lacking.size()));
        return QueryOutcome.UNCONFIRMED;
    }

    private Set<DeviceId> lacking(List<CatalogItem> items) {
        var lacking = new HashSet<DeviceId>();
        tree.nodes(lower.name()).forEach(node -> lacking.add(node.ref().originalId()));
        items.forEach(item -> lacking.remove(item.deviceId()));
        return lacking;
    }

    private void merge(List<CatalogItem> items) {
        write(tree.merge(lower.name(), meanwhile.over(items)));
        List<CatalogItem> known = meanwhile.states().stream()
                .filter(state -> isKnown(state.deviceId()))
                .toList();
        write(tree.apply(lower.name(), known));
    }

    private boolean isKnown(DeviceId id) {
        return tree.find(new ChannelRef(lower.name(), id)).isPresent();
    }

    private void fail(String why, QueryOutcome how) {
        running = null;
        idle.stop();
        problems.note(lower.name(), CatalogProblem.QUERY_FAILED, why);
        outcome.tryComplete(how);
    }

    private void write(TreeUpdate update) {
        if (update.refused() > 0) {
            problems.note(lower.name(), CatalogProblem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
        if (update.unknown() > 0) {
            problems.note(
                    lower.name(), CatalogProblem.UNKNOWN_ITEM, "notification of a channel that the catalog lacks");
        }
    }
}
