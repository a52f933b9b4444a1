package cascade.gateway.catalog.tree;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ItemPool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subtree of one lower domain: what it told of, in its order. The state that the domain reported is kept while the
 * domain is offline, and shows again when it returns. Control loop only.
 */
final class LowerTree {

    private record Entry(CatalogItem item, ChannelState reported, int page) {

        boolean isSame(Entry that) {
            return reported == that.reported && item.equals(that.item);
        }
    }

    private final String lower;
    private final int maxItems;
    private final ItemPool pool;
    private final LinkedHashMap<DeviceId, Entry> entries = new LinkedHashMap<>();
    private final Pages pages = new Pages();
    private boolean online;
    private int devices;
    private int reportedOn;

    /** @param pool shared by all lowers */
    LowerTree(String lower, int maxItems, ItemPool pool) {
        this.lower = lower;
        this.pool = pool;
        this.maxItems = maxItems;
    }

    boolean isOnline() {
        return online;
    }

    int size() {
        return entries.size();
    }

    /** Devices that can be used; areas and groups do not count. */
    int devicesOn() {
        return online ? reportedOn : 0;
    }

    int devicesOff() {
        return devices - devicesOn();
    }

    Optional<TreeNode> find(DeviceId id) {
        return Optional.ofNullable(entries.get(id)).map(this::node);
    }

    List<TreeNode> nodes() {
        return entries.values().stream().map(this::node).toList();
    }

    List<DeviceId> ids() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Shows all nodes as they are while the domain is there, or is not.
     *
     * @return the ids of those nodes; none when it was so before
     */
    List<DeviceId> online(boolean nowOnline) {
        if (online == nowOnline) {
            return List.of();
        }
        online = nowOnline;
        return ids();
    }

    /** The changes that the domain's coming or going last was for these nodes. */
    List<CatalogChange> switched(List<DeviceId> ids) {
        var changes = new ArrayList<CatalogChange>();
        for (DeviceId id : ids) {
            @Nullable Entry entry = entries.get(id);
            if (entry != null) {
                addChange(changes, node(entry, !online), node(entry));
            }
        }
        return changes;
    }

    /** The items are the whole catalog: what is not among them, and not to be kept, is gone. */
    TreeUpdate replace(List<CatalogItem> items, Set<DeviceId> alsoKept) {
        var kept = new HashSet<>(alsoKept);
        items.forEach(item -> kept.add(item.deviceId()));
        var changes = new ArrayList<CatalogChange>();
        deleteAllBut(kept, changes);
        int refused = upsert(items, changes);
        arrange(items);
        return new TreeUpdate(changes, 0, refused);
    }

    /** Puts these first, in their order. */
    void arrange(List<CatalogItem> items) {
        for (CatalogItem item : items.reversed()) {
            @Nullable Entry entry = entries.get(item.deviceId());
            if (entry != null) {
                entries.putFirst(entry.item().deviceId(), entry);
            }
        }
    }

    /** Takes over nodes that a former process kept; what is known already is left as it is. */
    void restore(KeptPage page) {
        List<KeptChannel> added = page.channels().stream()
                .filter(kept -> !entries.containsKey(kept.item().deviceId()))
                .toList();
        pages.restore(
                page.number(),
                added.stream().map(kept -> kept.item().deviceId()).toList());
        for (KeptChannel kept : added) {
            var entry = new Entry(pool.share(kept.item()), kept.reported(), page.number());
            entries.put(entry.item().deviceId(), entry);
            count(entry, 1);
        }
    }

    /** Pages that hold something. */
    List<Integer> pages() {
        return pages.numbers().boxed().toList();
    }

    /** The next page that has changed since it was asked for last. */
    Optional<KeptPage> nextChanged() {
        if (!pages.hasChanged()) {
            return Optional.empty();
        }
        int number = pages.take();
        return Optional.of(new KeptPage(
                number,
                pages.ids(number).stream()
                        .map(entries::get)
                        .map(entry -> new KeptChannel(entry.item(), entry.reported()))
                        .toList()));
    }

    /** The items are a part of the catalog: nothing is gone. */
    TreeUpdate merge(List<CatalogItem> items) {
        var changes = new ArrayList<CatalogChange>();
        int refused = upsert(items, changes);
        return new TreeUpdate(changes, 0, refused);
    }

