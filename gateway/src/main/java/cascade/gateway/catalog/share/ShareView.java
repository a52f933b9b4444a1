package cascade.gateway.catalog.share;

import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ItemPool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shared catalog of one upper (共享目录): the channels that the configuration shares with it, under the ids that it knows, below our
 * own platform item. Nothing else exists for it. Control loop only.
 */
public final class ShareView {

    private final UpperDomainConfig upper;
    private final ChannelTree tree;
    private final OwnNodes own;
    private final ExportedIds ids;
    private final Consumer<ShareProblem> onProblem;
    private final ItemPool pool = new ItemPool();
    private final Map<String, PartBuilder> builders = new LinkedHashMap<>();
    private final Map<String, LowerPart> parts = new LinkedHashMap<>();
    private final Set<String> loops = new HashSet<>();
    private final SequencedSet<String> stale = new LinkedHashSet<>();
    private final UnreadChanges unread = new UnreadChanges();
    private final PendingChanges pending = new PendingChanges();

    /**
     * @param lowers the configured lower domains by name
     * @param platform the item that stands for us in this upper's catalog
     * @param onProblem hears once of each channel that the rules share but that cannot be shown
     */
    public ShareView(
            UpperDomainConfig upper,
            Map<String, LowerDomainConfig> lowers,
            ChannelTree tree,
            CatalogItem platform,
            Consumer<ShareProblem> onProblem) {
        this.upper = upper;
        this.tree = tree;
        this.onProblem = onProblem;
        own = new OwnNodes(platform, upper.tree());
        ids = new ExportedIds(upper.map());
        own.ids().forEach(id -> ids.reserve(id, OwnNodes.HOLDER));
        for (Share rule : upper.share()) {
            LowerDomainConfig lower = lowers.get(rule.from());
            if (lower == null || loops.contains(lower.name())) {
                continue;
            }
            if (isSamePlatform(lower)) {
                loops.add(lower.name());
            } else {
                builders.computeIfAbsent(
                        lower.name(),
                        name -> new PartBuilder(lower, ShareRule.of(upper.share(), name), own, ids, pool));
            }
        }
        stale.addAll(builders.keySet());
        refresh();
        pending.clear();
    }

    /** Two platforms that are each other's upper and lower must not be shown their own channels. */
    private boolean isSamePlatform(LowerDomainConfig lower) {
        boolean same = lower.deviceId().equals(upper.deviceId());
        if (same) {
            DeviceId id = new DeviceId(lower.deviceId());
            var ref = new ChannelRef(lower.name(), id);
            onProblem.accept(new ShareProblem(ShareProblem.Kind.LOOP, ref, id, upper.name()));
        }
        return same;
    }

    /**
     * Takes the place of a view of other rules: what differs between the two, and what its subscribers were not told yet,
     * is a change of this one.
     */
    public void takeOver(ShareView old) {
        pending.addAll(old.pending);
        old.all().forEach(item -> pending.note(item.id(), item));
        all().forEach(item -> pending.note(item.id(), null));
    }

    /** Takes note of a change of the tree; a large one is looked at when somebody asks. */
    public void treeChanged(String lower, List<CatalogChange> changes) {
        if (!builders.containsKey(lower) || stale.contains(lower)) {
            return;
        }
        if (!unread.add(changes, part(lower).items().size())) {
            stale.add(lower);
        } else if (changes.size() <= UnreadChanges.FEW) {
            read(); // a turn's work of many; to be read together they would take a turn that is too long
        }
    }

    private void read() {
        for (CatalogChange change : unread.take()) {
            String lower = change.ref().lower();
            if (!stale.contains(lower) && !takeAlone(change)) {
                stale.add(lower);
            }
        }
    }

    /** Writes a change into its part where that is all there is to do; most changes concern one camera. */
    private boolean takeAlone(CatalogChange change) {
        LowerPart part = part(change.ref().lower());
        DeviceId original = change.ref().originalId();
        if (change instanceof CatalogChange.StateChanged) {
            tree.find(change.ref())
                    .ifPresent(node -> part.shown(original).ifPresent(old -> exchange(part, old, old.in(node, pool))));
            return true;
        }
        if (change instanceof CatalogChange.Updated(TreeNode before, TreeNode now)
                && CatalogAncestors.areSame(before.item(), now.item())) {
            part.shown(original)
                    .ifPresent(old -> exchange(part, old, builder(now).again(now, old)));
            return true;
        }
        boolean othersHangBelow = part.isNamedAbove(original)
                || Objects.requireNonNull(builders.get(change.ref().lower())).isPlatform(original);
        if (othersHangBelow) {
            return false;
        }
        return switch (change) {
            case CatalogChange.Added(TreeNode node) -> show(node, part);
            case CatalogChange.Updated(TreeNode before, TreeNode now) ->
                !builder(now).leaves(before, now, nodesBeside(now)) && show(now, part);
            case CatalogChange.Deleted(TreeNode last) -> hide(last, part);
            case CatalogChange.StateChanged stateOnly -> true;
        };
    }

