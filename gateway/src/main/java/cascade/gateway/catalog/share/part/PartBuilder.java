package cascade.gateway.catalog.share.part;

import cascade.config.LowerDomainConfig;
import cascade.config.domain.TreeView;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.edition.ItemBridge;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import cascade.gateway.gb.manscdp.ItemPool;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Builder of the part of a shared view that one lower fills. Control loop only. */
public final class PartBuilder {

    private final LowerDomainConfig lower;
    private final List<ShareRule> rules;
    private final OwnNodes own;
    private final ExportedIds ids;
    private final ItemPool pool;
    private final boolean byCivilCode;
    private final ItemBridge editions;

    /**
     * @param byCivilCode whether a camera's civil code may say below which area it hangs
     * @param editions of the lower and of the upper
     */
    PartBuilder(
            LowerDomainConfig lower,
            List<ShareRule> rules,
            OwnNodes own,
            ExportedIds ids,
            ItemPool pool,
            boolean byCivilCode,
            ItemBridge editions) {
        this.lower = lower;
        this.rules = List.copyOf(rules);
        this.own = own;
        this.ids = ids;
        this.pool = pool;
        this.byCivilCode = byCivilCode;
        this.editions = editions;
    }

    List<ShareRule> rules() {
        return rules;
    }

    DeviceId platformId() {
        return own.platformId();
    }

    /** Whether areas, systems and groups of the lower give way to our own tree. */
    boolean showsDevicesOnly() {
        return !(own.tree() instanceof TreeView.Original);
    }

    /** Whether that is the lower's own platform, below which stands what names no parent. */
    boolean isPlatform(DeviceId original) {
        return original.value().equals(lower.deviceId());
    }

    /** Whether some node of the lower, known or not, would be shown under that id. */
    public boolean mayShow(DeviceId exportedId) {
        boolean original = own.tree() instanceof TreeView.Original;
        if (exportedId.nodeKind() != NodeKind.DEVICE) {
            return original; // above any channel may be areas, systems and groups that no rule names
        }
        return ids.originals(exportedId).stream().anyMatch(id -> rules.stream().anyMatch(rule -> rule.mayInclude(id)));
    }

    /**
     * Whether no rule shows that channel, nor could it be needed to hold the tree together.
     *
     * @param nodes of the lower, by original id
     */
    boolean isHidden(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        return node.kind() == NodeKind.DEVICE && rules.stream().noneMatch(rule -> rule.includes(node, nodes));
    }

    /**
     * Whether some node above that one may be shown for its sake alone: no rule includes it, it holds the tree together.
     *
     * @param nodes of the lower, by original id
     */
    boolean holdsOthers(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        return own.tree() instanceof TreeView.Original
                && rules.stream()
                        .filter(rule -> !rule.share().isWhole() && rule.includes(node, nodes))
                        .anyMatch(rule -> Selection.above(node, nodes).stream()
                                .anyMatch(above -> above.kind() != NodeKind.DEVICE && !rule.includes(above, nodes)));
    }

    /** Whether a node goes elsewhere and may leave something behind that was shown for its sake alone. */
    boolean leaves(TreeNode before, TreeNode now, Function<DeviceId, Optional<TreeNode>> nodes) {
        return !CatalogAncestors.of(before.item()).equals(CatalogAncestors.of(now.item()))
                && holdsOthers(before, nodes);
    }

    /**
     * The item of a channel that can be added to a part by itself: nothing hangs below it, and all above it is shown that
     * would be shown with it.
     *
     * @param nodes of the lower, by original id
     */
    Optional<SharedItem> alone(TreeNode node, LowerPart part, Function<DeviceId, Optional<TreeNode>> nodes) {
        DeviceId original = node.ref().originalId();
        DeviceId wanted = ids.wanted(original);
        boolean shownWithAllAbove = rules.stream()
                .filter(rule -> rule.includes(node, nodes))
                .allMatch(rule -> rule.share().isWhole() || isAllAboveShown(node, rule, part, nodes));
        boolean camera = node.kind() == NodeKind.DEVICE && wanted.nodeKind() == NodeKind.DEVICE;
        return camera && shownWithAllAbove && ids.obstacle(node.ref()).isEmpty()
                ? Optional.of(item(node, wanted, parents(nodes, part::exported)))
                : Optional.empty();
    }

