package cascade.gateway.explain.fault;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Configuration of a {@link FaultyCity}: what is the same for all domains, and what a fault needs beside it. */
final class FaultyConfig {

    /** Hosts of uppers and lowers are these and their number. */
    static final int UPPERS = 100;

    static final int LOWERS = 20;

    /** Of each lower's cameras the one that it calls off. */
    static final int OFF_CAMERA = 19;

    static final int CITY = 1;
    static final int TURNED_AWAY_UPPER = 2;
    static final int WRONG_PASSWORD_UPPER = 3;
    static final int REFUSING_UPPER = 4;
    static final int UNREACHABLE_UPPER = 5;
    static final int DYING_UPPER = 6;
    static final int GUEST = 7;
    static final int EARLY_CLOCK_UPPER = 8;
    static final int QUIET_UPPER = 9;

    static final int DISTRICT = 1;
    static final int WRONG_PASSWORD = 2;
    static final int WRONG_ID = 3;
    static final int NEVER = 4;
    static final int ONE_WAY = 5;
    static final int HALF = 6;
    static final int EXPIRES = 7;
    static final int LEAVES = 8;
    static final int SILENT = 9;
    static final int TCP = 10;
    static final int FULL = 11;
    static final int TINY = 12;
    static final int NAT = 13;
    static final int FOREIGN = 14;
    static final int NO_CATALOG = 15;

    private static final Map<Integer, String> UPPER_NAMES = Map.of(
            CITY, "city",
            TURNED_AWAY_UPPER, "moved-upper",
            WRONG_PASSWORD_UPPER, "strict-upper",
            REFUSING_UPPER, "refusing-upper",
            UNREACHABLE_UPPER, "unreachable-upper",
            DYING_UPPER, "dying-upper",
            GUEST, "guest",
            EARLY_CLOCK_UPPER, "early-upper",
            QUIET_UPPER, "quiet-upper");

    private static final Map<Integer, String> LOWER_NAMES = Map.ofEntries(
            Map.entry(DISTRICT, "district"),
            Map.entry(WRONG_PASSWORD, "wrong-password"),
            Map.entry(WRONG_ID, "wrong-id"),
            Map.entry(NEVER, "never-seen"),
            Map.entry(ONE_WAY, "one-way"),
            Map.entry(HALF, "half-catalog"),
            Map.entry(EXPIRES, "expired"),
            Map.entry(LEAVES, "left"),
            Map.entry(SILENT, "silent"),
            Map.entry(TCP, "tcp"),
            Map.entry(FULL, "full"),
            Map.entry(TINY, "few-ports"),
            Map.entry(NAT, "nat"),
            Map.entry(FOREIGN, "moved"),
            Map.entry(NO_CATALOG, "no-catalog"));

    private static final Map<Integer, String> UPPER_EXTRAS = Map.of(
            CITY,
            "media.networks = [\"NET.0/24\"], map { \"" + Ids.camera(DISTRICT, 17) + "\" = \"37280001001310000017\" }",
            WRONG_PASSWORD_UPPER,
            "auth.password = \"ours\"",
            DYING_UPPER,
            "keepalive { interval = 1s, max-missed = 1 }",
            GUEST,
            "permissions = [query]");

    private static final Map<Integer, String> LOWER_EXTRAS = Map.of(
            WRONG_PASSWORD, "auth { required = true, password = \"theirs\" }",
            EXPIRES, "register.min-expires = 1s",
            SILENT, "keepalive { timeout = 1s, probe-timeout = 1s }",
            TCP, "media.transport = tcp-passive",
            FULL, "max-streams = 0",
            TINY, "network = tiny");

    private static final String GATEWAY = """
            gateway {
              device-id = "%s"
              admin { bind = "NET.1", port = 9180 }
              networks {
                city     { sip { bind = "NET.1", port = 7100 }, media { bind = "NET.1", ports = "20000-20199" } }
                district { sip { bind = "NET.2", port = 7100 }, media { bind = "NET.2", ports = "30000-30199" } }
                tiny     { sip { bind = "NET.3", port = 7100 }, media { bind = "NET.3", ports = "31000-31001" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s, no-media-timeout = 2s, media-timeout = 2s, source-gone-after = 1s }
              media.source-return = 1s
              media.unreachable-timeout = 1s
              sip { t1 = 100ms, t2 = 400ms, t4 = 500ms, invite-timeout = 3s, request-timeout = 2s }
              call { lower-answer-timeout = 2s, ack-timeout = 1500ms, reaper-interval = 300ms, stop-timeout = 300ms }
              catalog { query-timeout = 1s, start-hold = 0s, collect-hold = 0s }
            }
            """.formatted(Ids.GATEWAY);

    private FaultyConfig() {}

    static String upperName(int number) {
        return UPPER_NAMES.get(number);
    }

    static String lowerName(int number) {
        return LOWER_NAMES.get(number);
    }

    /** @param net the first three numbers of all addresses */
    static String text(String net) {
        String uppers = new TreeMap<>(UPPER_NAMES)
                .keySet().stream().map(FaultyConfig::upper).collect(Collectors.joining());
        String lowers = new TreeMap<>(LOWER_NAMES)
                .keySet().stream().map(FaultyConfig::lower).collect(Collectors.joining());
        return (GATEWAY + "domains {\n" + uppers + lowers + "}\n").replace("NET", net);
    }

    private static String upper(int number) {
        String share = number == GUEST
                ? "{ from = district, channels = [\"" + Ids.camera(DISTRICT, 1) + "\"] }"
                : new TreeMap<>(LOWER_NAMES)
                        .values().stream()
                                .map(name -> "{ from = " + name + " }")
                                .collect(Collectors.joining(", "));
        return """
                %s {
                  role = upper, network = city, profile = hikvision-ncg
                  device-id = "%s", hosts = ["NET.%d:7100"], register { retry = 1s, retry-max = 1s }
                  share = [%s]
                  %s
                }
                """.formatted(
                upperName(number), Ids.upper(number), UPPERS + number, share, UPPER_EXTRAS.getOrDefault(number, ""));
    }

    private static String lower(int number) {
        return """
                %s {
                  role = lower, network = district, profile = hikvision-ncg
                  device-id = "%s", allow-from = ["NET.%d/32"], catalog { subscribe = false }
                  %s
                }
                """.formatted(
                        lowerName(number), Ids.lower(number), LOWERS + number, LOWER_EXTRAS.getOrDefault(number, ""));
    }
}
