package cascade.gateway.media.io.epoll;

import cascade.gateway.media.DescriptorStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * First moments of sockets that were taken over from a former process, from when all its legs are there again. Connections
 * that we had made come first, since packets may go by them; then those that were accepted, and what waits in sockets is
 * read at a pace. Empty from then on, so that a loop does nothing for it. Loop thread.
 */
final class FirstMoments {

    /** Time between two turns. */
    static final long TURN_MILLIS = 1;

    /** Something to do at each turn until it says that it is done. */
    @FunctionalInterface
    interface Step {
        boolean run(long nowNanos) throws IOException;
    }

    private final DescriptorStore store;
    private final List<Step> ways = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    FirstMoments(DescriptorStore store) {
        this.store = store;
    }

    void add(Step step) {
        steps.add(step);
    }

    /** A way by which packets may go: a turn before any are read. */
    void addWay(Runnable begin) {
        ways.add(now -> {
            begin.run();
            return true;
        });
    }

    boolean isEmpty() {
        return ways.isEmpty() && steps.isEmpty();
    }

    /** Each step once, in their order; one may add another. What fails is told, and not tried again. */
    void turn(long nowNanos, Consumer<Exception> faults) {
        if (!store.isRestored()) {
            return;
        }
        List<Step> due = ways.isEmpty() ? steps : ways;
        for (Step step : List.copyOf(due)) {
            try {
                if (step.run(nowNanos)) {
                    due.remove(step);
                }
            } catch (IOException | RuntimeException e) {
                due.remove(step);
                faults.accept(e);
            }
        }
    }
}
