package cascade.gateway.command;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Queue of the answer messages of one exchange to its asker: the next leaves when the one before was answered
 * (GB/T 28181-2016 annex N: serial), so that parts arrive in order whatever the network loses. Other exchanges, keepalives
 * and calls do not wait for it. Control loop only.
 */
final class AnswerQueue {

    private final UpperDomain upper;
    private final PeerProblems problems;
    private final Function<ManscdpMessage, List<ManscdpMessage>> cut;
    private final Consumer<Runnable> afterDelay;
    private final Queue<ManscdpMessage> waiting = new ArrayDeque<>();
    /** Of the part whose turn it is. */
    private final Queue<ManscdpMessage> pages = new ArrayDeque<>();

    private boolean sending;

    /**
     * @param problems hears when the upper did not take a message; the rest of the answer is dropped with it
     * @param cut the messages that a part is sent as; asked when its turn comes, so that no turn of the loop cuts them all
     * @param afterDelay runs what sends the next message when the upper has had its time after the one before
     */
    AnswerQueue(
            UpperDomain upper,
            PeerProblems problems,
            Function<ManscdpMessage, List<ManscdpMessage>> cut,
            Consumer<Runnable> afterDelay) {
        this.upper = upper;
        this.problems = problems;
        this.cut = cut;
        this.afterDelay = afterDelay;
    }

    /** For answers of one message each. */
    AnswerQueue(UpperDomain upper, PeerProblems problems) {
        this(upper, problems, List::of, Runnable::run);
    }

    void add(ManscdpMessage part) {
        waiting.add(part);
        if (!sending) {
            sendNext();
        }
    }

    private void sendNext() {
        if (pages.isEmpty() && !waiting.isEmpty()) {
            pages.addAll(cut.apply(waiting.remove()));
        }
        ManscdpMessage next = pages.poll();
        sending = next != null;
        if (next == null) {
            return;
        }
        upper.link().sendMessage(next).onComplete(outcome -> {
            if (outcome.failed() || !outcome.result().isSuccess()) {
                waiting.clear();
                pages.clear();
                problems.note(upper.name(), "command-not-taken", "answer to a command not taken by its asker");
            }
            afterDelay.accept(this::sendNext);
        });
    }
}