    /** The items tell each what happened to it (GB/T 28181-2016 annex P). */
    TreeUpdate apply(List<CatalogItem> items) {
        var changes = new ArrayList<CatalogChange>();
        int unknown = 0;
        int refused = 0;
        for (CatalogItem item : items) {
            CatalogEvent event = item.event().orElse(CatalogEvent.UPDATE);
            switch (event) {
                case ADD, UPDATE -> refused += upsert(List.of(item), changes);
                case DEL -> delete(item.deviceId(), changes);
                case ON, OFF, VLOST, DEFECT -> {
                    ChannelState state = ChannelState.of(event).orElseThrow();
                    unknown += report(item.deviceId(), state, changes) ? 0 : 1;
                }
            }
        }
        return new TreeUpdate(changes, unknown, refused);
    }

    private void deleteAllBut(Set<DeviceId> kept, List<CatalogChange> changes) {
        for (DeviceId id : List.copyOf(entries.keySet())) {
            if (!kept.contains(id)) {
                delete(id, changes);
            }
        }
    }

    private void delete(DeviceId id, List<CatalogChange> changes) {
        Entry gone = entries.remove(id);
        if (gone != null) {
            count(gone, -1);
            pages.remove(id, gone.page());
            changes.add(new CatalogChange.Deleted(node(gone)));
        }
    }

    private int upsert(List<CatalogItem> items, List<CatalogChange> changes) {
        int refused = 0;
        for (CatalogItem told : items) {
            @Nullable Entry old = entries.get(told.deviceId());
            if (old == null && entries.size() >= maxItems) {
                refused++;
                continue;
            }
            CatalogItem item = kept(told, old);
            ChannelState reported = ChannelState.of(item, old == null ? null : old.reported());
            var now = new Entry(item, reported, old == null ? pages.add(item.deviceId()) : old.page());
            put(now);
            if (old == null) {
                changes.add(new CatalogChange.Added(node(now)));
            } else {
                addChange(changes, node(old), node(now));
            }
        }
        return refused;
    }

    /** The item as it is kept: without event, one with others in what they have in common. */
    private CatalogItem kept(CatalogItem told, @Nullable Entry old) {
        CatalogItem item =
                told.event().isEmpty() ? told : told.toBuilder().event(null).build();
        return old != null && old.item().equals(item) ? old.item() : pool.share(item);
    }

    private boolean report(DeviceId id, ChannelState state, List<CatalogChange> changes) {
        Entry old = entries.get(id);
        if (old == null) {
            return false;
        }
        var now = new Entry(old.item(), state, old.page());
        put(now);
        addChange(changes, node(old), node(now));
        return true;
    }

    private static void addChange(List<CatalogChange> changes, TreeNode before, TreeNode now) {
        if (!before.item().equals(now.item())) {
            changes.add(new CatalogChange.Updated(before, now));
        } else if (before.state() != now.state()) {
            changes.add(new CatalogChange.StateChanged(before, now));
        }
    }

    private TreeNode node(Entry entry) {
        return node(entry, online);
    }

    private TreeNode node(Entry entry, boolean ofOnline) {
        boolean hasStatus = hasStatus(entry.item().deviceId().nodeKind());
        ChannelState state = ofOnline || !hasStatus ? entry.reported() : ChannelState.OFF;
        return new TreeNode(new ChannelRef(lower, entry.item().deviceId()), entry.item(), state);
    }

    /** Areas and groups are names only: they do not go off with their domain. */
    private static boolean hasStatus(NodeKind kind) {
        return switch (kind) {
            case DEVICE, SYSTEM -> true;
            case AREA, BUSINESS_GROUP, VIRTUAL_ORGANISATION -> false;
        };
    }

    private void put(Entry entry) {
        Entry old = entries.put(entry.item().deviceId(), entry);
        count(entry, 1);
        if (old != null) {
            count(old, -1);
            if (!entry.isSame(old)) {
                pages.change(entry.page());
            }
        }
    }

    private void count(Entry entry, int step) {
        if (entry.item().deviceId().nodeKind() == NodeKind.DEVICE) {
            devices += step;
            reportedOn += entry.reported() == ChannelState.ON ? step : 0;
        }
    }
}
