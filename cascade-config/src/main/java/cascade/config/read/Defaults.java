package cascade.config.read;

import cascade.config.Role;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defaults of each network and domain, from {@code reference.conf}, and the vendor profiles. */
public record Defaults(ConfigObject root, List<String> profiles) {

    public static final String STANDARD = "standard";

    /** Section of a profile for domains of either role. */
    private static final String DOMAIN = "domain";

    /** Those that are shipped, once read: a city's domains have few profiles between them. */
    private static final Map<String, ConfigObject> FILES = new ConcurrentHashMap<>();

    public static Defaults of(ConfigObject resolved) {
        List<String> profiles = ((ConfigList) required(resolved, "profiles"))
                .stream().map(name -> (String) name.unwrapped()).toList();
        return new Defaults((ConfigObject) required(resolved, "defaults"), profiles);
    }

    public ConfigObject network() {
        return (ConfigObject) required(root, "network");
    }

    /** What a domain of that role is where neither it nor its profile says so. */
    public ConfigObject domain(Role role) {
        return (ConfigObject) required(root, word(role));
    }

    /** The keys of a domain that its profile gives another default, over what holds for all of that role. */
    public ConfigObject domain(Role role, String profile) {
        ConfigObject file = file(profile);
        return section(file, word(role)).withFallback(section(file, DOMAIN)).withFallback(domain(role));
    }

    /** The quirks of a profile over those of a peer that has none. */
    public ConfigObject quirks(String profile) {
        ConfigObject quirks = file(profile).withoutKey(DOMAIN);
        for (Role role : Role.values()) {
            quirks = quirks.withoutKey(word(role));
        }
        return quirks.withFallback(required(root, "quirks"));
    }

    private static ConfigObject file(String profile) {
        return FILES.computeIfAbsent(profile, Defaults::parse);
    }

    private static ConfigObject parse(String profile) {
        return ConfigFactory.parseResources(Defaults.class.getClassLoader(), "profiles/" + profile + ".conf")
                .resolve()
                .root();
    }

    private static ConfigObject section(ConfigObject file, String key) {
        return file.get(key) instanceof ConfigObject section
                ? section
                : ConfigFactory.empty().root();
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static ConfigValue required(ConfigObject object, String key) {
        ConfigValue value = object.get(key);
        if (value == null) {
            throw new IllegalStateException("reference.conf has no " + key);
        }
        return value;
    }
}
