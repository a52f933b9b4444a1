package cascade.gateway.simulator.upper.function;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Open request of a simulated upper, and the parts of its answer: in any order, some twice, complete at SumNum (GB/T
 * 28181-2016 annex N).
 */
final class Question {

    private final Timer silence;
    private final DeviceFunction function;
    private final Duration timeout;
    private final Runnable onOver;
    private final long startNanos;
    private final Promise<FunctionAnswer> answer = Promise.promise();
    private final List<ManscdpMessage> parts = new ArrayList<>();
    private final Set<XmlNode> items = new LinkedHashSet<>();

    /**
     * @param timeout longest wait for the first or the next part
     * @param onOver runs when it is answered or has failed
     */
    Question(Timers timers, DeviceFunction function, Duration timeout, long startNanos, Runnable onOver) {
        this.silence = new Timer(timers);
        this.function = function;
        this.timeout = timeout;
        this.startNanos = startNanos;
        this.onOver = onOver;
    }

    DeviceFunction function() {
        return function;
    }

    /** The time counts from now on. */
    Future<FunctionAnswer> open() {
        restartTimer();
        return answer.future();
    }

    /** The lower's SIP answer, or none. */
    void onTaken(AsyncResult<SipResponse> outcome, long nowNanos) {
        if (outcome.failed()) {
            fail(FunctionException.NO_STATUS, "not taken: " + outcome.cause().getMessage());
        } else if (!outcome.result().isSuccess()) {
            fail(outcome.result().status(), "answered " + outcome.result().status());
        } else if (function.form() == AnswerForm.NONE) {
            succeed(nowNanos);
        }
    }

    void onResponse(ManscdpMessage part, long nowNanos) {
        parts.add(part);
        if (part instanceof Other other) {
            list(other.tree()).ifPresent(list -> items.addAll(list.children()));
        }
        if (isComplete(part)) {
            succeed(nowNanos);
        } else {
            restartTimer();
        }
    }

    private boolean isComplete(ManscdpMessage part) {
        return function.form() != AnswerForm.PARTS
                || FunctionAnswer.isError(part)
                || items.size() >= sumNum(part).orElse(0);
    }

    private static Optional<Integer> sumNum(ManscdpMessage part) {
        try {
            return part instanceof Other other
                    ? other.tree().childText("SumNum").map(Integer::valueOf)
                    : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<XmlNode> list(XmlNode tree) {
        return tree.children().stream()
                .filter(child -> child.attributes().keySet().stream().anyMatch("Num"::equalsIgnoreCase))
                .findFirst();
    }

    private void restartTimer() {
        silence.start(
                timeout,
                () -> fail(
                        FunctionException.NO_STATUS,
                        parts.isEmpty()
                                ? "no answer within " + timeout.toMillis() + " ms"
                                : "incomplete: " + items.size() + " items, then silence"));
    }

    private void succeed(long nowNanos) {
        over();
        answer.tryComplete(new FunctionAnswer(parts, List.copyOf(items), Duration.ofNanos(nowNanos - startNanos)));
    }

    private void fail(int status, String cause) {
        over();
        answer.tryFail(new FunctionException(status, function.label() + " " + cause));
    }

    private void over() {
        silence.stop();
        onOver.run();
    }
}
