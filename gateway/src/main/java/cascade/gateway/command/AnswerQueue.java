package cascade.gateway.command;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Queue of the answer messages of one exchange to its asker: the next leaves when the one before was answered
 * (GB/T 28181-2016 annex N: serial), so that parts arrive in order whatever the network loses. Other exchanges, keepalives
 * and calls do not wait for it. Control loop only.
 */
final class AnswerQueue {

    private final UpperDomain upper;
    private final PeerProblems problems;
    private final Queue<ManscdpMessage> waiting = new ArrayDeque<>();
    private boolean sending;

    /** @param problems hears when the upper did not take a message; the rest of the answer is dropped with it */
    AnswerQueue(UpperDomain upper, PeerProblems problems) {
        this.upper = upper;
        this.problems = problems;
    }

    void add(ManscdpMessage message) {
        waiting.add(message);
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
