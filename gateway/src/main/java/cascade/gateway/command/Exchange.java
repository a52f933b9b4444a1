package cascade.gateway.command;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One relayed command: the asker's message and SN above, our own SN below, a deadline, and the one answer (GB/T 28181-2016
 * 9.3, 9.5). It stays for a while after its end, since some lowers answer what has no answer, and some send more parts than
 * they announced. Control loop only.
 */
final class Exchange {

    private enum State {
        /** Nothing has left yet, or the lower has not answered. */
        OPEN,
        /** Its result is settled; further parts of its answer are passed on. */
        SETTLED,
        /** Forgotten. */
        CLOSED
    }

    /**
     * Bounds of an answer.
     *
     * @param time for it; for one in parts, between two of them
     * @param items of one in parts
     */
    record Limits(Duration time, int items) {}

    /** What an exchange tells. */
    interface Listener {

        /** Its result is settled. Once. */
        void onSettled(Exchange exchange, CommandResult result, String reason);

        /** Nothing of it is passed on any more. Once, after it was settled. */
        void onClosed(Exchange exchange);
    }

    private final Asked asked;
    private final LowerDomain lower;
    private final ChannelRef channel;
    private final DeviceId exportedId;
    private final long sn;
    private final Limits limits;
    private final Timer timer;
    private final Listener listener;
    private final Consumer<ManscdpMessage> answers;
    private final AnswerParts parts = new AnswerParts();
    private State state = State.OPEN;

    /**
     * @param sn ours, at the lower
     * @param limits of the answer
     * @param answers to the asker
     */
    Exchange(
            Asked asked,
            LowerDomain lower,
            ChannelRef channel,
            DeviceId exportedId,
            long sn,
            Limits limits,
            Timer timer,
            Consumer<ManscdpMessage> answers,
            Listener listener) {
        this.asked = asked;
        this.lower = lower;
        this.channel = channel;
        this.exportedId = exportedId;
        this.sn = sn;
        this.limits = limits;
        this.timer = timer;
        this.listener = listener;
        this.answers = answers;
    }

    Asked asked() {
        return asked;
    }

    LowerDomain lower() {
        return lower;
    }

    ChannelRef channel() {
        return channel;
    }

    /** Ours, at the lower. */
    long sn() {
        return sn;
    }

    DeviceId exportedId() {
        return exportedId;
    }

    /** The deadline counts from now on where there is an answer to wait for. */
    void open() {
        if (asked.row().reply() != Reply.NONE) {
            timer.start(limits.time(), this::onLate);
        }
    }

    /** Sends the command to the lower, with what it takes along; the future tells when it has answered the MESSAGE, or not. */
    Future<SipResponse> send(byte[] body, Onward onward) {
        if (state != State.OPEN) {
            return Future.failedFuture(new IllegalStateException("over before it was sent"));
        }
        if (asked.row().reply() == Reply.NONE) {
            timer.start(limits.time(), this::onLate); // however long it waited for its turn: a stop is never dropped
        }
        return lower.link()
                .sendMessage(lower.commandTarget(channel.originalId()), body, onward)
                .onComplete(this::onTaken);
    }

    private void onTaken(AsyncResult<SipResponse> outcome) {
        if (state != State.OPEN) {
            return; // the answer came before the 200, or it was too late
        }
        if (outcome.failed()) {
            fail(CommandResult.TIMEOUT, "the lower platform does not answer");
        } else if (!outcome.result().isSuccess()) {
            fail(
                    CommandResult.REFUSED,
                    "the lower platform refuses with " + outcome.result().status());
        } else if (asked.row().reply() == Reply.NONE) {
            settle(CommandResult.OK, "");
        }
    }

    /** @return whether it is part of the answer; a second answer to what has one is not */
    boolean onResponse(ManscdpMessage response, Rewriting upward) {
        if (state == State.CLOSED || (state == State.SETTLED && asked.row().reply() == Reply.ONE)) {
            return false;
        }
        if (asked.row().reply() == Reply.PARTS) {
            onPart(response, upward);
        } else {
            answers.accept(upward.of(response));
            if (state == State.OPEN) {
                settle(MessageFields.resultOf(response), "");
            }
            close();
        }
        return true;
    }

    private void onPart(ManscdpMessage response, Rewriting upward) {
        parts.take(response).ifPresent(fresh -> answers.accept(upward.of(fresh)));
        if (parts.size() > limits.items()) {
            if (state == State.OPEN) {
                settle(CommandResult.INCOMPLETE, "more than " + limits.items() + " items");
            }
            close();
            return;
        }
        timer.start(limits.time(), this::onLate);
        if (state == State.OPEN && (MessageFields.isError(response) || !parts.isShort())) {
            settle(MessageFields.resultOf(response), "");
        }
    }

    private void onLate() {
        if (state == State.OPEN) {
            if (asked.row().reply() == Reply.NONE) {
                fail(CommandResult.TIMEOUT, "the lower platform does not answer");
            } else if (parts.isEmpty()) {
                fail(
                        CommandResult.TIMEOUT,
                        "no answer from the lower platform within "
                                + limits.time().toSeconds() + " s");
            } else {
                settle(CommandResult.INCOMPLETE, parts.items() + " items, fewer than announced");
            }
        }
        close();
    }

    /** The lower is offline: nothing more will come. */
    void onLowerOffline() {
        if (state == State.OPEN) {
            fail(CommandResult.OFFLINE, "the lower platform went offline");
        }
        close();
    }

    /** The upper is offline: nobody waits for the answer. */
    void onUpperOffline() {
        if (state == State.OPEN) {
            settle(CommandResult.OFFLINE, "the upper platform went offline");
        }
        close();
    }

    private void fail(CommandResult result, String reason) {
        if (asked.row().reply() != Reply.NONE && parts.isEmpty()) {
            answers.accept(ErrorReply.to(asked.message(), asked.row(), reason + newerThanTheLower()));
        }
        settle(result, reason);
        close();
    }

    /** What may explain a refusal or silence. */
    private String newerThanTheLower() {
        return lower.edition().isBefore(asked.row().since())
                ? "; " + asked.row().label() + " is of " + asked.row().since() + ", the lower platform of "
                        + lower.edition()
                : "";
    }

    private void settle(CommandResult result, String reason) {
        state = State.SETTLED;
        listener.onSettled(this, result, reason);
    }

    /** Nothing that comes late is passed on any more. */
    void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            timer.stop();
            listener.onClosed(this);
        }
    }

    @Override
    public String toString() {
        return asked.row().label() + " " + exportedId + " SN " + asked.message().sn() + " (" + lower.name() + " " + sn
                + ")";
    }
}
