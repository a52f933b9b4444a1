package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.serve.CatalogAnswer.Part;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.pace.SendWindow;
import cascade.gateway.domain.peer.MessageRoom;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.message.RetryAfter;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Sender of catalog answers to one upper (多响应消息传输): one answer after the other, part by part, as many parts at once
 * as the {@link SendWindow} lets. A part that is not acknowledged in time, or refused for the moment, is sent again some
 * times before it is lost to the upper; a whole window lost in a row ends the answer. GB/T 28181-2016 annex N,
 * GB/T 28181-2022 annex M. Control loop only.
 */
final class AnswerSender {

    private final UpperDomain upper;
    private final CatalogContext context;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final CatalogPace pace;
    private final SendWindow window;
    private final Backoff backoff;
    private final Timer wait;
    private final Runnable onIdle;

    /** Those of which parts are left, or wait for their 200; the oldest first. */
    private final SequencedSet<CatalogAnswer> answers = new LinkedHashSet<>();

    private final Deque<Part> again = new ArrayDeque<>();
    private boolean paused;
    private boolean sending;

    /** @param onIdle told when the last answer is through, or given up */
    AnswerSender(UpperDomain upper, CatalogContext shared, Runnable onIdle) {
        this.upper = upper;
        this.context = shared;
        this.meters = shared.meters();
        this.problems = shared.problems();
        this.pace = new CatalogPace(upper, shared);
        this.window = new SendWindow(pace::limits, shared.nanoTime(), shared.timer(), this::send);
        this.backoff = shared.backoff();
        this.wait = shared.timer();
        this.onIdle = onIdle;
    }

    /** Whether an answer is under way. */
    boolean isBusy() {
        return !answers.isEmpty();
    }

    /** @param held answers that will come to these */
    boolean isFull(int held) {
        return answers.size() + held >= context.config().maxAnswers();
    }

    /**
     * Answers a query; an earlier one for the same id has been given up by its asker, or he would not ask again. One that
     * only came late, behind a later one, is answered after that.
     */
    void answer(CatalogQuery query, List<CatalogItem> items) {
        answers.stream().filter(earlier -> earlier.isGivenUpBy(query)).toList().forEach(this::abandon);
        answers.add(new CatalogAnswer(query, items.size(), () -> pagesOf(query, items)));
        send();
    }

    private CatalogPages pagesOf(CatalogQuery query, List<CatalogItem> items) {
        var room = MessageRoom.of(upper.config(), context.settings().get());
        var limits =
                room.limits(newMessage(new byte[0]), upper.config().catalog().itemsPerMessage());
        var writer = new ManscdpWriter(
                upper.config().charset(), upper.config().profile().gb18030Bytes());
        return CatalogPages.responses(query.sn(), query.deviceId(), items, limits, writer);
    }

    private SipRequest newMessage(byte[] body) {
        String id = upper.config().deviceId();
        return upper.link()
                .newRequest("MESSAGE", id, id)
                .body(ManscdpMessage.CONTENT_TYPE, body)
                .build();
    }

    /** The upper is offline: nothing is sent until {@link #resume}. */
    void pause() {
        paused = true;
    }

    /** The upper is online. */
    void resume() {
        paused = false;
        wait.stop();
        send();
    }

    /** The upper is gone: nobody waits for the rest. */
    void clear() {
        List.copyOf(answers).forEach(this::abandon);
        wait.stop();
        paused = false;
    }

    private void abandon(CatalogAnswer answer) {
        if (answers.remove(answer)) {
            meters.items(upper.name(), CatalogResult.ABANDONED, answer.openItems());
            again.removeIf(part -> part.answer() == answer);
            tellIfIdle();
        }
    }

    /** Sends what the window lets, as soon as the upper has an address: it may ask before we read its 200 to REGISTER. */
    private void send() {
        if (sending) {
            return; // a request that fails at once ends in here again
        }
        sending = true;
        try {
            while (window.hasRoom()
                    && !paused
                    && !wait.isRunning()
                    && upper.peer().isPresent()) {
                Optional<Part> part = next();
                if (part.isEmpty()) {
                    return;
                }
                send(part.get());
            }
        } finally {
            sending = false;
        }
    }

    private Optional<Part> next() {
        Part failed = again.poll();
        if (failed != null) {
            return Optional.of(failed);
        }
        Optional<Part> first = answers.stream()
                .filter(CatalogAnswer::hasMore)
                .findFirst()
                .map(answer -> answer.next(upper.link()::write));
        first.ifPresent(part -> meters.items(upper.name(), CatalogResult.SENT, part.items()));
        return first;
    }

    private void send(Part part) {
        SendWindow.Place place = window.open();
        upper.link()
                .send(newMessage(part.body()), context.config().responseTimeout())
                .response()
                .onComplete(outcome -> {
                    if (outcome.succeeded()) {
                        place.answered();
                    } else {
                        place.abandoned();
                    }
                    if (answers.contains(part.answer())) {
                        onOutcome(part, outcome);
                    }
                    if (pace.delay().isPositive() && !wait.isRunning()) {
                        wait.start(pace.delay(), this::send);
                    }
                    send();
                });
    }

    private void onOutcome(Part part, AsyncResult<SipResponse> outcome) {
        if (outcome.succeeded() && outcome.result().isSuccess()) {
            backoff.reset();
            part.answer().taken(part);
            meters.items(upper.name(), CatalogResult.ACKED, part.items());
            forgetIfDone(part.answer());
            return;
        }
        part.failed();
        boolean forNow = outcome.failed() || isForNow(outcome.result());
        boolean sentAgain = forNow && part.attempts() < context.config().partAttempts();
        problems.note(
                upper.name(),
                CatalogProblem.NOT_TAKEN,
                (outcome.succeeded()
                                ? "part of a catalog answer refused with "
                                        + outcome.result().status()
                                : "part of a catalog answer not acknowledged")
                        + (sentAgain ? ", sent again" : ""));
        if (sentAgain) {
            again.add(part);
            if (outcome.succeeded() && !wait.isRunning()) {
                wait.start(waitFor(outcome.result()), this::send);
            }
        } else {
            lose(part);
        }
    }

    /** Whether another try may find a peer that takes it: an overload, a restart, but no refusal of what it says. */
    private static boolean isForNow(SipResponse refusal) {
        return switch (refusal.status()) {
            case 408, 480, 486, 500, 503, 504 -> true;
            default -> false;
        };
    }

    private Duration waitFor(SipResponse refusal) {
        Duration longest = context.config().retryMax();
        return RetryAfter.of(refusal)
                .map(asked -> asked.compareTo(longest) > 0 ? longest : asked)
                .orElseGet(backoff::next);
    }

    private void lose(Part part) {
        CatalogAnswer answer = part.answer();
        int inRow = answer.lost(part);
        meters.items(upper.name(), CatalogResult.ABANDONED, part.items());
        if (inRow >= upper.config().catalog().window()) {
            abandon(answer);
        } else {
            forgetIfDone(answer);
        }
    }

    private void forgetIfDone(CatalogAnswer answer) {
        if (answer.isDone() && answers.remove(answer)) {
            tellIfIdle();
        }
    }

    private void tellIfIdle() {
        if (answers.isEmpty()) {
            onIdle.run();
        }
    }
}
