package cascade.gateway.testkit;

import cascade.config.Profile;
import cascade.config.Quirk;

/** Vendor profiles as they are shipped, for tests that differ in a {@link Quirk} or two. Any thread. */
public final class Profiles {

    private static final Profile STANDARD = named("standard");

    private Profiles() {}

    public static Profile standard() {
        return STANDARD;
    }

    /** The shipped profile of that name. */
    public static Profile named(String name) {
        return ConfigText.load("""
                gateway {
                  device-id = "37280600002000000001"
                  networks.lan { sip { bind = "127.0.0.1" }, media { bind = "127.0.0.1", ports = "20000-20099" } }
                }
                domains.peer {
                  role = lower, network = lan, device-id = "37280600000000000000", profile = "%s", allow-from = ["127.0.0.1"]
                }
                """.formatted(name))
                .domains()
                .findFirst()
                .orElseThrow()
                .profile();
    }
}
