package cascade.config.draft;

import cascade.config.Role;
import cascade.config.read.Defaults;
import cascade.config.read.Section;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Key check of a domain whose role is missing or misspelt: what fits neither role is a slip whatever the role may be.
 */
final class UnknownRole {

    /** Without a default, so they are in no section of {@code reference.conf}. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of("role", "network", "device-id", "local-device-id");

    /** Sections whose keys are free, or belong to more than the defaults show. */
    private static final Set<String> FREE = Set.of("map", "tree", "auth");

    private UnknownRole() {}

    static void check(Section written, Defaults defaults) {
        Map<String, ConfigValue> known = new TreeMap<>(defaults.domain(Role.LOWER));
        defaults.domain(Role.UPPER).forEach((key, value) -> known.merge(key, value, UnknownRole::both));
        known.put("quirks", defaults.quirks(Defaults.STANDARD));
        check(written, known, WITHOUT_DEFAULT);
    }

    private static void check(Section written, Map<String, ConfigValue> known, Set<String> more) {
        Set<String> names = new TreeSet<>(known.keySet());
        names.addAll(more);
        for (String key : written.names()) {
            if (!names.contains(key)) {
                written.problems().addUnknownKey(written.path().child(key), names);
            } else if (known.get(key) instanceof ConfigObject section
                    && written.isSection(key)
                    && !FREE.contains(key)) {
                check(written.section(key), section, Set.of());
            }
        }
    }

    private static ConfigValue both(ConfigValue one, ConfigValue other) {
        return one instanceof ConfigObject section ? section.withFallback(other) : one;
    }
}
