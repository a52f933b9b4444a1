package cascade.gateway.catalog;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import java.util.Arrays;
import java.util.List;

/** Catalog items as platforms write them. */
public final class CatalogItems {

    private CatalogItems() {}

    public static DeviceId id(String value) {
        return new DeviceId(value);
    }

    public static List<DeviceId> ids(String... values) {
        return Arrays.stream(values).map(DeviceId::new).toList();
    }

    public static CatalogItemBuilder camera(String id, String... parents) {
        return CatalogItem.builder(id(id))
                .name("Camera " + id)
                .manufacturer("Hikvision")
                .model("IPC")
                .owner("Owner")
                .civilCode("372806")
                .address("Address")
                .parental("0")
                .parentIds(ids(parents))
                .registerWay("1")
                .secrecy("0")
                .status("ON");
    }

    /** An area, a system, a group or an organisation: the id tells. */
    public static CatalogItemBuilder node(String id, String... parents) {
        return CatalogItem.builder(id(id)).name("Node " + id).parentIds(ids(parents));
    }

    public static CatalogItem platform() {
        return CatalogItem.builder(id(CatalogConfigs.GATEWAY_ID))
                .name("gateway")
                .status("ON")
                .build();
    }

    public static List<String> idsOf(List<CatalogItem> items) {
        return items.stream().map(item -> item.deviceId().value()).toList();
    }
}
