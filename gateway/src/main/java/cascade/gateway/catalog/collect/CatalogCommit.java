package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeUpdate;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Commit of a catalog answer to the tree as its parts come, some hundred channels a turn of the loop: that of a city in one
 * turn would hold up every call for a second. What is notified between the turns is newer than what is still to be written.
 * Control loop only.
 */
final class CatalogCommit {

    /** About a millisecond's work. */
    static final int CHANNELS_PER_TURN = 500;

    /** Channels put in order, which is less work. */
    private static final int MOVED_PER_TURN = 5_000;

    private final String lower;
    private final ChannelTree tree;
    private final Timer nextTurn;
    private final Consumer<TreeUpdate> onWritten;
    private final Deque<Runnable> turns = new ArrayDeque<>();

    /** @param onWritten told of each turn's outcome */
    CatalogCommit(String lower, ChannelTree tree, Timer nextTurn, Consumer<TreeUpdate> onWritten) {
        this.lower = lower;
        this.tree = tree;
        this.nextTurn = nextTurn;
        this.onWritten = onWritten;
    }

    /** Whether something is still to be written. */
    boolean isRunning() {
        return !turns.isEmpty();
    }

    /**
     * Adds and changes, after what waits already; at once where nothing waits and it is no more than a turn's work.
     *
     * @param meanwhile what was and is notified since the answer was asked for
     */
    void write(List<CatalogItem> items, NotifiedMeanwhile meanwhile) {
        run(turnsOf(items, turn -> () -> writeNow(turn, meanwhile)));
    }

    /**
     * Ends the answer: deletes, after what waits already, and puts the tree in the answer's order.
     *
     * @param items of the whole answer
     * @param done told when all is written, not when it is cancelled
     */
    void finish(List<DeviceId> deleted, List<CatalogItem> items, NotifiedMeanwhile meanwhile, Runnable done) {
        List<Runnable> more = turnsOf(deleted, turn -> () -> delete(turn, meanwhile));
        more.addAll(turnsOf(items, MOVED_PER_TURN, turn -> () -> tree.arrange(lower, turn))
                .reversed());
        Runnable last = items.isEmpty() ? () -> {} : more.removeLast();
        more.add(() -> {
            last.run();
            done.run();
        });
        run(more);
    }

    /** Leaves the rest unwritten. */
    void cancel() {
        turns.clear();
        nextTurn.stop();
    }

    private static <T> List<Runnable> turnsOf(List<T> all, Function<List<T>, Runnable> turn) {
        return turnsOf(all, CHANNELS_PER_TURN, turn);
    }

    private static <T> List<Runnable> turnsOf(List<T> all, int perTurn, Function<List<T>, Runnable> turn) {
        var turns = new ArrayList<Runnable>();
        for (int from = 0; from < all.size(); from += perTurn) {
            turns.add(turn.apply(all.subList(from, Math.min(all.size(), from + perTurn))));
        }
        return turns;
    }

    private void run(List<Runnable> more) {
        boolean idle = turns.isEmpty();
        turns.addAll(more);
        if (idle && !more.isEmpty()) {
            runTurn();
        }
    }

    private void runTurn() {
        turns.remove().run();
        if (!turns.isEmpty() && !nextTurn.isRunning()) {
            nextTurn.start(Turns.PAUSE, this::runTurn);
        }
    }

    private void writeNow(List<CatalogItem> items, NotifiedMeanwhile meanwhile) {
        onWritten.accept(tree.merge(lower, meanwhile.over(items)));
        List<CatalogItem> states = meanwhile.states(items).stream()
                .filter(state ->
                        tree.find(new ChannelRef(lower, state.deviceId())).isPresent())
                .toList();
        onWritten.accept(tree.apply(lower, states));
    }

    private void delete(List<DeviceId> deleted, NotifiedMeanwhile meanwhile) {
        List<CatalogItem> deletions = deleted.stream()
                .filter(id -> !meanwhile.knows(id))
                .map(id -> CatalogItem.of(id, CatalogEvent.DEL))
                .toList();
        onWritten.accept(tree.apply(lower, deletions));
    }
}
