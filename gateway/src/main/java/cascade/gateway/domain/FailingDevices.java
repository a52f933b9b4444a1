package cascade.gateway.domain;

import cascade.gateway.gb.DeviceId;
import java.util.List;

/** Failing devices of all lowers as one upper may know them. Control loop only. */
@FunctionalInterface
public interface FailingDevices {

    FailingDevices NONE = (upper, most) -> List.of();

    /** Their ids there, {@code most} at most. */
    List<DeviceId> shownTo(UpperDomain upper, int most);
}
