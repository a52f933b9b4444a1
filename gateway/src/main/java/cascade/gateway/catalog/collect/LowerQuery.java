package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeUpdate;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.InstantSource;
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
 *   MESSAGE Query SN=5 ->            each part is written as it comes: added or changed
 *   <- 200                           complete: what it lacks is doubted, or deleted
 *   <- MESSAGE Response SN=5 ...     silent before that: asked again at once, while that brings more
 *                                    silent still: nothing is deleted
 * </pre>
 *
 * Two answers that hold the same channels are taken for complete, whatever number they announce: some platforms count
 * wrongly; several that announce the same number may reach it together. No single answer deletes: a lower that has just
 * started, or a bad network, may leave out what is there, so a channel goes when two answers in a row lack it. What is
 * notified meanwhile is newer than the answer. GB/T 28181-2016 9.5.3 and annex N. Control loop only.
 */
final class LowerQuery {

    private static final Logger LOG = LoggerFactory.getLogger(LowerQuery.class);

    private final LowerDomain lower;
    private final ChannelTree tree;
    private final CatalogContext context;
    private final CatalogProblems problems;
    private final Timer idle;
    private final PartRhythm rhythm;
    private final CatalogCommit commit;
    private @Nullable QueryAttempts running;
    private NotifiedMeanwhile meanwhile = new NotifiedMeanwhile(0);
    private CatalogAnswer lastAnswer = CatalogAnswer.NONE;
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
        this.rhythm = new PartRhythm(context::config, context.nanoTime());
        this.commit = new CatalogCommit(lower.name(), tree, context.timer(), this::onWritten);
    }

    /** Whether an answer is waited for, or is being written. */
    boolean isRunning() {
        return running != null || commit.isRunning();
    }

    /** Whether parts of an answer have come, and more may. */
    boolean isAnswered() {
        QueryAttempts attempts = running;
        return attempts != null ? attempts.isAnswered() : commit.isRunning();
    }

    /** Asks; or, while a query runs, waits for that one. The future always succeeds. */
    Future<QueryOutcome> run() {
        if (!isRunning()) {
            outcome = Promise.promise();
            outcome.future().onSuccess(result -> context.meters().query(lower.name(), result));
            finishedSns = Set.of();
            meanwhile = new NotifiedMeanwhile(context.config().maxItems());
            var attempts = new QueryAttempts(context.config().maxItems());
            running = attempts;
            ask(attempts);
        }
        return outcome.future();
    }

    void cancel() {
        boolean wasRunning = isRunning();
        running = null;
        commit.cancel();
        idle.stop();
        forgetFinished();
        if (wasRunning) {
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
        QueryAttempts attempts = running;
        if (attempts != null && attempts.sns().contains(part.sn())) {
            take(attempts, part);
            return true;
        }
        boolean late = finishedSns.contains(part.sn());
        if (late) {
            commit.write(unknownOf(part.items()), meanwhile);
            waitForLateParts();
        }
        return late;
    }

    private void waitForLateParts() {
        idle.start(context.config().queryTimeout(), this::forgetFinished);
    }

    private void forgetFinished() {
        if (commit.isRunning()) {
            waitForLateParts();
            return; // what is notified still counts
        }
        finishedSns = Set.of();
        meanwhile = new NotifiedMeanwhile(0);
    }

    /** What a late part adds: its answer said that it was whole, and was not. What is known already may be older here. */
    private List<CatalogItem> unknownOf(List<CatalogItem> items) {
        return items.stream().filter(item -> !isKnown(item.deviceId())).toList();
    }

    private void take(QueryAttempts attempts, CatalogResponse part) {
        if (isError(part) && attempts.isEmpty()) {
            fail("catalog query answered with an error", QueryOutcome.REFUSED);
            return;
        }
        rhythm.onPart();
        commit.write(attempts.add(part), meanwhile);
        // where it counts itself too low, the known channels that it lacks are still to come
        boolean lacksSome = tree.size(lower.name()) > attempts.size();
        if (attempts.isComplete() && !lacksSome) {
            finish(attempts, true);
        } else {
            waitForNext(attempts);
        }
    }

    private void ask(QueryAttempts attempts) {
        long sn = lower.link().nextSn();
        attempts.begin(sn);
        rhythm.onAsked();
        waitForNext(attempts);
        lower.link()
                .sendMessage(CatalogQuery.of(sn, new DeviceId(lower.config().deviceId())))
                .onComplete(answer -> onAnswer(attempts, sn, answer));
    }

    private void waitForNext(QueryAttempts attempts) {
        idle.start(rhythm.patience(), () -> onSilence(attempts));
    }

    /** An unanswered MESSAGE may have been read all the same: some platforms answer with the catalog alone. */
    private void onAnswer(QueryAttempts attempts, long sn, AsyncResult<SipResponse> answer) {
        boolean refused = answer.succeeded() && !answer.result().isSuccess();
        if (refused && attempts.equals(running) && attempts.isAt(sn) && attempts.isEmpty()) {
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

    private void onSilence(QueryAttempts attempts) {
        if (attempts.isEnough() || attempts.isSameAsBefore()) {
            finish(attempts, true);
        } else if (attempts.isProgress() && attempts.count() < context.config().queryAttempts()) {
            ask(attempts);
        } else if (attempts.isAnswered()) {
            finish(attempts, false);
        } else {
            fail("no answer to the catalog query", QueryOutcome.FAILED);
        }
    }

    private void finish(QueryAttempts attempts, boolean whole) {
        running = null;
        finishedSns = attempts.sns();
        waitForLateParts();
        if (whole && !meanwhile.isOverflowing()) {
            replace(attempts);
        } else {
            problems.note(
                    lower.name(),
                    CatalogProblem.INCOMPLETE,
                    "catalog answer incomplete, nothing deleted, asked again soon");
            commit.finish(List.of(), List.of(), meanwhile, () -> reached(attempts, QueryOutcome.INCOMPLETE));
        }
    }

    /** Makes an end of a whole catalog: deletes what a second answer in a row lacks. */
    private void replace(QueryAttempts attempts) {
        List<CatalogItem> items = attempts.items();
        Set<DeviceId> lacking = lacking(items);
        List<DeviceId> deleted = lacking.stream().filter(unconfirmed::contains).toList();
        deleted.forEach(lacking::remove);
        unconfirmed.clear();
        unconfirmed.addAll(lacking);
        if (!lacking.isEmpty()) {
            problems.note(
                    lower.name(),
                    CatalogProblem.UNCONFIRMED,
                    "catalog answer lacks known channels, asked again before they are deleted",
                    line -> line.addKeyValue("channels", lacking.size()));
        }
        QueryOutcome outcomeThen = lacking.isEmpty() ? QueryOutcome.WHOLE : QueryOutcome.UNCONFIRMED;
        commit.finish(deleted, items, meanwhile, () -> reached(attempts, outcomeThen));
    }

    private void reached(QueryAttempts attempts, QueryOutcome result) {
        LOG.atInfo()
                .addKeyValue("peer", lower.name())
                .addKeyValue("items", attempts.size())
                .addKeyValue("announced", attempts.expected())
                .addKeyValue("attempts", attempts.count())
                .addKeyValue("result", result)
                .log("catalog collected");
        noteAnswer(attempts.expected(), attempts.size(), result);
        outcome.tryComplete(result);
    }

    private void noteAnswer(int declared, int received, QueryOutcome result) {
        Optional<Instant> fullNow =
                result.isFull() ? Optional.of(InstantSource.system().instant()) : Optional.empty();
        lastAnswer = lastAnswer.next(declared, received, fullNow);
        context.meters().answer(lower.name(), declared, received, result.isFull());
    }

    /** The last answer in numbers. */
    CatalogAnswer lastAnswer() {
        return lastAnswer;
    }

    /** Channels of the tree that are not among the items, all of which are written but those that the commit holds. */
    private Set<DeviceId> lacking(List<CatalogItem> items) {
        int size = tree.size(lower.name());
        boolean hasRoom = size < context.config().maxItems();
        if (meanwhile.isEmpty() && !commit.isRunning() && hasRoom && size == items.size()) {
            return new HashSet<>(); // what most answers lack, found without a walk through a city
        }
        var lacking = new HashSet<>(tree.ids(lower.name()));
        items.forEach(item -> lacking.remove(item.deviceId()));
        lacking.removeIf(meanwhile::brings);
        return lacking;
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

    private void onWritten(TreeUpdate update) {
        if (update.refused() > 0) {
            problems.note(lower.name(), CatalogProblem.TOO_MANY_ITEMS, "catalog has more items than are kept");
        }
        if (update.unknown() > 0) {
            problems.note(
                    lower.name(), CatalogProblem.UNKNOWN_ITEM, "notification of a channel that the catalog lacks");
        }
    }
}
