package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeUpdate;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Commit of a catalog answer to the tree, some hundred channels a turn of the loop: that of a city in one turn would hold
 * up every call for a second. What is notified between the turns is newer than what is still to be written. Control loop
 * only.
 */
final class CatalogCommit {

    /** About a millisecond's work. */
    static final int CHANNELS_PER_TURN = 500;

    /** The shortest pause; everything that waits has its turn in it. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final String lower;
    private final ChannelTree tree;
    private final Timer nextTurn;
    private final Consumer<TreeUpdate> onWritten;
    private boolean running;

    /** @param onWritten told of each turn's outcome */
    CatalogCommit(String lower, ChannelTree tree, Timer nextTurn, Consumer<TreeUpdate> onWritten) {
        this.lower = lower;
        this.tree = tree;
        this.nextTurn = nextTurn;
        this.onWritten = onWritten;
    }

    boolean isRunning() {
        return running;
    }

    /**
     * Begins with the first turn's work, which is all of a small catalog; takes the place of a commit that runs.
     *
     * @param deleted written first
     * @param meanwhile what was and is notified since the answer was asked for
     * @param done told when all is written, not when it is cancelled
     */
    void run(List<DeviceId> deleted, List<CatalogItem> items, NotifiedMeanwhile meanwhile, Runnable done) {
        cancel();
        running = true;
        delete(deleted, 0, meanwhile, () -> write(items, 0, meanwhile, done));
    }

    /** Writes a few items at once; what was notified of them stands. */
    void now(List<CatalogItem> items, NotifiedMeanwhile meanwhile) {
        onWritten.accept(tree.merge(lower, meanwhile.over(items)));
        List<CatalogItem> states = meanwhile.states(items).stream()
                .filter(state ->
                        tree.find(new ChannelRef(lower, state.deviceId())).isPresent())
                .toList();
        onWritten.accept(tree.apply(lower, states));
    }

    /** Leaves the rest unwritten. */
    void cancel() {
        running = false;
        nextTurn.stop();
    }

    private void delete(List<DeviceId> deleted, int from, NotifiedMeanwhile meanwhile, Runnable then) {
        int to = Math.min(deleted.size(), from + CHANNELS_PER_TURN);
        List<CatalogItem> turn = deleted.subList(from, to).stream()
                .filter(id -> !meanwhile.knows(id))
                .map(id -> CatalogItem.of(id, CatalogEvent.DEL))
                .toList();
        onWritten.accept(tree.apply(lower, turn));
        if (to == deleted.size()) {
            then.run();
        } else {
            nextTurn.start(PAUSE, () -> delete(deleted, to, meanwhile, then));
        }
    }

    private void write(List<CatalogItem> items, int from, NotifiedMeanwhile meanwhile, Runnable done) {
        int to = Math.min(items.size(), from + CHANNELS_PER_TURN);
        now(items.subList(from, to), meanwhile);
        if (to == items.size()) {
            running = false;
            done.run();
        } else {
            nextTurn.start(PAUSE, () -> write(items, to, meanwhile, done));
        }
    }
}
