package cascade.config.load;

import cascade.config.DomainConfig;
import cascade.config.Role;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Locale;

/**
 * Vendor profiles that come with the program, each as the domain that it makes where nothing else is written. Reads the
 * class path: for start-up and worker threads.
 */
public final class ShippedProfiles {

    private ShippedProfiles() {}

    /** Their names, in the order of {@code reference.conf}. */
    public static List<String> names() {
        return ConfigLoader.reference().getStringList("profiles");
    }

    /** A domain of that role with that profile, and no key of its own but those without a default. */
    public static DomainConfig plain(Role role, String profile) {
        ConfigObject resolved = ConfigFactory.parseString(text(role, profile))
                .withFallback(ConfigLoader.reference())
                .resolve()
                .root();
        return ConfigLoader.read(resolved, new Problems(Sources.none(), resolved))
                .flatMap(config -> config.domains().findFirst())
                .orElseThrow(() -> new IllegalStateException("profile " + profile + " cannot be read"));
    }

    private static String text(Role role, String profile) {
        String address = role == Role.UPPER ? "hosts = [\"127.0.0.1:7100\"]" : "allow-from = [\"127.0.0.1\"]";
        return """
                gateway {
                  device-id = "37280600002000000001"
                  networks.lan { sip { bind = "127.0.0.1" }, media { bind = "127.0.0.1" } }
                }
                domains.peer {
                  role = %s, network = lan, device-id = "37280600002000000002", profile = "%s", %s
                }
                """.formatted(role.name().toLowerCase(Locale.ROOT), profile, address);
    }
}
