package cascade.gateway.catalog.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Quality of one lower's catalog. Immutable, any thread.
 *
 * @param lower name of the lower domain
 * @param nodes all of the catalog: devices, areas, systems, groups
 * @param devices cameras, recorders and other devices
 * @param on those of the devices that can be used
 * @param faulty nodes that break at least one rule
 * @param findings by rule, of those rules that some node breaks
 */
public record LowerQuality(
        String lower, int nodes, int devices, int on, int faulty, Map<QualityRule, Finding> findings) {

    public LowerQuality {
        var sorted = new EnumMap<QualityRule, Finding>(QualityRule.class);
        sorted.putAll(findings);
        findings = Map.copyOf(sorted);
    }

    public Finding finding(QualityRule rule) {
        return findings.getOrDefault(rule, Finding.NONE);
    }

    /** Share of the devices that can be used, 0 to 1 (在线率); empty without devices. */
    public OptionalDouble onlineShare() {
        return devices == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) on / devices);
    }
}
