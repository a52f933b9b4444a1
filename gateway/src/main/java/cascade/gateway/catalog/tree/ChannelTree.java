package cascade.gateway.catalog.tree;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ItemPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Channel tree (设备目录): every channel and node of every lower domain. A domain that goes offline keeps its nodes, all
 * off.
 *
 * <p>Control loop only. Listeners hear of a change when it is done, in the order of their registration.
 */
public final class ChannelTree {

    private final int maxItems;
    private final ItemPool pool = new ItemPool();
    private final Map<String, LowerTree> lowers = new LinkedHashMap<>();
    private final List<ChangeListener> listeners = new ArrayList<>();

    /** Those of which something to be kept may have changed; of a city's thousands few. */
    private final SequencedSet<String> unkept = new LinkedHashSet<>();

    /** @param maxItems nodes of one lower domain at most */
    public ChannelTree(int maxItems) {
        this.maxItems = maxItems;
    }

    public void addListener(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Takes the items for the domain's whole catalog: adds, changes, and deletes what is not among them. */
    public TreeUpdate replace(String lower, List<CatalogItem> items) {
        return replace(lower, items, Set.of());
    }

    /**
     * Takes the items for the domain's whole catalog, but for channels whose absence is doubted.
     *
     * @param kept not deleted though they are not among the items
     */
    public TreeUpdate replace(String lower, List<CatalogItem> items, Set<DeviceId> kept) {
        return tell(lower, of(lower).replace(items, kept));
    }

    /** Takes the items for a part of the domain's catalog: adds and changes. */
    public TreeUpdate merge(String lower, List<CatalogItem> items) {
        return tell(lower, of(lower).merge(items));
    }

    /**
     * Puts a domain's nodes in the order of the items, which are written already; those that are not among them last. It may
     * be done in parts, the last part first.
     */
    public void arrange(String lower, List<CatalogItem> items) {
        of(lower).arrange(items);
    }

    /** Does what each item's event says; an item without event is added or changed. */
    public TreeUpdate apply(String lower, List<CatalogItem> items) {
        return tell(lower, of(lower).apply(items));
    }

    /** Notes that the domain came or went, and tells of all its nodes at once. */
    public void online(String lower, boolean online) {
        List<DeviceId> ids = switchTo(lower, online);
        tellSwitched(lower, ids);
    }

    /**
     * Notes that the domain came or went. Its nodes are so from now on; {@link #tellSwitched} tells of them, which of a city
     * is too much for one turn of the loop.
     *
     * @return the nodes to be told of, in order; none when it was so before
     */
    public List<DeviceId> switchTo(String lower, boolean online) {
        return of(lower).online(online);
    }

    /** Tells what the domain's coming or going was for these nodes. */
    public void tellSwitched(String lower, List<DeviceId> ids) {
        @Nullable LowerTree tree = lowers.get(lower);
        if (tree != null) {
            tell(lower, tree.switched(ids));
        }
    }

    /** Forgets a domain that is no longer configured; nobody is told, since nobody is shown it any longer. */
    public void remove(String lower) {
        lowers.remove(lower);
        unkept.remove(lower);
    }

    /**
     * Takes over a page of a domain's nodes that a former process kept. Nobody is told: for who listens nothing has changed
     * since then.
     */
    public void restore(String lower, KeptPage page) {
        of(lower).restore(page);
    }

    /** The pages that a domain's nodes are kept in. */
    public List<Integer> pages(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? List.of() : tree.pages();
    }

    /** The next domain of which something to be kept may have changed since {@link #kept}. */
    public Optional<String> nextUnkept() {
        return unkept.stream().findFirst();
    }

    /** All that is to be kept of a domain was taken from here. */
    public void kept(String lower) {
        unkept.remove(lower);
    }

    /** The next page of a domain that has changed since it was asked for last. */
    public Optional<KeptPage> nextChangedPage(String lower) {
        return Optional.ofNullable(lowers.get(lower)).flatMap(LowerTree::nextChanged);
    }

    public Optional<TreeNode> find(ChannelRef ref) {
        return Optional.ofNullable(lowers.get(ref.lower())).flatMap(tree -> tree.find(ref.originalId()));
    }

    /** All nodes of a domain, in its order. */
    public List<TreeNode> nodes(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? List.of() : tree.nodes();
    }

    /** How many nodes a domain has. */
    public int size(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? 0 : tree.size();
    }

    /** The ids of all nodes of a domain, in its order: to look them up some at a time. */
    public List<DeviceId> ids(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? List.of() : tree.ids();
    }

    /** The domains that were heard of. */
    public Set<String> lowers() {
        return Set.copyOf(lowers.keySet());
    }

    public boolean isOnline(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree != null && tree.isOnline();
    }

    /** Devices of a domain that can be used now. */
    public int devicesOn(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? 0 : tree.devicesOn();
    }

    /** Devices of a domain that cannot. */
    public int devicesOff(String lower) {
        LowerTree tree = lowers.get(lower);
        return tree == null ? 0 : tree.devicesOff();
    }

    /** To be changed. */
    private LowerTree of(String lower) {
        unkept.add(lower);
        return lowers.computeIfAbsent(lower, name -> new LowerTree(name, maxItems, pool));
    }

    private TreeUpdate tell(String lower, TreeUpdate update) {
        tell(lower, update.changes());
        return update;
    }

    private void tell(String lower, List<CatalogChange> changes) {
        if (!changes.isEmpty()) {
            List.copyOf(listeners).forEach(listener -> listener.onChange(lower, changes));
        }
    }
}
