package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CatalogItem}; null takes a value away. Confined to the thread that uses it. */
public final class CatalogItemBuilder {
    private DeviceId deviceId;
    private @Nullable CatalogEvent event;
    private @Nullable String manufacturer;
    private @Nullable String model;
    private @Nullable String owner;
    private @Nullable String civilCode;
    private @Nullable String parental;
    private List<DeviceId> parentIds = List.of();
    private @Nullable String safetyWay;
    private @Nullable String registerWay;
    private @Nullable String secrecy;
    private @Nullable String port;
    private @Nullable String status;
    private @Nullable DeviceId businessGroupId;
    private List<XmlNode> extra = List.of();
    private OwnTexts packed;

    /** Null while none differs from the packed ones. */
    private @Nullable String @Nullable [] own;

    CatalogItemBuilder(DeviceId deviceId) {
        this.deviceId = deviceId;
        packed = OwnTexts.NONE;
    }

    CatalogItemBuilder(CatalogItem item) {
        ItemTraits traits = item.traits();
        deviceId = item.deviceId();
        packed = item.own();
        event = item.event().orElse(null);
        manufacturer = traits.manufacturer();
        model = traits.model();
        owner = traits.owner();
        civilCode = traits.civilCode();
        parental = traits.parental();
        parentIds = traits.parentIds();
        safetyWay = traits.safetyWay();
        registerWay = traits.registerWay();
        secrecy = traits.secrecy();
        port = traits.port();
        status = traits.status();
        businessGroupId = traits.businessGroupId();
        extra = item.extra();
    }

    public CatalogItemBuilder deviceId(DeviceId value) {
        deviceId = value;
        return this;
    }

    public CatalogItemBuilder event(@Nullable CatalogEvent value) {
        event = value;
        return this;
    }

    public CatalogItemBuilder name(@Nullable String value) {
        return own(OwnTexts.NAME, value);
    }

    public CatalogItemBuilder manufacturer(@Nullable String value) {
        manufacturer = value;
        return this;
    }

    public CatalogItemBuilder model(@Nullable String value) {
        model = value;
        return this;
    }

    public CatalogItemBuilder owner(@Nullable String value) {
        owner = value;
        return this;
    }

    public CatalogItemBuilder civilCode(@Nullable String value) {
        civilCode = value;
        return this;
    }

    public CatalogItemBuilder address(@Nullable String value) {
        return own(OwnTexts.ADDRESS, value);
    }

    public CatalogItemBuilder parental(@Nullable String value) {
        parental = value;
        return this;
    }

    public CatalogItemBuilder parentIds(List<DeviceId> value) {
        parentIds = value;
        return this;
    }

    public CatalogItemBuilder safetyWay(@Nullable String value) {
        safetyWay = value;
        return this;
    }

    public CatalogItemBuilder registerWay(@Nullable String value) {
        registerWay = value;
        return this;
    }

    public CatalogItemBuilder secrecy(@Nullable String value) {
        secrecy = value;
        return this;
    }

    public CatalogItemBuilder ipAddress(@Nullable String value) {
        return own(OwnTexts.IP_ADDRESS, value);
    }

    public CatalogItemBuilder port(@Nullable String value) {
        port = value;
        return this;
    }

    public CatalogItemBuilder status(@Nullable String value) {
        status = value;
        return this;
    }

    public CatalogItemBuilder longitude(@Nullable String value) {
        return own(OwnTexts.LONGITUDE, value);
    }

    public CatalogItemBuilder latitude(@Nullable String value) {
        return own(OwnTexts.LATITUDE, value);
    }

    public CatalogItemBuilder businessGroupId(@Nullable DeviceId value) {
        businessGroupId = value;
        return this;
    }

    public CatalogItemBuilder extra(List<XmlNode> value) {
        extra = value;
        return this;
    }

    private CatalogItemBuilder own(int which, @Nullable String value) {
        @Nullable String[] texts = own == null ? packed.texts() : own;
        texts[which] = value;
        own = texts;
        return this;
    }

    public CatalogItem build() {
        var traits = new ItemTraits(
                manufacturer,
                model,
                owner,
                civilCode,
                parental,
                parentIds,
                safetyWay,
                registerWay,
                secrecy,
                port,
                status,
                businessGroupId);
        return new CatalogItem(deviceId, own == null ? packed : OwnTexts.of(own), traits, List.copyOf(extra), event);
    }
}
