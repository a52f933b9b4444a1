package cascade.gateway.bench.tree;

import cascade.gateway.catalog.keep.ChannelKeeper;
import cascade.gateway.catalog.keep.KeptTrees;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.KeptPage;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cost of keeping a city's catalog and of reading it again, without the disk: processor time of the thread, bytes a channel.
 * The first round warms up. Words: channels (default 200000).
 */
public final class KeptCity {

    private static final int ROUNDS = 4;
    private static final int PART = 4;

    private KeptCity() {}

    public static void main(String[] words) {
        int channels = words.length > 0 ? Integer.parseInt(words[0]) : 200_000;
        var city = new City(1);
        String lower = city.lowers().getFirst();
        for (int round = 0; round < ROUNDS; round++) {
            var tree = new ChannelTree(channels);
            var store = new MemoryStore();
            var time = new FakeTime();
            var keeper = new ChannelKeeper(
                    tree, store, name -> Optional.of(name), () -> Duration.ofSeconds(1), time, KeptTrees.NONE);
            tree.switchTo(lower, true);
            List<CatalogItem> items = city.catalog(0, channels);
            long start = cpu();
            for (int at = 0; at < items.size(); at += PART) {
                tree.merge(lower, items.subList(at, Math.min(items.size(), at + PART)));
            }
            long merged = cpu();
            time.pass(Duration.ofMinutes(1));
            keeper.close();
            long written = cpu();
            Map<String, Buffer> records = store.restarted().restored(RecordKind.CHANNEL);
            long begin = cpu();
            KeptTrees kept = KeptTrees.read(records);
            long read = cpu();
            var next = new ChannelTree(channels);
            for (KeptPage page : kept.of(lower)) {
                next.restore(lower, page);
            }
            long restored = cpu();
            long bytes = records.values().stream().mapToLong(Buffer::length).sum();
            System.out.printf(
                    "%,d channels: merged in %d ms; kept in %d ms, %,d records, %d bytes a channel; read in %d ms, put in"
                            + " the tree in %d ms%n",
                    next.size(lower),
                    (merged - start) / 1_000_000,
                    (written - merged) / 1_000_000,
                    records.size(),
                    bytes / channels,
                    (read - begin) / 1_000_000,
                    (restored - read) / 1_000_000);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
