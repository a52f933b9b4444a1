package cascade.gateway.catalog.share.part;

import cascade.config.domain.IdMap;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exported ids of one upper, those under which it knows channels: one id for one channel, one channel for one id. Who
 * came first keeps an id; an id that {@code map} gives to a channel is kept free for it. Control loop only.
 */
public final class ExportedIds {

    private final IdMap configured;
    private final Map<DeviceId, DeviceId> map = new HashMap<>();
    private final Set<DeviceId> givenAway = new HashSet<>();
    private final Map<DeviceId, String> own = new HashMap<>();
    private final IdTable holders = new IdTable();

    public ExportedIds(IdMap configured) {
        this.configured = configured;
        configured.ids().forEach((original, exported) -> {
            map.put(new DeviceId(original), new DeviceId(exported));
            givenAway.add(new DeviceId(exported));
        });
    }

    /** Keeps an id for a node of our own. */
    public void reserve(DeviceId id, String what) {
        own.put(id, what);
    }

    DeviceId wanted(DeviceId original) {
        @Nullable DeviceId named = map.get(original);
        if (named != null) {
            return named;
        }
        boolean byPrefix = !configured.prefixes().isEmpty() && original.nodeKind() != NodeKind.AREA;
        return byPrefix
                ? configured.exported(original.value()).map(DeviceId::new).orElse(original)
                : original;
    }

    /** The ids of channels that want that one: those that {@code map} gives it to, else the same. */
    public Set<DeviceId> originals(DeviceId exported) {
        if (givenAway.contains(exported)) {
            return map.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(exported))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
        Stream<DeviceId> byPrefix = configured.prefixes().stream()
                .flatMap(prefix -> prefix.original(exported.value()).stream())
                .map(DeviceId::new);
        return Stream.concat(Stream.of(exported), byPrefix)
                .filter(original -> wanted(original).equals(exported))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an area of that id is shown already, out of whatever catalog: areas are the same everywhere. */
    boolean isSharedArea(DeviceId exported, ChannelRef ref) {
        return exported.nodeKind() == NodeKind.AREA
                && holder(exported).filter(holder -> !holder.equals(ref)).isPresent();
    }

    /** Why that channel cannot have the id that it wants, if it cannot. */
    Optional<ShareProblem> obstacle(ChannelRef ref) {
        DeviceId wanted = wanted(ref.originalId());
        if (own.containsKey(wanted)) {
            return Optional.of(new ShareProblem(ShareProblem.Kind.ID_TAKEN, ref, wanted, own.get(wanted)));
        }
        if (givenAway.contains(wanted) && !map.containsKey(ref.originalId())) {
            return Optional.of(new ShareProblem(ShareProblem.Kind.ID_GIVEN_AWAY, ref, wanted, "map"));
        }
        return holder(wanted)
                .filter(holder -> !holder.equals(ref))
                .map(holder -> new ShareProblem(ShareProblem.Kind.ID_TAKEN, ref, wanted, holder.toString()));
    }

    private Optional<ChannelRef> holder(DeviceId exported) {
        return shown(exported).flatMap(SharedItem::origin);
    }

    /** The channel that the upper knows by that id. */
    public Optional<SharedItem> shown(DeviceId exported) {
        return holders.get(exported);
    }

    void hold(SharedItem item) {
        holders.put(item);
    }

    void release(Collection<DeviceId> exported) {
        exported.forEach(holders::remove);
    }
}
