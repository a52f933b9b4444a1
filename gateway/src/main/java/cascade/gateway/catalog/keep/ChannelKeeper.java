package cascade.gateway.catalog.keep;

import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.KeptPage;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeper of the channel trees: now and then writes the pages that have changed, some a turn of the loop, and the next ones
 * when the store has taken those. A catalog of a city is so written about once while it comes in, and a channel that changes
 * its state often costs no more than one write of its page each time. Control loop only.
 */
public final class ChannelKeeper {

    /** About a millisecond's work. */
    private static final int PAGES_PER_TURN = 16;

    private final ChannelTree tree;
    private final RecordStore store;
    private final Function<String, Optional<String>> deviceIds;
    private final Supplier<Duration> delay;
    private final Timer next;
    private final Map<String, KeptHead> heads;
    private boolean closed;

    /**
     * @param deviceIds of the platforms that are configured, by name
     * @param delay how long changes are gathered before they are written
     * @param kept what the store holds
     */
    public ChannelKeeper(
            ChannelTree tree,
            RecordStore store,
            Function<String, Optional<String>> deviceIds,
            Supplier<Duration> delay,
            Timers timers,
            KeptTrees kept) {
        this.tree = tree;
        this.store = store;
        this.deviceIds = deviceIds;
        this.delay = delay;
        this.next = new Timer(timers);
        this.heads = new HashMap<>(kept.heads());
        next.start(delay.get(), this::writeSome);
    }

    private void writeSome() {
        List<Future<Void>> writes = write(PAGES_PER_TURN);
        if (writes.isEmpty()) {
            next.start(delay.get(), this::writeSome);
        } else {
            Future.join(writes).onComplete(written -> {
                if (!closed) {
                    next.start(writes.size() < PAGES_PER_TURN ? delay.get() : Duration.ofMillis(1), this::writeSome);
                }
            });
        }
    }

    private List<Future<Void>> write(int most) {
        var writes = new ArrayList<Future<Void>>();
        Optional<String> lower = tree.nextUnkept();
        while (lower.isPresent() && writes.size() < most) {
            noteHead(lower.get(), writes);
            writePages(lower.get(), most, writes);
            lower = tree.nextUnkept();
        }
        return writes;
    }

    private void writePages(String lower, int most, List<Future<Void>> writes) {
        while (writes.size() < most) {
            Optional<KeptPage> page = tree.nextChangedPage(lower);
            if (page.isEmpty()) {
                tree.kept(lower);
                return;
            }
            writes.add(write(lower, page.get()));
        }
    }

    /** Before the pages, which are nobody's without it. */
    private void noteHead(String lower, List<Future<Void>> writes) {
        if (tree.size(lower) == 0 && !heads.containsKey(lower)) {
            return;
        }
        deviceIds.apply(lower).map(id -> new KeptHead(id, tree.isOnline(lower))).ifPresent(head -> {
            if (!head.equals(heads.put(lower, head))) {
                writes.add(store.put(RecordKind.CHANNEL, PageRecord.headKey(lower), head.write()));
            }
        });
    }

    private Future<Void> write(String lower, KeptPage page) {
        String key = PageRecord.key(lower, page.number());
        return page.channels().isEmpty()
                ? store.remove(RecordKind.CHANNEL, key)
                : store.put(RecordKind.CHANNEL, key, PageRecord.write(page.channels()));
    }

    /** A lower has left the configuration: nothing of it is kept. To be called while the tree still has it. */
    public void forget(String lower) {
        tree.pages(lower).forEach(page -> store.remove(RecordKind.CHANNEL, PageRecord.key(lower, page)));
        forgetHead(lower);
    }

    /** The same of a lower that a former process kept, and that is configured no longer. */
    public void forget(String lower, KeptTrees kept) {
        kept.of(lower).forEach(page -> store.remove(RecordKind.CHANNEL, PageRecord.key(lower, page.number())));
        forgetHead(lower);
    }

    private void forgetHead(String lower) {
        heads.remove(lower);
        store.remove(RecordKind.CHANNEL, PageRecord.headKey(lower));
    }

    /** Writes what has changed, and nothing any more: that the lowers are let go now is no news of them. */
    public Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        next.stop();
        return Future.join(write(Integer.MAX_VALUE)).mapEmpty();
    }
}
