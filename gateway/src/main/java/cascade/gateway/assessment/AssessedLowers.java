package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import java.util.List;

/** Lower domains and their channels, as the assessment sees them. Control loop only. */
public interface AssessedLowers {

    /** Names of the configured lowers, in their order. */
    List<String> names();

    /** Whether that is the name of one of them. */
    boolean isConfigured(String lower);

    /** Whether the registration of that lower stands. */
    boolean isOnline(String lower);

    /** Devices of its catalog. */
    int devices(String lower);

    /** Those of them that can be used: none while it is offline. */
    int devicesOn(String lower);

    /** How many nodes its catalog has. */
    int nodes(String lower);

    /** Ids of all nodes of its catalog. */
    List<DeviceId> ids(String lower);

    /** Whether that node is a camera that can be used. */
    boolean isPlayable(String lower, DeviceId channel);
}
