package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lowers as the test wants them: cameras by number, online, on and off. */
final class FakeLowers implements AssessedLowers {

    private final Map<String, List<DeviceId>> catalogs = new LinkedHashMap<>();
    final Set<String> offline = new HashSet<>();
    final Set<DeviceId> off = new HashSet<>();

    static DeviceId camera(int number) {
        return new DeviceId("3728060000132%07d".formatted(number));
    }

    FakeLowers with(String lower, int cameras) {
        List<DeviceId> ids = new ArrayList<>();
        for (int i = 1; i <= cameras; i++) {
            ids.add(camera(i));
        }
        catalogs.put(lower, ids);
        return this;
    }

    void remove(String lower) {
        catalogs.remove(lower);
    }

    @Override
    public List<String> names() {
        return List.copyOf(catalogs.keySet());
    }

    @Override
    public boolean isConfigured(String lower) {
        return catalogs.containsKey(lower);
    }

    @Override
    public boolean isOnline(String lower) {
        return !offline.contains(lower);
    }

    @Override
    public int devices(String lower) {
        return ids(lower).size();
    }

    @Override
    public int devicesOn(String lower) {
        return isOnline(lower)
                ? (int) ids(lower).stream().filter(id -> !off.contains(id)).count()
                : 0;
    }

    @Override
    public int nodes(String lower) {
        return ids(lower).size();
    }

    @Override
    public List<DeviceId> ids(String lower) {
        return catalogs.getOrDefault(lower, List.of());
    }

    @Override
    public boolean isPlayable(String lower, DeviceId channel) {
        return ids(lower).contains(channel) && !off.contains(channel);
    }
}
