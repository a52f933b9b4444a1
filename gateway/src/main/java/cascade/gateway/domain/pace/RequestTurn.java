package cascade.gateway.domain.pace;

import java.util.SequencedSet;

/**
 * Turn of one who makes requests of our own accord, one at a time: a request waits here until {@link OwnRequests} has room for
 * it. Control loop only.
 */
public final class RequestTurn {

    private final OwnRequests requests;
    private final SequencedSet<RequestTurn> queue;
    private Runnable request = () -> {};

    RequestTurn(OwnRequests requests, SequencedSet<RequestTurn> queue) {
        this.requests = requests;
        this.queue = queue;
    }

    /** Makes a request now or in its turn. One that waits already gives its place to it. */
    public void take(Runnable next) {
        request = next;
        queue.add(this);
        requests.onWaiting();
    }

    /** What waits is not made any more. */
    public void drop() {
        queue.remove(this);
        requests.count();
    }

    /** Whether a request waits. */
    public boolean isWaiting() {
        return queue.contains(this);
    }

    void make() {
        request.run();
    }
}
