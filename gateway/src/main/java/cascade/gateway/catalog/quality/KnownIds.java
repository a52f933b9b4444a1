package cascade.gateway.catalog.quality;

import cascade.gateway.gb.DeviceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids of all lowers' nodes, to find those that two lowers have. Confined to one thread. */
public final class KnownIds {

    private final Map<DeviceId, String> first = new HashMap<>();
    private final Set<DeviceId> twice = new HashSet<>();

    /** Takes some ids of a lower's nodes. */
    public void add(String lower, List<DeviceId> ids) {
        for (DeviceId id : ids) {
            String other = first.putIfAbsent(id, lower);
            if (other != null && !other.equals(lower)) {
                twice.add(id);
            }
        }
    }

    /** Whether another lower has a node of that id as well. */
    boolean isUnderAnother(DeviceId id, String lower) {
        return twice.contains(id) || !lower.equals(first.getOrDefault(id, lower));
    }
}
