package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ancestors of a catalog item by its own fields: its parents, its business group, and the areas of its civil code,
 * which an area itself has in its own digits (GB/T 28181-2016 annex O). Pure, any thread.
 */
final class CatalogAncestors {

    private static final int LONGEST_AREA = 8;

    private CatalogAncestors() {}

    static Set<DeviceId> of(CatalogItem item) {
        var above = new LinkedHashSet<>(item.parentIds());
        item.businessGroupId().ifPresent(above::add);
        boolean isArea = item.deviceId().nodeKind() == NodeKind.AREA;
        String code = isArea ? item.deviceId().value() : item.civilCode().orElse("");
        above.addAll(areas(code));
        above.remove(item.deviceId());
        return above;
    }

    /** The areas that a civil code lies in, the smallest first; none for a code that is no digits. */
    static List<DeviceId> areas(String civilCode) {
        if (!civilCode.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return List.of();
        }
        var areas = new ArrayList<DeviceId>();
        int longest = Math.min(civilCode.length(), LONGEST_AREA) / 2 * 2;
        for (int length = longest; length >= 2; length -= 2) {
            areas.add(new DeviceId(civilCode.substring(0, length)));
        }
        return areas;
    }

    /** Whether the item lies in that area, or is it. */
    static boolean isInArea(CatalogItem item, DeviceId area) {
        return item.deviceId().equals(area) || of(item).contains(area);
    }
}
