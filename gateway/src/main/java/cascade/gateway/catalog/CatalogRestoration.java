package cascade.gateway.catalog;

import cascade.gateway.catalog.collect.CollectedCatalog;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.keep.ChannelKeeper;
import cascade.gateway.catalog.keep.KeptTrees;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.Turns;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restoration of the channels that a former process kept, page by page, and their keeping for the next one from then on.
 * Control loop only.
 */
final class CatalogRestoration {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogRestoration.class);

    /** Some milliseconds' work, before anybody is served. */
    private static final int PAGES_PER_TURN = 100;

    private final CatalogContext context;
    private final ChannelTree tree;
    private final Turns turns;
    private final Map<String, CollectedCatalog> collected;
    private Optional<ChannelKeeper> keeper = Optional.empty();

    /** @param collected the lowers' catalogs by name, those that come later too */
    CatalogRestoration(CatalogContext context, Turns turns, Map<String, CollectedCatalog> collected) {
        this.context = context;
        this.tree = context.tree();
        this.turns = turns;
        this.collected = collected;
    }

    /** As {@link Catalogs#keepIn}; done when all channels are in the tree again. */
    Future<Void> keepIn(RecordStore store, Function<Callable<KeptTrees>, Future<KeptTrees>> worker) {
        Map<String, Buffer> records = store.restored(RecordKind.CHANNEL);
        return worker.apply(() -> KeptTrees.read(records)).compose(kept -> {
            store.forget(RecordKind.CHANNEL);
            var keeps = new ChannelKeeper(
                    tree, store, this::deviceId, () -> context.config().storeDelay(), context.timers(), kept);
            keeper = Optional.of(keeps);
            kept.lowers().stream()
                    .filter(lower ->
                            deviceId(lower).filter(id -> kept.isOf(lower, id)).isEmpty())
                    .forEach(lower -> keeps.forget(lower, kept));
            return takeOver(kept);
        });
    }

    private Optional<String> deviceId(String lower) {
        return Optional.ofNullable(collected.get(lower))
                .map(catalog -> catalog.lower().config().deviceId());
    }

    private Future<Void> takeOver(KeptTrees kept) {
        Promise<Void> done = Promise.promise();
        List<CollectedCatalog> lowers = collected.values().stream()
                .filter(catalog -> kept.isOf(
                        catalog.lower().name(), catalog.lower().config().deviceId()))
                .toList();
        Iterator<Runnable> pages = lowers.stream()
                .flatMap(catalog -> kept.of(catalog.lower().name()).stream()
                        .<Runnable>map(
                                page -> () -> tree.restore(catalog.lower().name(), page)))
                .iterator();
        turns.take(() -> {
            for (int i = 0; i < PAGES_PER_TURN && pages.hasNext(); i++) {
                pages.next().run();
            }
            if (pages.hasNext()) {
                return true;
            }
            lowers.forEach(catalog -> onRestored(catalog, kept));
            done.complete();
            return false;
        });
        return done.future();
    }

    private void onRestored(CollectedCatalog catalog, KeptTrees kept) {
        String lower = catalog.lower().name();
        catalog.onRestored(kept.wasOnline(lower));
        context.meters().channels(lower, tree.devicesOn(lower), tree.devicesOff(lower));
        LOG.atInfo()
                .addKeyValue("peer", lower)
                .addKeyValue("channels", tree.size(lower))
                .log("catalog restored");
    }

    /** That lower is no longer configured. */
    void forget(String lower) {
        keeper.ifPresent(keeps -> keeps.forget(lower));
    }

    /** Writes what has changed; what comes after is not kept. */
    Future<Void> close() {
        return keeper.map(ChannelKeeper::close).orElseGet(Future::succeededFuture);
    }
}
