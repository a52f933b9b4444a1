package cascade.gateway.bench.tree;

import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Longest turn of the control loop that each event in the life of a large lower takes, with two uppers looking. The
 * collector's pauses count, and so do other processes: the machine must be idle. Words: channels (default 200000), rounds
 * (default 3, the first of which warms up).
 */
public final class LongestTurns {

    private static final int PART = 500;
    private static final int MOVED = 5_000;
    private static final int TOLD = 2_000;

    private final List<ShareView> views = new ArrayList<>();
    private final City city = new City(1);
    private final String lower = city.lowers().getFirst();
    private final DeviceId platform = new DeviceId(CatalogConfigs.GATEWAY_ID);
    private final ChannelTree tree;

    /** What the views do in turns. */
    private final Deque<Turns.Work> waiting = new ArrayDeque<>();

    private final List<CatalogItem> catalog;
    private long longest;
    private long all;

    private LongestTurns(int channels) {
        tree = new ChannelTree(2 * channels);
        catalog = city.catalog(0, channels);
        for (int i = 0; i < 2; i++) {
            ShareView view = city.view(tree, work -> {
                if (work.goOn()) {
                    waiting.add(work);
                }
            });
            tree.addListener(view::treeChanged);
            views.add(view);
        }
    }

    public static void main(String[] words) {
        int channels = words.length > 0 ? Integer.parseInt(words[0]) : 200_000;
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 3;
        var turns = new LongestTurns(channels);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d%n", round);
            turns.run();
        }
    }

    private void run() {
        switchTo(true);
        for (int from = 0; from < catalog.size(); from += PART) {
            List<CatalogItem> part = catalog.subList(from, Math.min(catalog.size(), from + PART));
            turn(() -> tree.merge(lower, part));
            tell();
        }
        report("comes in parts, each told");
        for (int to = catalog.size(); to > 0; to -= MOVED) {
            List<CatalogItem> part = catalog.subList(Math.max(0, to - MOVED), to);
            turn(() -> tree.arrange(lower, part));
        }
        report("put in the order of its catalog");
        for (ShareView view : views) {
            turn(() -> view.snapshot().below(platform));
        }
        report("query for all");
        for (ShareView view : views) {
            turn(() -> view.snapshot().below(catalog.getFirst().deviceId()));
        }
        report("query for the lower");
        int more = 10_000_000 / 16 / 16 * 16;
        turn(() -> tree.apply(lower, added(city.recorder(0, more))));
        tell();
        report("recorder added");
        turn(() -> tree.apply(lower, added(city.camera(0, more))));
        tell();
        report("camera added below it");
        turn(() -> tree.apply(
                lower, added(city.recorder(0, more).toBuilder().name("another").build())));
        tell();
        report("recorder changed that has cameras");
        turn(() ->
                tree.apply(lower, List.of(CatalogItem.of(city.recorder(0, more).deviceId(), CatalogEvent.DEL))));
        tell();
        report("recorder deleted that has cameras");
        switchTo(false);
        report("offline");
        tell();
        report("offline, told");
        switchTo(true);
        switchTo(false);
        tell();
        report("back and off before it is told");
        switchTo(true);
        tell();
        report("online again, told");
        turn(() -> tree.remove(lower));
        tell();
        report("removed, told");
    }

    private static List<CatalogItem> added(CatalogItem item) {
        return List.of(item.toBuilder().event(CatalogEvent.ADD).build());
    }

    private void switchTo(boolean online) {
        var ids = new ArrayList<DeviceId>();
        turn(() -> ids.addAll(tree.switchTo(lower, online)));
        for (int from = 0; from < ids.size(); from += PART) {
            List<DeviceId> part = ids.subList(from, Math.min(ids.size(), from + PART));
            turn(() -> tree.tellSwitched(lower, part));
        }
    }

    private void tell() {
        for (ShareView view : views) {
            do {
                turn(() -> view.takeChanges(TOLD).below(platform));
                makeParts();
            } while (view.hasChanges());
        }
    }

    private void makeParts() {
        while (!waiting.isEmpty()) {
            Turns.Work work = waiting.remove();
            turn(() -> {
                if (work.goOn()) {
                    waiting.add(work);
                }
            });
        }
    }

    private void turn(Runnable work) {
        long start = System.nanoTime();
        work.run();
        long took = System.nanoTime() - start;
        longest = Math.max(longest, took);
        all += took;
    }

    private void report(String what) {
        System.out.printf(Locale.ROOT, "%-36s longest %7.1f ms, all %7.1f ms%n", what, longest / 1e6, all / 1e6);
        longest = 0;
        all = 0;
    }
}
