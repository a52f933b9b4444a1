package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rebuild of the part of a shared catalog that one lower fills, some thousand channels a turn of the loop: select, name,
 * place below parents, order. The old part stays as it is meanwhile, and is compared with the new one at the end. Control
 * loop only.
 */
final class PartRebuild {

    private final PartBuilder builder;
    private final LowerPart old;
    private final Map<DeviceId, TreeNode> nodes;
    private final Selection selection;
    private final Map<DeviceId, DeviceId> exported = new LinkedHashMap<>();
    private final Set<DeviceId> areasOfOthers = new HashSet<>();
    private final Map<DeviceId, ChannelRef> taken = new HashMap<>();
    private final List<ShareProblem> problems = new ArrayList<>();
    private final ParentOrder order;
    private final ParentRewriter parents;
    private final LowerPart part = new LowerPart();
    private final Deque<BooleanSupplier> stages = new ArrayDeque<>();
    private int budget;

    /**
     * @param originals ids of the lower's nodes, in its order
     * @param tree looks up what is there of them when its turn comes
     */
    PartRebuild(
            PartBuilder builder, List<DeviceId> originals, Function<DeviceId, Optional<TreeNode>> tree, LowerPart old) {
        this.builder = builder;
        this.old = old;
        nodes = LinkedHashMap.newLinkedHashMap(originals.size());
        selection = new Selection(nodes, builder.showsDevicesOnly());
        order = new ParentOrder(originals.size(), builder.platformId());
        parents =
                builder.parents(id -> Optional.ofNullable(nodes.get(id)), id -> Optional.ofNullable(exported.get(id)));

        stages.add(each(() -> originals, id -> tree.apply(id).ifPresent(node -> nodes.put(id, node))));
        for (ShareRule rule : builder.rules()) {
            var above = new HashSet<DeviceId>();
            stages.add(each(nodes::values, node -> selection.offer(node, rule, above)));
        }
        stages.add(each(nodes::keySet, this::name));
        stages.add(each(exported::entrySet, entry -> place(entry.getKey(), entry.getValue())));
        stages.add(whileThereIsOne(order::linkNext));
        stages.add(whileThereIsOne(this::putNext));
        stages.add(each(exported::entrySet, entry -> part.rename(entry.getKey(), entry.getValue())));
        stages.add(each(nodes::values, node -> part.noteAbove(node.item())));
    }

    /**
     * Goes on.
     *
     * @param channels about so many
     * @return whether there is more to do
     */
    boolean advance(int channels) {
        budget = channels;
        while (budget > 0 && !stages.isEmpty()) {
            if (stages.getFirst().getAsBoolean()) {
                stages.removeFirst();
            }
        }
        return !stages.isEmpty();
    }

    /** Adds what is to be done with the new part: with each id that it has no longer, then with each item that differs. */
    void then(Consumer<SharedItem> gone, Consumer<SharedItem> differs) {
        stages.add(each(() -> old.items().values(), item -> {
            if (!part.items().containsKey(item.id())) {
                gone.accept(item);
            }
        }));
        stages.add(each(() -> part.items().values(), item -> {
            if (!item.equals(old.items().get(item.id()))) {
                differs.accept(item);
            }
        }));
    }

    LowerPart part() {
        return part;
    }

    private <T> BooleanSupplier each(Supplier<? extends Iterable<T>> all, Consumer<T> work) {
        return new BooleanSupplier() {
            private @Nullable Iterator<T> rest;

            @Override
            public boolean getAsBoolean() {
                Iterator<T> left = rest == null ? all.get().iterator() : rest;
                rest = left;
                while (budget > 0 && left.hasNext()) {
                    budget--;
                    work.accept(left.next());
                }
                return !left.hasNext();
            }
        };
    }

    private BooleanSupplier whileThereIsOne(BooleanSupplier next) {
        return () -> {
            while (budget > 0) {
                budget--;
                if (!next.getAsBoolean()) {
                    return true;
                }
            }
            return false;
        };
    }

    private void name(DeviceId original) {
        if (selection.contains(original)) {
            builder.name(original, exported, taken, areasOfOthers, problems);
        }
    }

    private void place(DeviceId original, DeviceId id) {
        @Nullable TreeNode node = nodes.get(original);
        if (node != null && !areasOfOthers.contains(id)) {
            order.add(builder.item(node, id, parents));
        }
    }

    private boolean putNext() {
        @Nullable SharedItem item = order.next();
        if (item == null) {
            part.lacks(problems, areasOfOthers);
            return false;
        }
        @Nullable SharedItem before = old.items().get(item.id());
        part.append(before != null && before.equals(item) ? before : item);
        return true;
    }
}
