package cascade.gateway.simulator.lower.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.List;
import java.util.Optional;

/** Devices of a simulated lower platform, as its catalog has them now. */
public interface Inventory {

    /** The platform itself. */
    DeviceId platform();

    Optional<CatalogItem> find(DeviceId id);

    List<CatalogItem> items();
}
