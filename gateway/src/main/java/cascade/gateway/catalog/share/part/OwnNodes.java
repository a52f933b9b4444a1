package cascade.gateway.catalog.share.part;

import cascade.config.domain.TreeView;
import cascade.config.domain.TreeView.Organisation;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Own nodes at the top of a shared view: the platform item, which has no parent, and the organisations of a virtual
 * tree (虚拟组织). Immutable, any thread.
 */
public final class OwnNodes {

    /** @param group the business group it belongs to */
    private record Placed(
            Organisation organisation,
            DeviceId id,
            @Nullable DeviceId group) {}

    /** Who has the ids of our own nodes, in a {@link ShareProblem}. */
    public static final String HOLDER = "gateway";

    private final TreeView tree;
    private final DeviceId platformId;
    private final Map<DeviceId, SharedItem> items = new LinkedHashMap<>();
    private final List<Placed> organisations = new ArrayList<>();

    public OwnNodes(CatalogItem platform, TreeView tree) {
        this.tree = tree;
        platformId = platform.deviceId();
        items.put(platformId, SharedItem.own(platform));
        if (tree instanceof TreeView.Virtual(Organisation root)) {
            add(root, platformId, null);
        }
    }

    TreeView tree() {
        return tree;
    }

    public DeviceId platformId() {
        return platformId;
    }

    public Set<DeviceId> ids() {
        return items.keySet();
    }

    /** By id, parents before children. */
    public Map<DeviceId, SharedItem> items() {
        return items;
    }

    /** Hangs a channel below the first organisation that names it, or below the topmost. */
    void place(DeviceId exportedId, CatalogItemBuilder channel) {
        Placed home = organisations.stream()
                .filter(placed -> placed.organisation().channels().stream()
                        .anyMatch(pattern -> pattern.matches(exportedId.value())))
                .findFirst()
                .orElseGet(organisations::getFirst);
        channel.businessGroupId(home.group());
        switch (home.id().nodeKind()) {
            case AREA ->
                channel.parentIds(List.of(platformId)).civilCode(home.id().value());
            case VIRTUAL_ORGANISATION, BUSINESS_GROUP -> channel.parentIds(List.of(platformId, home.id()));
            case SYSTEM, DEVICE -> channel.parentIds(List.of(home.id()));
        }
    }

    private void add(Organisation organisation, DeviceId above, @Nullable DeviceId group) {
        DeviceId id = new DeviceId(organisation.id());
        NodeKind kind = id.nodeKind();
        @Nullable DeviceId ownGroup = kind == NodeKind.BUSINESS_GROUP ? id : group;
        CatalogItemBuilder item = CatalogItem.builder(id).name(organisation.name());
        switch (kind) {
            case AREA -> {}
            case BUSINESS_GROUP -> item.parentIds(List.of(platformId));
            case VIRTUAL_ORGANISATION -> {
                item.businessGroupId(group);
                item.parentIds(above.equals(group) ? List.of() : List.of(above));
            }
            case SYSTEM, DEVICE -> item.parentIds(List.of(above));
        }
        items.put(id, SharedItem.own(item.build()));
        organisations.add(new Placed(organisation, id, ownGroup));
        DeviceId below = kind == NodeKind.AREA ? platformId : id;
        organisation.children().forEach(child -> add(child, below, ownGroup));
    }
}
