package cascade.config.read;

import cascade.config.Role;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Locale;

/** Defaults of each network and domain, from {@code reference.conf}, and the vendor profiles. */
public record Defaults(ConfigObject root, List<String> profiles) {

    public static final String STANDARD = "standard";

    public static Defaults of(ConfigObject resolved) {
        List<String> profiles = ((ConfigList) required(resolved, "profiles"))
                .stream().map(name -> (String) name.unwrapped()).toList();
        return new Defaults((ConfigObject) required(resolved, "defaults"), profiles);
    }

    public ConfigObject network() {
        return (ConfigObject) required(root, "network");
    }

    public ConfigObject domain(Role role) {
        return (ConfigObject) required(root, role.name().toLowerCase(Locale.ROOT));
    }

    /** The quirks of a profile over those of a peer that has none. */
    public ConfigObject quirks(String profile) {
        return ConfigFactory.parseResources(Defaults.class.getClassLoader(), "profiles/" + profile + ".conf")
                .resolve()
                .root()
                .withFallback(required(root, "quirks"));
    }

    private static ConfigValue required(ConfigObject object, String key) {
        ConfigValue value = object.get(key);
        if (value == null) {
            throw new IllegalStateException("reference.conf has no " + key);
        }
        return value;
    }
}
