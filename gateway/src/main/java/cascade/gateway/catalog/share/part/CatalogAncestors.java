package cascade.gateway.catalog.share.part;

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
public final class CatalogAncestors {

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
        if (!isDigits(civilCode)) {
            return List.of();
        }
        var areas = new ArrayList<DeviceId>();
        int longest = Math.min(civilCode.length(), LONGEST_AREA) / 2 * 2;
        for (int length = longest; length >= 2; length -= 2) {
            areas.add(new DeviceId(civilCode.substring(0, length)));
        }
        return areas;
    }

    /** Whether two items of one id hang below the same, so that a tree with the one is a tree with the other. */
    static boolean areSame(CatalogItem one, CatalogItem other) {
        return one.parentIds().equals(other.parentIds())
                && one.businessGroupId().equals(other.businessGroupId())
                && one.civilCode().equals(other.civilCode());
    }

    private static boolean isDigits(String code) {
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) < '0' || code.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether the item lies in that area, or is it: {@link #of} without making a set for each channel of a city. */
    public static boolean isInArea(CatalogItem item, DeviceId area) {
        if (item.deviceId().equals(area)) {
            return true;
        }
        boolean isArea = item.deviceId().nodeKind() == NodeKind.AREA;
        String code = isArea ? item.deviceId().value() : item.civilCode().orElse("");
        return (code.startsWith(area.value()) && isDigits(code))
                || item.parentIds().contains(area)
                || item.businessGroupId().filter(area::equals).isPresent();
    }
}
