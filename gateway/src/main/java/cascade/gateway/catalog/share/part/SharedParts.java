package cascade.gateway.catalog.share.part;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.edition.ItemBridge;
import cascade.gateway.gb.manscdp.ItemPool;
import cascade.gateway.time.Turns;
import java.util.Collection;
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
import org.jspecify.annotations.Nullable;

/**
 * Parts of one shared catalog, which follow the tree: most changes concern one camera and are written into its part; what
 * moves others makes a new part. A new part of a large lower takes many turns of the loop, in which all parts stay as they
 * were. Control loop only.
 */
public final class SharedParts {

    private final ChannelTree tree;
    private final OwnNodes own;
    private final ExportedIds ids;
    private final RebuildPace pace;
    private final ChangeNote changed;
    private final Consumer<ShareProblem> onProblem;
    private final ItemPool pool = new ItemPool();
    private final Map<String, PartBuilder> builders = new LinkedHashMap<>();
    private final Map<String, LowerPart> parts = new LinkedHashMap<>();
    private final SequencedSet<String> stale = new LinkedHashSet<>();
    private final UnreadChanges unread = new UnreadChanges();
    private Optional<PartRebuild> rebuild = Optional.empty();

    /** Note of what is about to change. */
    @FunctionalInterface
    public interface ChangeNote {
        /** @param before how the upper sees the id until now: not at all when null */
        void note(DeviceId id, @Nullable SharedItem before);
    }

    /** @param onProblem hears once of each channel that the rules share but that cannot be shown */
    public SharedParts(
            ChannelTree tree,
            OwnNodes own,
            ExportedIds ids,
            RebuildPace pace,
            ChangeNote changed,
            Consumer<ShareProblem> onProblem) {
        this.tree = tree;
        this.own = own;
        this.ids = ids;
        this.pace = pace;
        this.changed = changed;
        this.onProblem = onProblem;
    }

    /**
     * Shares what the rules say of a lower; a second time, nothing.
     *
     * @param byCivilCode whether a camera's civil code may say below which area it hangs
     * @param upper edition of who is shown it
     */
    public void share(LowerDomainConfig lower, List<ShareRule> rules, boolean byCivilCode, Edition upper) {
        builders.computeIfAbsent(
                lower.name(),
                name -> new PartBuilder(
                        lower, rules, own, ids, pool, byCivilCode, new ItemBridge(of(lower.edition()), of(upper))));
        stale.add(lower.name());
    }

    private static GbEdition of(Edition edition) {
        return GbEdition.valueOf(edition.name());
    }

    /** The lowers that are shared. */
    public Set<String> lowers() {
        return builders.keySet();
    }

    public Optional<PartBuilder> builder(String lower) {
        return Optional.ofNullable(builders.get(lower));
    }

    /** What is shown of a lower, as of the last {@link #refresh}. */
    public LowerPart part(String lower) {
        LowerPart part = parts.get(lower);
        return part == null ? new LowerPart() : part;
    }

    public Collection<LowerPart> all() {
        return parts.values();
    }

    /** Takes note of a change of the tree; a large one is looked at when somebody asks. */
    public void treeChanged(String lower, List<CatalogChange> changes) {
        if (!builders.containsKey(lower) || stale.contains(lower)) {
            return;
        }
        if (!unread.add(changes, part(lower).items().size())) {
            stale.add(lower);
        } else if (changes.size() <= UnreadChanges.FEW && rebuild.isEmpty()) {
            read(); // a turn's work of many; to be read together they would take a turn that is too long
        }
    }

    /** Whether something changed that no part shows yet. */
    public boolean isUnread() {
        return !unread.isEmpty() || !stale.isEmpty() || rebuild.isPresent();
    }

    /** Whether a new part is being made: what is shown is as it was when that began. */
    public boolean isBehind() {
        return rebuild.isPresent();
    }

    /** Makes the parts show the tree as it is; where that takes long, in turns that begin now. */
    public void refresh() {
        if (rebuild.isPresent()) {
            return;
        }
        read();
        while (!stale.isEmpty() && rebuild.isEmpty()) {
            begin(stale.removeFirst());
        }
    }

    private void begin(String lower) {
        PartBuilder builder = Objects.requireNonNull(builders.get(lower));
        LowerPart old = part(lower);
        var next = new PartRebuild(builder, tree.ids(lower), id -> tree.find(new ChannelRef(lower, id)), old);
        var freed = new LinkedHashSet<DeviceId>();
        next.then(
                gone -> {
                    parts.put(lower, next.part());
                    freed.add(gone.id());
                    changed.note(gone.id(), gone);
                    ids.release(List.of(gone.id()));
                },
                now -> {
                    parts.put(lower, next.part());
                    changed.note(now.id(), old.items().get(now.id()));
                    ids.hold(now);
                });
        rebuild = Optional.of(next);
        Turns.Work work = () -> {
            boolean more = next.advance(pace.channels());
            if (!more) {
                parts.put(lower, next.part());
                rebuild = Optional.empty();
                whoWants(freed);
                tellProblems(old, next.part());
            }
            return more;
        };
        pace.turnsFor(tree.size(lower)).take(work);
    }

    private void tellProblems(LowerPart old, LowerPart now) {
        var known = Set.copyOf(old.problems());
        now.problems().stream().filter(problem -> !known.contains(problem)).forEach(onProblem);
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
        changed.note(old.id(), old);
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
            changed.note(shown.id(), part.items().get(shown.id()));
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
            changed.note(item.id(), item);
            part.remove(original);
            ids.release(List.of(item.id()));
            whoWants(Set.of(item.id()));
        });
        // one that should be shown and is not has a problem, which ends with it
        return shown.isPresent() || builder(last).isHidden(last, nodesBeside(last));
    }

    private void whoWants(Set<DeviceId> freed) {
        if (freed.isEmpty()) {
            return;
        }
        parts.forEach((lower, part) -> {
            if (part.wants(freed)) {
                stale.add(lower);
            }
        });
    }
}
