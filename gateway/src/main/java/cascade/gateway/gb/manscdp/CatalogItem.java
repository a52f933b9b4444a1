package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.StateWord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catalog item (目录项): a camera, a platform, an area, a group. Values are the sender's text, so that they can be passed
 * on unchanged; absent elements are empty, and the text "null" of some products counts as absent.
 *
 * <p>{@code parentIds} are the ids that ParentID joins by "/"; {@code businessGroupId} is read from the item or from its
 * Info; {@code event} stands in notifications only. {@code extra} are all other elements, Info among them, in their
 * order. A gateway keeps a million of them: what many have in common is one object ({@link ItemPool}), what each has of
 * its own is packed. Immutable, any thread. GB/T 28181-2016 annexes A and O, GB/T 28181-2022 annexes A and J.
 */
public final class CatalogItem {

    private final DeviceId deviceId;
    private final OwnTexts own;
    private final ItemTraits traits;
    private final List<XmlNode> extra;
    private final @Nullable CatalogEvent event;

    /** @param extra unmodifiable */
    CatalogItem(DeviceId deviceId, OwnTexts own, ItemTraits traits, List<XmlNode> extra, @Nullable CatalogEvent event) {
        this.deviceId = deviceId;
        this.own = own;
        this.traits = traits;
        this.extra = extra;
        this.event = event;
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

    public DeviceId deviceId() {
        return deviceId;
    }

    public Optional<CatalogEvent> event() {
        return Optional.ofNullable(event);
    }

    public Optional<String> name() {
        return own.text(OwnTexts.NAME);
    }

    public Optional<String> manufacturer() {
        return Optional.ofNullable(traits.manufacturer());
    }

    public Optional<String> model() {
        return Optional.ofNullable(traits.model());
    }

    public Optional<String> owner() {
        return Optional.ofNullable(traits.owner());
    }

    public Optional<String> civilCode() {
        return Optional.ofNullable(traits.civilCode());
    }

    public Optional<String> address() {
        return own.text(OwnTexts.ADDRESS);
    }

    public Optional<String> parental() {
        return Optional.ofNullable(traits.parental());
    }

    public List<DeviceId> parentIds() {
        return traits.parentIds();
    }

    public Optional<String> safetyWay() {
        return Optional.ofNullable(traits.safetyWay());
    }

    public Optional<String> registerWay() {
        return Optional.ofNullable(traits.registerWay());
    }

    public Optional<String> secrecy() {
        return Optional.ofNullable(traits.secrecy());
    }

    public Optional<String> ipAddress() {
        return own.text(OwnTexts.IP_ADDRESS);
    }

    public Optional<String> port() {
        return Optional.ofNullable(traits.port());
    }

    public Optional<String> status() {
        return Optional.ofNullable(traits.status());
    }

    public Optional<String> longitude() {
        return own.text(OwnTexts.LONGITUDE);
    }

    public Optional<String> latitude() {
        return own.text(OwnTexts.LATITUDE);
    }

    public Optional<DeviceId> businessGroupId() {
        return Optional.ofNullable(traits.businessGroupId());
    }

    public List<XmlNode> extra() {
        return extra;
    }

    /** Whether the item's Status is on: everything that does not say off in some word is, as the standard assumes. */
    public boolean isOn() {
        @Nullable String status = traits.status();
        return status == null || StateWord.isOn(status).orElse(true);
    }

    /** Whether the two differ in their Status at most. */
    public boolean isSameButStatus(CatalogItem that) {
        return deviceId.equals(that.deviceId)
                && event == that.event
                && own.equals(that.own)
                && traits.isSameButStatus(that.traits)
                && extra.equals(that.extra);
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

    OwnTexts own() {
        return own;
    }

    ItemTraits traits() {
        return traits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof CatalogItem that
                        && deviceId.equals(that.deviceId)
                        && event == that.event
                        && own.equals(that.own)
                        && traits.equals(that.traits)
                        && extra.equals(that.extra));
    }

    @Override
    public int hashCode() {
        return Objects.hash(deviceId, own, event);
    }

    @Override
    public String toString() {
        return "CatalogItem[" + deviceId + (event == null ? "" : " " + event) + ", " + own + ", " + traits
                + (extra.isEmpty() ? "" : ", " + extra) + "]";
    }
}
