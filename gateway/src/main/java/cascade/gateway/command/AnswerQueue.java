package cascade.gateway.command;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Queue of the answer messages of one exchange to its asker: the next leaves when the one before was answered
 * (GB/T 28181-2016 annex N: serial), so that parts arrive in order whatever the network loses. Other exchanges, keepalives
 * and calls do not wait for it. Control loop only.
 */
final class AnswerQueue {

    private final UpperDomain upper;
    private final PeerProblems problems;
    private final Function<ManscdpMessage, List<ManscdpMessage>> pages;
    private final Queue<ManscdpMessage> waiting = new ArrayDeque<>();
    private boolean sending;

    /**
     * @param problems hears when the upper did not take a message; the rest of the answer is dropped with it
     * @param pages the messages that an answer is sent as
     */
    AnswerQueue(UpperDomain upper, PeerProblems problems, Function<ManscdpMessage, List<ManscdpMessage>> pages) {
        this.upper = upper;
        this.problems = problems;
        this.pages = pages;
    }

    /** For answers of one message each. */
    AnswerQueue(UpperDomain upper, PeerProblems problems) {
        this(upper, problems, List::of);
    }

    void add(ManscdpMessage message) {
        waiting.addAll(pages.apply(message));
        if (!sending) {
            sendNext();
        }
    }

    private void sendNext() {
        ManscdpMessage next = waiting.poll();
        sending = next != null;
        if (next == null) {
            return;
        }
        upper.link().sendMessage(next).onComplete(outcome -> {
            if (outcome.failed() || !outcome.result().isSuccess()) {
                waiting.clear();
                problems.note(upper.name(), "command-not-taken", "answer to a command not taken by its asker");
            }
            sendNext();
        });
    }
}
