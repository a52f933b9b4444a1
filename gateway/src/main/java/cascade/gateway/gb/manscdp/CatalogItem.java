package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * Catalog item (目录项): a camera, a platform, an area, a group. Values are the sender's text, so that they can be passed
 * on unchanged; absent elements are empty, and the text "null" of some products counts as absent.
 *
 * <p>{@code parentIds} are the ids that ParentID joins by "/"; {@code businessGroupId} is read from the item or from its
 * Info; {@code event} stands in notifications only. {@code extra} are all other elements, Info among them, in their
 * order. Immutable, any thread. GB/T 28181-2016 annexes A and O, GB/T 28181-2022 annexes A and J.
 */
public record CatalogItem(
        DeviceId deviceId,
        Optional<CatalogEvent> event,
        Optional<String> name,
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> owner,
        Optional<String> civilCode,
        Optional<String> address,
        Optional<String> parental,
        List<DeviceId> parentIds,
        Optional<String> safetyWay,
        Optional<String> registerWay,
        Optional<String> secrecy,
        Optional<String> ipAddress,
        Optional<String> port,
        Optional<String> status,
        Optional<String> longitude,
        Optional<String> latitude,
        Optional<DeviceId> businessGroupId,
        List<XmlNode> extra) {
    public CatalogItem {
        parentIds = List.copyOf(parentIds);
        extra = List.copyOf(extra);
    }

    /** An item without any field but its id. */
    public static CatalogItemBuilder builder(DeviceId deviceId) {
        return new CatalogItemBuilder(deviceId);
    }

    /** An item that only tells that something happened: ON, OFF, VLOST, DEFECT or DEL. */
    public static CatalogItem of(DeviceId deviceId, CatalogEvent event) {
        return builder(deviceId).event(event).build();
    }

    /** A builder that begins with the values of this item. */
    public CatalogItemBuilder toBuilder() {
        return new CatalogItemBuilder(this);
    }

    /** Whether the item's Status is on: everything that does not say OFF is, as the standard assumes. */
    public boolean isOn() {
        return status.filter(text -> text.equalsIgnoreCase("OFF") || text.equalsIgnoreCase("OFFLINE"))
                .isEmpty();
    }

    /** The text of an element outside the table, at item level or in Info: products put them in either. */
    public Optional<String> extraText(String name) {
        return extra.stream()
                .filter(element -> element.isNamed(name))
                .findFirst()
                .or(() -> extra.stream()
                        .filter(element -> element.isNamed("Info"))
                        .flatMap(info -> info.child(name).stream())
                        .findFirst())
                .map(XmlNode::text);
    }
}
