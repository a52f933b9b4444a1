package cascade.gateway.bench.tree;

import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.ChannelTree;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Heap that a city's catalogs take, in the tree and with one and two uppers looking. Words: lowers, channels of each
 * (default 1 200000).
 */
public final class HeapOfCatalog {

    private static final int CLASSES = 18;

    private HeapOfCatalog() {}

    public static void main(String[] words) {
        int lowers = words.length > 0 ? Integer.parseInt(words[0]) : 1;
        int channels = words.length > 1 ? Integer.parseInt(words[1]) : 200_000;
        var city = new City(lowers);
        var tree = new ChannelTree(channels);
        long empty = used();
        for (int i = 0; i < lowers; i++) {
            tree.merge(city.lowers().get(i), city.catalog(i, channels));
            tree.online(city.lowers().get(i), true);
        }
        long full = used();
        double all = (double) lowers * channels;
        System.out.printf("%,d channels of %d lowers%n", (long) all, lowers);
        System.out.printf("tree               %5.0f bytes a channel%n", (full - empty) / all);
        List<ShareView> views = new ArrayList<>();
        for (int upper = 1; upper <= 2; upper++) {
            ShareView view = city.view(tree);
            tree.addListener(view::treeChanged);
            views.add(view);
            System.out.printf("with %d upper(s)    %5.0f bytes a channel%n", upper, (used() - empty) / all);
        }
        for (String lower : city.lowers()) {
            tree.online(lower, false);
            views.forEach(view -> view.takeChanges());
        }
        System.out.printf("all of them off    %5.0f bytes a channel%n", (used() - empty) / all);
        System.out.printf("in all             %,d MB%n", used() >> 20);
        System.out.println(histogram());
        if (views.getFirst().snapshot().items().size() != (int) all + 1) {
            throw new IllegalStateException("channels are missing in the view");
        }
    }

    /** What lives, by class, the largest first. */
    private static String histogram() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return text.toString().lines().limit(CLASSES).collect(Collectors.joining("\n"));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
