package cascade.gateway.simulator.lower.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Cameras of a simulated lower by their ids, the platform itself among them; each begins when it is first spoken of. */
final class Cameras {

    private final Inventory inventory;
    private final Map<DeviceId, Camera> cameras = new HashMap<>();

    Cameras(Inventory inventory) {
        this.inventory = inventory;
    }

    Inventory inventory() {
        return inventory;
    }

    /** Empty where the catalog has no such device. */
    Optional<Camera> find(DeviceId id) {
        Optional<String> name = id.equals(inventory.platform())
                ? Optional.of("模拟下级平台")
                : inventory.find(id).map(item -> item.name().orElse(""));
        return name.map(known -> cameras.computeIfAbsent(id, made -> new Camera(known)));
    }

    /** The name that the catalog has. */
    String nameOf(DeviceId id) {
        return inventory.find(id).flatMap(CatalogItem::name).orElse("");
    }
}
