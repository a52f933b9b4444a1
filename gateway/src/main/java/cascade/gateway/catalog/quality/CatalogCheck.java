package cascade.gateway.catalog.quality;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Check of one lower's catalog, whose nodes are handed in some at a time. What only shows in the whole, such as a parent
 * that is not there, is found in the end. Confined to one thread.
 */
public final class CatalogCheck {

    /** Nodes that name the same parents: in a city there are few such sets. */
    private static final class Siblings {
        private final List<String> firstOnes = new ArrayList<>();
        private int count;
        private int soundOtherwise;
    }

    private final String lower;
    private final Set<DeviceId> platforms;
    private final ItemCheck items;
    private final KnownIds known;
    private final int maxExamples;
    private final Map<QualityRule, Integer> counts = new EnumMap<>(QualityRule.class);
    private final Map<QualityRule, List<String>> examples = new EnumMap<>(QualityRule.class);
    private final Map<List<DeviceId>, Siblings> byParents = new HashMap<>();
    private final Set<DeviceId> ids = new HashSet<>();
    private int devices;
    private int on;
    private int faulty;

    /**
     * @param platforms ids that a parent may be though the catalog has no item for them: the lower's own, and ours
     * @param charsets of the uppers that see this catalog
     * @param known the ids of all lowers
     * @param maxExamples ids that a finding names at most
     */
    public CatalogCheck(
            String lower,
            Collection<DeviceId> platforms,
            Collection<Charset> charsets,
            KnownIds known,
            int maxExamples) {
        this.lower = lower;
        this.platforms = Set.copyOf(platforms);
        this.known = known;
        this.maxExamples = maxExamples;
        items = new ItemCheck(charsets);
    }

    /** Takes some more nodes of the catalog, each once. */
    public void add(List<TreeNode> nodes) {
        nodes.forEach(this::add);
    }

    private void add(TreeNode node) {
        CatalogItem item = node.item();
        DeviceId id = item.deviceId();
        ids.add(id);
        if (node.kind() == NodeKind.DEVICE) {
            devices++;
            on += node.state() == ChannelState.ON ? 1 : 0;
        }
        Set<QualityRule> broken = items.check(item);
        if (node.kind() != NodeKind.AREA && known.isUnderAnother(id, lower)) {
            broken.add(QualityRule.ID_UNDER_TWO_LOWERS);
        }
        broken.forEach(rule -> note(rule, id.value()));
        faulty += broken.isEmpty() ? 0 : 1;
        if (!item.parentIds().isEmpty()) {
            noteParents(item, broken.isEmpty());
        }
    }

    private void noteParents(CatalogItem item, boolean soundOtherwise) {
        Siblings siblings = byParents.computeIfAbsent(item.parentIds(), parents -> new Siblings());
        siblings.count++;
        siblings.soundOtherwise += soundOtherwise ? 1 : 0;
        if (siblings.firstOnes.size() < maxExamples) {
            siblings.firstOnes.add(item.deviceId().value());
        }
    }

    /** What was found, when all nodes have been handed in. */
    public LowerQuality finish() {
        byParents.forEach((parents, siblings) -> {
            if (parents.stream().noneMatch(parent -> ids.contains(parent) || platforms.contains(parent))) {
                counts.merge(QualityRule.PARENT_UNKNOWN, siblings.count, Integer::sum);
                siblings.firstOnes.forEach(id -> noteExample(QualityRule.PARENT_UNKNOWN, id));
                faulty += siblings.soundOtherwise;
            }
        });
        Map<QualityRule, Finding> findings = new EnumMap<>(QualityRule.class);
        counts.forEach((rule, count) -> findings.put(rule, new Finding(count, examples.getOrDefault(rule, List.of()))));
        return new LowerQuality(lower, ids.size(), devices, on, faulty, findings);
    }

    private void note(QualityRule rule, String id) {
        counts.merge(rule, 1, Integer::sum);
        noteExample(rule, id);
    }

    private void noteExample(QualityRule rule, String id) {
        List<String> named = examples.computeIfAbsent(rule, first -> new ArrayList<>());
        if (named.size() < maxExamples) {
            named.add(id);
        }
    }
}
