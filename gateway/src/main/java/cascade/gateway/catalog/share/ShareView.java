package cascade.gateway.catalog.share;

import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.gateway.catalog.share.part.CatalogAncestors;
import cascade.gateway.catalog.share.part.ExportedIds;
import cascade.gateway.catalog.share.part.LowerPart;
import cascade.gateway.catalog.share.part.OwnNodes;
import cascade.gateway.catalog.share.part.Provenance;
import cascade.gateway.catalog.share.part.RebuildPace;
import cascade.gateway.catalog.share.part.ShareProblem;
import cascade.gateway.catalog.share.part.ShareRule;
import cascade.gateway.catalog.share.part.SharedItem;
import cascade.gateway.catalog.share.part.SharedParts;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    private final SharedParts parts;
    private final Map<String, List<Integer>> rulesByLower;
    private final Set<String> loops = new HashSet<>();
    private final Map<String, Provenance> provenances = new HashMap<>();
    private PendingChanges pending = new PendingChanges();

    /** Its first parts are being made, of what the upper knows. */
    private boolean knownAlready;

    /** Another one is about to take its place, which tells what changed. */
    private boolean givesWay;

    /** A view of all that is shared, made at once. */
    public ShareView(
            UpperDomainConfig upper,
            Map<String, LowerDomainConfig> lowers,
            ChannelTree tree,
            CatalogItem platform,
            Consumer<ShareProblem> onProblem) {
        this(upper, lowers, tree, platform, RebuildPace.AT_ONCE, onProblem);
    }

    /**
     * @param lowers the configured lower domains by name
     * @param platform the item that stands for us in this upper's catalog
     * @param pace at which a part of a large lower is made; the first parts too, see {@link #isBehind}
     * @param onProblem hears once of each channel that the rules share but that cannot be shown
     */
    public ShareView(
            UpperDomainConfig upper,
            Map<String, LowerDomainConfig> lowers,
            ChannelTree tree,
            CatalogItem platform,
            RebuildPace pace,
            Consumer<ShareProblem> onProblem) {
        this.upper = upper;
        this.tree = tree;
        this.onProblem = onProblem;
        own = new OwnNodes(platform, upper.tree());
        ids = new ExportedIds(upper.map());
        own.ids().forEach(id -> ids.reserve(id, OwnNodes.HOLDER));
        parts = new SharedParts(tree, own, ids, pace, (id, item) -> pending.note(id, item), onProblem);
        rulesByLower = ShareRule.byLower(upper.share());
        rulesByLower.forEach((from, places) -> {
            LowerDomainConfig lower = lowers.get(from);
            if (lower != null && isSamePlatform(lower)) {
                loops.add(from);
            } else if (lower != null) {
                parts.share(
                        lower, rules(from, provenance(lower)), upper.catalog().civilCodeParents(), upper.edition());
            }
        });
        parts.refresh();
        pending.clear();
    }

    private List<ShareRule> rules(String lower, Provenance provenance) {
        return ShareRule.of(upper.share(), rulesByLower.getOrDefault(lower, List.of()), provenance);
    }

    private Provenance provenance(LowerDomainConfig lower) {
        return provenances.computeIfAbsent(lower.name(), name -> Provenance.of(upper, lower));
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
     * Takes the place of a view of other rules, in turns of the loop: what differs between the two, and what its subscribers
     * were not told yet, is a change of this one. Until the last turn the other one is shown, and nobody is told of changes.
     */
    public Turns.Work takeOver(ShareView old) {
        return takeOver(old, Handover.PER_TURN);
    }

    Turns.Work takeOver(ShareView old, int perTurn) {
        pending.clear();
        old.givesWay = true;
        return new Handover(old.all().toList(), all().toList(), perTurn, noted -> {
            // what changed since the first turn: new to the upper, or as the other view told it last
            noted.addIds(pending);
            noted.put(old.pending);
            pending = noted;
        });
    }

    /** Nobody takes its place after all. */
    public void stays() {
        givesWay = false;
    }

    /** Takes note of a change of the tree; a large one is looked at when somebody asks. */
    public void treeChanged(String lower, List<CatalogChange> changes) {
        parts.treeChanged(lower, changes);
    }

    /** Whether a part of a large lower is being made anew: until then the upper sees what it saw before. */
    public boolean isBehind() {
        parts.refresh();
        return parts.isBehind();
    }

    /** Whether a rule shares that lower with this upper. */
    public boolean isSharedFrom(String lower) {
        return parts.lowers().contains(lower);
    }

    /** Whether a catalog that the lower has still to give may bring something that this upper knows by that id. */
    public boolean mayCome(DeviceId exportedId, String lower) {
        return parts.builder(lower)
                .filter(builder -> builder.mayShow(exportedId))
                .isPresent();
    }

    /** The channel behind an id that this upper uses. */
    public Optional<TreeNode> find(DeviceId exportedId) {
        parts.refresh();
        return ids.shown(exportedId).flatMap(SharedItem::origin).flatMap(tree::find);
    }

    /** Why this upper sees a node of a lower's catalog, or does not. */
    public Visibility visibility(ChannelRef ref) {
        parts.refresh();
        String lower = ref.lower();
        if (loops.contains(lower)) {
            return new Visibility.Loop(lower);
        }
        Provenance provenance = provenances.getOrDefault(lower, Provenance.NONE);
        var finder = new VisibilityFinder(
                upper,
                lower,
                rules(lower, provenance),
                parts.part(lower),
                provenance,
                id -> tree.find(new ChannelRef(lower, id)));
        return tree.find(ref).map(finder::of).orElseGet(finder::ofAbsent);
    }

    /** Whether a rule includes a node of a lower, though another lower's is shown under its id. */
    public boolean isReachable(ChannelRef ref) {
        Visibility visibility = visibility(ref);
        return visibility.isVisible() || visibility instanceof Visibility.Conflict;
    }

    /** The nodes that this upper would know by that id: the one that it does, those that cannot have it, those to come. */
    public List<ChannelRef> candidates(DeviceId exportedId) {
        Set<DeviceId> originals = ids.originals(exportedId);
        return parts.lowers().stream()
                .flatMap(lower -> originals.stream().map(original -> new ChannelRef(lower, original)))
                .toList();
    }

    /** Whether a rule or the map names that very channel. */
    public boolean isNamed(ChannelRef ref) {
        String id = ref.originalId().value();
        boolean mapped = upper.map().ids().containsKey(id);
        return rulesByLower.getOrDefault(ref.lower(), List.of()).stream()
                .map(upper.share()::get)
                .anyMatch(share -> share.mayInclude(id)
                        && (mapped
                                || share.channels().stream()
                                        .anyMatch(channel -> channel.text().equals(id))));
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
        parts.refresh();
        return parts.part(ref.lower()).exported(ref.originalId());
    }

    /** All that this upper sees, as it is now: areas first, since they may serve several lowers. */
    public SharedCatalog snapshot() {
        parts.refresh();
        var items = new ArrayList<CatalogItem>(size());
        own.items().values().forEach(item -> items.add(item.item()));
        parts.all().forEach(part -> part.items().values().forEach(item -> items.add(item.item())));
        return SharedCatalog.areasFirst(own.platformId(), items);
    }

    /** How many channels and nodes this upper sees, our own among them. */
    public int size() {
        parts.refresh();
        return own.items().size()
                + parts.all().stream().mapToInt(part -> part.items().size()).sum();
    }

    /** How many channels this upper sees. */
    public int devices() {
        parts.refresh();
        int devices = 0;
        for (LowerPart part : parts.all()) {
            for (DeviceId id : part.items().keySet()) {
                devices += id.nodeKind() == NodeKind.DEVICE ? 1 : 0;
            }
        }
        return devices;
    }

    /** Whether a query for that id has an answer: the upper sees a node of that id, or for an area one in it. */
    public boolean shows(DeviceId scope) {
        parts.refresh();
        return itemOf(scope).isPresent()
                || (scope.nodeKind() == NodeKind.AREA
                        && all().anyMatch(item -> CatalogAncestors.isInArea(item.item(), scope)));
    }

    /** The channels that cannot be used now, each with the event that says so, for the first NOTIFYs of a subscription. */
    public Iterator<SharedChange> abnormal() {
        parts.refresh();
        List<SharedItem> items =
                all().filter(item -> item.state() != ChannelState.ON).toList();
        return items.stream()
                .map(item -> new SharedChange(item.state().event(), item.item()))
                .iterator();
    }

    /** Which changes a subscription to that id is told of. */
    public Predicate<SharedChange> within(DeviceId scope) {
        return new SharedChanges(own.platformId(), List.of(), this::itemNow).within(scope);
    }

    /** The upper knows from before a restart what is shown, however long it takes to be made: none of that is a change. */
    public void isKnownAlready() {
        knownAlready = true;
        onPartMade();
    }

    /** The part of a lower was made; what changed meanwhile is read afterwards. */
    public void onPartMade() {
        if (knownAlready) {
            pending.clear();
            knownAlready = isBehind();
        }
    }

    public boolean hasChanges() {
        return hasMore() || (isTelling() && parts.isUnread());
    }

    /** Whether there is more to tell of what is shown now; a part that is being made shows what it did before. */
    public boolean hasMore() {
        return isTelling() && !pending.isEmpty();
    }

    private boolean isTelling() {
        return !knownAlready && !givesWay;
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
        parts.refresh();
        List<SharedChange> changes = isTelling() ? pending.take(this::itemOf, most) : List.of();
        return new SharedChanges(own.platformId(), changes, id -> itemNow(id).or(() -> pending.itemBefore(id)));
    }

    /** The channels that the rules share but that cannot be shown. */
    public List<ShareProblem> problems() {
        parts.refresh();
        return parts.all().stream().flatMap(part -> part.problems().stream()).toList();
    }

    private Stream<SharedItem> all() {
        return Stream.concat(
                own.items().values().stream(),
                parts.all().stream().map(LowerPart::items).map(Map::values).flatMap(Collection::stream));
    }

    private Optional<CatalogItem> itemNow(DeviceId id) {
        return itemOf(id).map(SharedItem::item);
    }

    private Optional<SharedItem> itemOf(DeviceId id) {
        return ids.shown(id).or(() -> Optional.ofNullable(own.items().get(id)));
    }
}