    private void exchange(LowerPart part, SharedItem old, SharedItem now) {
        pending.note(old.id(), old);
        part.exchange(now);
        ids.hold(now);
    }

    private PartBuilder builder(TreeNode node) {
        return Objects.requireNonNull(builders.get(node.ref().lower()));
    }

    /** The nodes of the same lower, by original id. */
    private Function<DeviceId, Optional<TreeNode>> nodesBeside(TreeNode node) {
        return id -> tree.find(new ChannelRef(node.ref().lower(), id));
    }

    private boolean show(TreeNode node, LowerPart part) {
        PartBuilder builder = builder(node);
        part.noteAbove(node.item());
        if (builder.isHidden(node, nodesBeside(node))) {
            // a rule about subtrees or an area may have shown it, or tried to
            return part.shown(node.ref().originalId()).isEmpty()
                    && part.problem(node.ref()).isEmpty();
        }
        Optional<SharedItem> item = builder.alone(node, part, nodesBeside(node));
        item.ifPresent(shown -> {
            pending.note(shown.id(), part.items().get(shown.id()));
            part.put(node.ref().originalId(), shown);
            ids.hold(shown);
        });
        return item.isPresent();
    }

    private boolean hide(TreeNode last, LowerPart part) {
        DeviceId original = last.ref().originalId();
        if (last.kind() == NodeKind.AREA) {
            return false; // cameras may hang below it by their civil codes
        }
        Optional<SharedItem> shown = part.shown(original);
        if (shown.isPresent() && builder(last).holdsOthers(last, nodesBeside(last))) {
            return false;
        }
        shown.ifPresent(item -> {
            pending.note(item.id(), item);
            part.remove(original);
            free(Set.of(item.id()));
        });
        // one that should be shown and is not has a problem, which ends with it
        return shown.isPresent() || builder(last).isHidden(last, nodesBeside(last));
    }

    private void free(Set<DeviceId> freed) {
        ids.release(freed);
        parts.forEach((lower, part) -> {
            if (part.wants(freed)) {
                stale.add(lower);
            }
        });
    }

    /** Whether a rule shares that lower with this upper. */
    public boolean isSharedFrom(String lower) {
        return builders.containsKey(lower);
    }

    /** Whether a catalog that the lower has still to give may bring something that this upper knows by that id. */
    public boolean mayCome(DeviceId exportedId, String lower) {
        @Nullable PartBuilder builder = builders.get(lower);
        return builder != null && builder.mayShow(exportedId);
    }

    /** The channel behind an id that this upper uses. */
    public Optional<TreeNode> find(DeviceId exportedId) {
        refresh();
        return ids.shown(exportedId).flatMap(SharedItem::origin).flatMap(tree::find);
    }

    /** Why this upper sees a node of a lower's catalog, or does not. */
    public Visibility visibility(ChannelRef ref) {
        refresh();
        String lower = ref.lower();
        if (loops.contains(lower)) {
            return new Visibility.Loop(lower);
        }
        var finder = new VisibilityFinder(upper, lower, part(lower), id -> tree.find(new ChannelRef(lower, id)));
        return tree.find(ref).map(finder::of).orElseGet(finder::ofAbsent);
    }

    /** The nodes that this upper would know by that id: the one that it does, those that cannot have it, those to come. */
    public List<ChannelRef> candidates(DeviceId exportedId) {
        Set<DeviceId> originals = ids.originals(exportedId);
        return builders.keySet().stream()
                .flatMap(lower -> originals.stream().map(original -> new ChannelRef(lower, original)))
                .toList();
    }

    /** Whether a rule or the map names that very channel. */
    public boolean isNamed(ChannelRef ref) {
        return new VisibilityFinder(upper, ref.lower(), LowerPart.empty(), id -> Optional.empty())
                .isNamed(ref.originalId());
    }

