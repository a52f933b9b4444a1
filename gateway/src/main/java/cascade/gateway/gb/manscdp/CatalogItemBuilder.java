package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CatalogItem}; null takes a value away. Confined to the thread that uses it. */
public final class CatalogItemBuilder {
    private DeviceId deviceId;
    private @Nullable CatalogEvent event;
    private @Nullable String name;
    private @Nullable String manufacturer;
    private @Nullable String model;
    private @Nullable String owner;
    private @Nullable String civilCode;
    private @Nullable String address;
    private @Nullable String parental;
    private List<DeviceId> parentIds = List.of();
    private @Nullable String safetyWay;
    private @Nullable String registerWay;
    private @Nullable String secrecy;
    private @Nullable String ipAddress;
    private @Nullable String port;
    private @Nullable String status;
    private @Nullable String longitude;
    private @Nullable String latitude;
    private @Nullable DeviceId businessGroupId;
    private List<XmlNode> extra = List.of();

    CatalogItemBuilder(DeviceId deviceId) {
        this.deviceId = deviceId;
    }

    CatalogItemBuilder(CatalogItem item) {
        deviceId = item.deviceId();
        event = item.event().orElse(null);
        name = item.name().orElse(null);
        manufacturer = item.manufacturer().orElse(null);
        model = item.model().orElse(null);
        owner = item.owner().orElse(null);
        civilCode = item.civilCode().orElse(null);
        address = item.address().orElse(null);
        parental = item.parental().orElse(null);
        parentIds = item.parentIds();
        safetyWay = item.safetyWay().orElse(null);
        registerWay = item.registerWay().orElse(null);
        secrecy = item.secrecy().orElse(null);
        ipAddress = item.ipAddress().orElse(null);
        port = item.port().orElse(null);
        status = item.status().orElse(null);
        longitude = item.longitude().orElse(null);
        latitude = item.latitude().orElse(null);
        businessGroupId = item.businessGroupId().orElse(null);
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
        name = value;
        return this;
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
        address = value;
        return this;
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
        ipAddress = value;
        return this;
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
        longitude = value;
        return this;
    }

    public CatalogItemBuilder latitude(@Nullable String value) {
        latitude = value;
        return this;
    }

    public CatalogItemBuilder businessGroupId(@Nullable DeviceId value) {
        businessGroupId = value;
        return this;
    }

    public CatalogItemBuilder extra(List<XmlNode> value) {
        extra = value;
        return this;
    }

    public CatalogItem build() {
        return new CatalogItem(
                deviceId,
                Optional.ofNullable(event),
                Optional.ofNullable(name),
                Optional.ofNullable(manufacturer),
                Optional.ofNullable(model),
                Optional.ofNullable(owner),
                Optional.ofNullable(civilCode),
                Optional.ofNullable(address),
                Optional.ofNullable(parental),
                parentIds,
                Optional.ofNullable(safetyWay),
                Optional.ofNullable(registerWay),
                Optional.ofNullable(secrecy),
                Optional.ofNullable(ipAddress),
                Optional.ofNullable(port),
                Optional.ofNullable(status),
                Optional.ofNullable(longitude),
                Optional.ofNullable(latitude),
                Optional.ofNullable(businessGroupId),
                extra);
    }
}
