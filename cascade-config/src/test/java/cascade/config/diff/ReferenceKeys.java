package cascade.config.diff;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.Quirk;
import cascade.config.load.ConfigLoader;
import cascade.config.load.Configs;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key of {@code reference.conf} with another value than its default. */
final class ReferenceKeys {

    /** An upper, a lower, two networks. */
    static final String BASE =
            Configs.GATEWAY + Configs.UPPER + Configs.LOWER + "domains.district.auth.password = \"hunter2\"\n"
                    + "domains.city.note.secret = seed\ndomains.district.note.secret = seed\n";

    /** Tried one after the other until one is accepted and makes a difference. */
    private static final List<String> VALUES = List.of(
            "300ms",
            "7s",
            "30h",
            "77",
            "9181",
            "300KiB",
            "512MiB",
            "1000B",
            "true",
            "false",
            "127.0.9.9",
            "json",
            "\"22000-22999\"",
            "\"37280000002000000009\"",
            "\"3728000000\"",
            "[sm3]",
            "[tcp]",
            "[udp]",
            "tcp",
            "tcp-passive",
            "2022",
            "GB18030",
            "flat",
            "[live]",
            "[{ from = district }]",
            "{ \"37280600001320000001\" = \"37280600001320000002\" }",
            "[\"127.0.1.77:7100\"]",
            "\"127.0.1.77:9060\"",
            "[\"127.0.1.0/24\"]",
            "wvp",
            "drop",
            "off",
            "strict",
            "catalog",
            "own",
            "stream",
            "zero",
            "channel",
            "address",
            "seconds",
            "all",
            "serial",
            "interleaved",
            "not-found",
            "503",
            "800Mbps",
            "other",
            "read-only",
            "[metrics]",
            "\"accounts\"",
            "\"cert.pem\"",
            "\"key.pem\"");

    /** Where a search from the first on would try dozens. */
    private static final Map<String, String> LIKELY = Map.of(
            "gateway.admin.tls.key", "\"key.pem\"",
            "gateway.admin.tls.certificate", "\"cert.pem\"",
            "gateway.admin.accounts", "\"accounts\"",
            "gateway.admin.unguarded", "[metrics]",
            "gateway.limits.max-bandwidth", "800Mbps",
            "gateway.store.kind", "none");

    /** What else has to be said beside a key. */
    private static final Map<String, String> BESIDE = Map.of(
            "gateway.admin.tls.certificate", "gateway.admin.tls.key = key.pem\n",
            "gateway.admin.tls.key", "gateway.admin.tls.certificate = cert.pem\n");

    /** Files that a key may name. */
    private static final Map<String, String> FILES = Map.of(
            "accounts", "op:$2b$10$oWtbg5QpOD/ZZBiNKxza8u2itlUPR6zqJ5lC.GHDYMPxWGwhykw6S:operator\n",
            "cert.pem", "-----BEGIN CERTIFICATE-----\n",
            "key.pem", "-----BEGIN PRIVATE KEY-----\n");

    private static final Map<String, GatewayConfig> BASES = new HashMap<>();
    private static final Map<String, Changed> FOUND = new HashMap<>();
    private static final Map<String, String> SHAPES = new HashMap<>();

    private ReferenceKeys() {}

    /**
     * A key with another value.
     *
     * @param line gives it that value
     * @param config the base with this line
     */
    record Changed(String path, String line, GatewayConfig config) {}

    /** Every key with a default, under a network, an upper and a lower of {@link #BASE}. */
    static List<String> paths() {
        Config reference = ConfigFactory.parseResources(ConfigLoader.class.getClassLoader(), "reference.conf");
        List<String> paths = new ArrayList<>();
        leaves("gateway", reference.getObject("gateway"), paths);
        leaves("gateway.networks.city", reference.getObject("defaults.network"), paths);
        leaves("domains.city", reference.getObject("defaults.upper"), paths);
        leaves("domains.district", reference.getObject("defaults.lower"), paths);
        leaves("domains.city.quirks", reference.getObject("defaults.quirks"), paths);
        leaves("domains.district.quirks", reference.getObject("defaults.quirks"), paths);
        paths.removeAll(List.of("gateway.networks", "domains.city.quirks", "domains.district.quirks"));
        return paths;
    }

    private static void leaves(String prefix, ConfigObject section, List<String> paths) {
        for (var entry : section.entrySet()) {
            String path = prefix + "." + entry.getKey();
            ConfigValue value = entry.getValue();
            if (value instanceof ConfigObject object && !object.isEmpty()) {
                leaves(path, object, paths);
            } else {
                SHAPES.put(path, shape(value.render()));
                paths.add(path);
            }
        }
    }

    static GatewayConfig base(Path folder) {
        return BASES.computeIfAbsent(BASE, text -> load(text, folder));
    }

    /** Looked for once; values that look like the default come first. */
    static Changed change(String path, Path folder) {
        return FOUND.computeIfAbsent(path, unknown -> find(path, folder));
    }

    private static Changed find(String path, Path folder) {
        GatewayConfig base = base(folder);
        List<String> values = new ArrayList<>(VALUES);
        values.sort(Comparator.comparing(value -> !shape(value).equals(SHAPES.get(path))));
        Optional.ofNullable(LIKELY.get(path)).ifPresent(values::addFirst);
        Quirk.all().stream()
                .filter(quirk -> path.endsWith("." + quirk.key()))
                .forEach(quirk -> values.addAll(0, quirk.form().words()));
        for (String value : values) {
            String line = BESIDE.getOrDefault(path, "") + path + " = " + value + "\n";
            if (result(BASE + line, folder) instanceof LoadResult.Loaded loaded
                    && !loaded.config().equals(base)) {
                return new Changed(path, line, loaded.config());
            }
        }
        throw new AssertionError("no other value for " + path + " is known to this test");
    }

    /** The digits, letters and brackets of a value, each kind once: enough to tell a duration from a list. */
    private static String shape(String value) {
        return value.replace("\"", "").replaceAll("[0-9]+", "9").replaceAll("[a-z-]{3,}", "word");
    }

    static GatewayConfig load(String hocon, Path folder) {
        return switch (result(hocon, folder)) {
            case LoadResult.Loaded loaded -> loaded.config();
            case LoadResult.Faulty faulty -> throw new AssertionError(faulty.problems() + "\n" + hocon);
        };
    }

    private static LoadResult result(String hocon, Path folder) {
        try {
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            return ConfigLoader.load(Files.writeString(folder.resolve("all.conf"), hocon));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
