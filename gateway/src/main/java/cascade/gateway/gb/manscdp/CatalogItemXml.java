package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, a catalog item. Info stays among {@code extra}: its fields are only passed on. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        propOrder = {
            "deviceId",
            "event",
            "name",
            "manufacturer",
            "model",
            "owner",
            "civilCode",
            "address",
            "parental",
            "parentId",
            "safetyWay",
            "registerWay",
            "secrecy",
            "ipAddress",
            "port",
            "status",
            "longitude",
            "latitude",
            "businessGroupId"
        })
final class CatalogItemXml extends ExtensibleXml {
    private static final String PARENT_SEPARATOR = "/";

    @XmlElement(name = "DeviceID")
    @Nullable
    String deviceId;

    @XmlElement(name = "Event")
    @Nullable
    String event;

    @XmlElement(name = "Name")
    @Nullable
    String name;

    @XmlElement(name = "Manufacturer")
    @Nullable
    String manufacturer;

    @XmlElement(name = "Model")
    @Nullable
    String model;

    @XmlElement(name = "Owner")
    @Nullable
    String owner;

    @XmlElement(name = "CivilCode")
    @Nullable
    String civilCode;

    @XmlElement(name = "Address")
    @Nullable
    String address;

    @XmlElement(name = "Parental")
    @Nullable
    String parental;

    @XmlElement(name = "ParentID")
    @Nullable
    String parentId;

    @XmlElement(name = "SafetyWay")
    @Nullable
    String safetyWay;

    @XmlElement(name = "RegisterWay")
    @Nullable
    String registerWay;

    @XmlElement(name = "Secrecy")
    @Nullable
    String secrecy;

    @XmlElement(name = "IPAddress")
    @Nullable
    String ipAddress;

    @XmlElement(name = "Port")
    @Nullable
    String port;

    @XmlElement(name = "Status")
    @Nullable
    String status;

    @XmlElement(name = "Longitude")
    @Nullable
    String longitude;

    @XmlElement(name = "Latitude")
    @Nullable
    String latitude;

    @XmlElement(name = "BusinessGroupID")
    @Nullable
    String businessGroupId;

    static CatalogItemXml of(CatalogItem item) {
        CatalogItemXml xml = new CatalogItemXml();
        xml.deviceId = item.deviceId().value();
        xml.event = item.event().map(CatalogEvent::name).orElse(null);
        xml.name = item.name().orElse(null);
        xml.manufacturer = item.manufacturer().orElse(null);
        xml.model = item.model().orElse(null);
        xml.owner = item.owner().orElse(null);
        xml.civilCode = item.civilCode().orElse(null);
        xml.address = item.address().orElse(null);
        xml.parental = item.parental().orElse(null);
        xml.parentId = joined(item.parentIds());
        xml.safetyWay = item.safetyWay().orElse(null);
        xml.registerWay = item.registerWay().orElse(null);
        xml.secrecy = item.secrecy().orElse(null);
        xml.ipAddress = item.ipAddress().orElse(null);
        xml.port = item.port().orElse(null);
        xml.status = item.status().orElse(null);
        xml.longitude = item.longitude().orElse(null);
        xml.latitude = item.latitude().orElse(null);
        xml.businessGroupId = item.businessGroupId().map(DeviceId::value).orElse(null);
        xml.extra.addAll(item.extra());
        return xml;
    }

    /** The item; empty when it has no usable id or an event that nobody knows. */
    Optional<CatalogItem> toItem(FieldReader fields) {
        Optional<DeviceId> id = fields.id(deviceId);
        Optional<String> eventText = fields.text(event).filter(text -> !text.isEmpty());
        Optional<CatalogEvent> knownEvent = eventText.flatMap(CatalogEvent::tryParse);
        // an item with an unknown event read as one without would pass for a full item
        if (id.isEmpty() || knownEvent.isPresent() != eventText.isPresent()) {
            fields.skipItem(deviceId);
            return Optional.empty();
        }
        if (businessGroupId == null) {
            liftBusinessGroup();
        }
        return Optional.of(CatalogItem.builder(id.get())
                .event(knownEvent.orElse(null))
                .name(fields.text(name).orElse(null))
                .manufacturer(fields.text(manufacturer).orElse(null))
                .model(fields.text(model).orElse(null))
                .owner(fields.text(owner).orElse(null))
                .civilCode(fields.text(civilCode).orElse(null))
                .address(fields.text(address).orElse(null))
                .parental(fields.text(parental).orElse(null))
                .parentIds(fields.parents(parentId))
                .safetyWay(fields.text(safetyWay).orElse(null))
                .registerWay(fields.text(registerWay).orElse(null))
                .secrecy(fields.text(secrecy).orElse(null))
                .ipAddress(fields.text(ipAddress).orElse(null))
                .port(fields.text(port).orElse(null))
                .status(fields.text(status).orElse(null))
                .longitude(fields.text(longitude).orElse(null))
                .latitude(fields.text(latitude).orElse(null))
                .businessGroupId(fields.group(businessGroupId).orElse(null))
                .extra(extra)
                .build());
    }

    /** The 2016 schema has BusinessGroupID inside Info, its example and the 2022 text at item level. */
    private void liftBusinessGroup() {
        for (int i = 0; i < extra.size(); i++) {
            XmlNode element = extra.get(i);
            Optional<String> group = element.isNamed("Info") ? element.childText("BusinessGroupID") : Optional.empty();
            if (group.isPresent()) {
                businessGroupId = group.get();
                extra.set(i, element.without("BusinessGroupID"));
                return;
            }
        }
    }

    private static @Nullable String joined(List<DeviceId> parents) {
        return parents.isEmpty()
                ? null
                : parents.stream().map(DeviceId::value).collect(Collectors.joining(PARENT_SEPARATOR));
    }
}
