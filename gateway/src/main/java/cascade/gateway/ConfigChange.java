package cascade.gateway;

import cascade.config.ConfigProblem;
import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.gateway.admin.view.ReloadOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a configuration that was read again means for a running gateway. A faulty one is refused as a whole; one that
 * differs is named part by part and takes effect at the next start.
 */
final class ConfigChange {

    private ConfigChange() {}

    static ReloadOutcome outcome(GatewayConfig running, LoadResult result) {
        return switch (result) {
            case LoadResult.Faulty(List<ConfigProblem> problems) ->
                new ReloadOutcome.Refused(
                        problems.stream().map(ConfigProblem::toString).toList());
            case LoadResult.Loaded(GatewayConfig next, var warnings) -> {
                List<String> changed = changes(running, next);
                yield changed.isEmpty()
                        ? new ReloadOutcome.Unchanged(List.of())
                        : new ReloadOutcome.Refused(changed.stream()
                                .map(part -> part + ": changed; takes effect when the gateway is restarted")
                                .toList());
            }
        };
    }

    private static List<String> changes(GatewayConfig running, GatewayConfig next) {
        var changed = new ArrayList<String>();
        compare(changed, "gateway.device-id", running.deviceId(), next.deviceId());
        compare(changed, "gateway.user-agent", running.userAgent(), next.userAgent());
        compare(changed, "gateway.data-dir", running.dataDir(), next.dataDir());
        compare(changed, "gateway.admin", running.admin(), next.admin());
        compare(changed, "gateway.sip", running.sip(), next.sip());
        compare(changed, "gateway.call", running.call(), next.call());
        compare(changed, "gateway.catalog", running.catalog(), next.catalog());
        compare(changed, "gateway.media", running.media(), next.media());
        compare(changed, "gateway.limits", running.limits(), next.limits());
        compareEach(changed, "gateway.networks.", running.networks(), next.networks());
        compareEach(changed, "domains.", running.uppers(), next.uppers());
        compareEach(changed, "domains.", running.lowers(), next.lowers());
        return changed;
    }

    private static void compareEach(List<String> changed, String prefix, Map<String, ?> running, Map<String, ?> next) {
        var names = new TreeSet<>(running.keySet());
        names.addAll(next.keySet());
        names.forEach(name -> compare(changed, prefix + name, running.get(name), next.get(name)));
    }

    private static void compare(
            List<String> changed,
            String part,
            @org.jspecify.annotations.Nullable Object running,
            @org.jspecify.annotations.Nullable Object next) {
        if (!Objects.equals(running, next)) {
            changed.add(part);
        }
    }
}