    /** The item of a node that is shown and has not moved, with its other fields as they are now. */
    SharedItem again(TreeNode node, SharedItem shown) {
        CatalogItem before = shown.item();
        CatalogItemBuilder item = bridged(node)
                .deviceId(shown.id())
                .parentIds(before.parentIds())
                .businessGroupId(before.businessGroupId().orElse(null))
                .civilCode(before.civilCode().orElse(null));
        return SharedItem.of(node, item, pool);
    }

    private boolean isAllAboveShown(
            TreeNode node, ShareRule rule, LowerPart part, Function<DeviceId, Optional<TreeNode>> nodes) {
        return !(own.tree() instanceof TreeView.Original)
                || Selection.above(node, nodes).stream()
                        .filter(above -> above.kind() != NodeKind.DEVICE)
                        .allMatch(above ->
                                part.exported(above.ref().originalId()).isPresent() || rule.excepts(above, nodes));
    }

    ParentRewriter parents(
            Function<DeviceId, Optional<TreeNode>> nodes, Function<DeviceId, Optional<DeviceId>> exported) {
        return new ParentRewriter(nodes, exported, new DeviceId(lower.deviceId()), own.platformId(), byCivilCode);
    }

    /** Gives a node the id that it wants, if it can have it. The ids are not held yet: the old part may hold them still. */
    void name(
            DeviceId original,
            Map<DeviceId, DeviceId> exported,
            Map<DeviceId, ChannelRef> taken,
            Set<DeviceId> areasOfOthers,
            List<ShareProblem> problems) {
        var ref = new ChannelRef(lower.name(), original);
        DeviceId wanted = ids.wanted(ref.originalId());
        boolean isOurselves = wanted.equals(own.platformId()) && isPlatform(ref.originalId());
        if (isOurselves) {
            return; // we stand in for that platform under its own id: our root item is its item
        }
        if (ids.isSharedArea(wanted, ref)) {
            exported.put(ref.originalId(), wanted);
            areasOfOthers.add(wanted);
            return;
        }
        obstacle(ref, wanted, taken).ifPresentOrElse(problems::add, () -> {
            exported.put(ref.originalId(), wanted);
            taken.put(wanted, ref);
        });
    }

    /** Two channels of one lower may want one id where {@code map} exchanges the beginning of one. */
    private Optional<ShareProblem> obstacle(ChannelRef ref, DeviceId wanted, Map<DeviceId, ChannelRef> taken) {
        return ids.obstacle(ref)
                .or(() -> Optional.ofNullable(taken.get(wanted))
                        .map(holder -> new ShareProblem(ShareProblem.Kind.ID_TAKEN, ref, wanted, holder.toString())));
    }

    SharedItem item(TreeNode node, DeviceId exportedId, ParentRewriter parents) {
        CatalogItemBuilder item = bridged(node).deviceId(exportedId);
        switch (own.tree()) {
            case TreeView.Original _ ->
                item.parentIds(parents.of(node))
                        .businessGroupId(parents.group(node).orElse(null));
            case TreeView.Flat _ -> item.parentIds(List.of(own.platformId())).businessGroupId(null);
            case TreeView.Virtual _ -> own.place(exportedId, item);
        }
        return SharedItem.of(node, item, pool);
    }

    private CatalogItemBuilder bridged(TreeNode node) {
        List<XmlNode> extra = withoutGroup(node.item().extra());
        CatalogItemBuilder item = node.item().toBuilder().extra(extra);
        editions.apply(node.item(), item, extra);
        return item;
    }

    /** Some platforms name the group twice; the second time stands inside Info. */
    private static List<XmlNode> withoutGroup(List<XmlNode> extra) {
        if (extra.isEmpty()) {
            return extra;
        }
        return extra.stream()
                .map(element -> element.isNamed("Info") ? element.without("BusinessGroupID") : element)
                .toList();
    }
}