    /** What the id means that this upper uses, if it may use it so. */
    public Resolution resolve(DeviceId exportedId, Permission purpose) {
        Optional<TreeNode> node = find(exportedId);
        if (node.isEmpty()) {
            return new Resolution.Unknown(exportedId);
        }
        return upper.permissions().contains(purpose)
                ? new Resolution.Found(exportedId, node.get())
                : new Resolution.NotPermitted(exportedId, purpose);
    }

    /** The id under which this upper knows a channel, if it may see it. */
    public Optional<DeviceId> exportedId(ChannelRef ref) {
        refresh();
        return part(ref.lower()).exported(ref.originalId());
    }

    /** All that this upper sees, as it is now: areas first, since they may serve several lowers. */
    public SharedCatalog snapshot() {
        refresh();
        var items = new ArrayList<CatalogItem>(size());
        own.items().values().forEach(item -> items.add(item.item()));
        parts.values().forEach(part -> part.items().values().forEach(item -> items.add(item.item())));
        return SharedCatalog.areasFirst(own.platformId(), items);
    }

    /** How many channels and nodes this upper sees, our own among them. */
    public int size() {
        refresh();
        return own.items().size()
                + parts.values().stream().mapToInt(part -> part.items().size()).sum();
    }

    /** How many channels this upper sees. */
    public int devices() {
        refresh();
        int devices = 0;
        for (LowerPart part : parts.values()) {
            for (DeviceId id : part.items().keySet()) {
                devices += id.nodeKind() == NodeKind.DEVICE ? 1 : 0;
            }
        }
        return devices;
    }

    /** The channels that cannot be used now, each with the event that says so, for the first NOTIFY of a subscription. */
    public List<SharedChange> abnormal(DeviceId scope) {
        refresh();
        var items = all().filter(item -> item.state() != ChannelState.ON)
                .map(item -> new SharedChange(item.state().event(), item.item()))
                .toList();
        return new SharedChanges(own.platformId(), items, this::itemNow).below(scope);
    }

    public boolean hasChanges() {
        return !unread.isEmpty() || !stale.isEmpty() || !pending.isEmpty();
    }

    /** What changed since this was asked last. */
    public SharedChanges takeChanges() {
        return takeChanges(Integer.MAX_VALUE);
    }

    /**
     * A part of what changed: after a change of a whole city, all of it in one turn would hold up every call.
     *
     * @param most so many channels at most; whether others wait, {@link #hasChanges} says
     */
    public SharedChanges takeChanges(int most) {
        refresh();
        List<SharedChange> changes = pending.take(this::itemOf, most);
        return new SharedChanges(own.platformId(), changes, id -> itemNow(id).or(() -> pending.itemBefore(id)));
    }

    /** The channels that the rules share but that cannot be shown. */
    public List<ShareProblem> problems() {
        refresh();
        return parts.values().stream().flatMap(part -> part.problems().stream()).toList();
    }

    private Stream<SharedItem> all() {
        return Stream.concat(
                own.items().values().stream(),
                parts.values().stream().map(LowerPart::items).map(Map::values).flatMap(Collection::stream));
    }

    private Optional<CatalogItem> itemNow(DeviceId id) {
        return itemOf(id).map(SharedItem::item);
    }

    private Optional<SharedItem> itemOf(DeviceId id) {
        return ids.shown(id).or(() -> Optional.ofNullable(own.items().get(id)));
    }

    private LowerPart part(String lower) {
        LowerPart part = parts.get(lower);
        return part == null ? LowerPart.empty() : part;
    }

    private void refresh() {
        read();
        while (!stale.isEmpty()) {
            rebuild(stale.removeFirst());
        }
    }

    private void rebuild(String lower) {
        PartBuilder builder = Objects.requireNonNull(builders.get(lower));
        LowerPart old = part(lower);
        LowerPart now = builder.build(tree.nodes(lower));
        parts.put(lower, now);

        Set<DeviceId> freed = old.idsNotIn(now);
        free(freed);
        now.items().values().forEach(ids::hold);

        old.items().forEach((id, item) -> {
            if (!item.equals(now.items().get(id))) {
                pending.note(id, item);
            }
        });
        now.idsNotIn(old).forEach(id -> pending.note(id, null));
        now.problems().stream()
                .filter(problem -> !old.problems().contains(problem))
                .forEach(onProblem);
    }
}
