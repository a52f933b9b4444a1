package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.keep.KeptTrees;
import cascade.gateway.domain.keep.KeptRegistrations;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.journal.JournalSettings;
import cascade.gateway.store.journal.JournalStore;
import cascade.gateway.store.journal.StoreObserver;
import cascade.gateway.store.journal.Upgrade;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LogLines;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.time.Timers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What whole gateways of builds before this one have written is read by it: stores of each format that there was, with records of
 * every kind, lie in the test resources' folder {@code store}. A folder is named after the versions of the kinds, in the order of
 * their codes. {@code KeptFormatTest} compares single records value by value.
 */
class StoreFormatIT {

    private static final String CONFIG = """
            gateway {
              catalog.store-delay = 5ms
              media { no-media-timeout = 5m, media-timeout = 5m }
            }
            """;

    @TempDir
    private Path directory;

    static List<String> formats() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(resources())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+(-\\d+)+"))
                    .sorted()
                    .toList();
        }
    }

    private static Path resources() throws URISyntaxException {
        return Path.of(StoreFormatIT.class.getResource("/store").toURI());
    }

    private static String formatOfThisBuild() {
        return Arrays.stream(RecordKind.values())
                .sorted(Comparator.comparingInt(RecordKind::code))
                .map(kind -> Integer.toString(kind.version()))
                .collect(Collectors.joining("-"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> !each.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Where not: {@code make store-format}. */
    @Test
    void theFormatOfThisBuildIsAmongThem() throws Exception {
        assertThat(formats()).contains(formatOfThisBuild());
    }

    @Tag("alone")
    @ParameterizedTest
    @MethodSource("formats")
    void aGatewayGoesOnWithIt(String format) throws Exception {
        copy(resources().resolve(format), directory.resolve("store"));
        try (LogLines log = LogLines.ofGateway();
                ScriptedCascade cascade = new ScriptedCascade(
                        LoopbackSubnet.next(),
                        CONFIG + kept(directory),
                        // whoever has the addresses of that time now is not to hear of it
                        hocon -> RunningGateway.of(hocon, outgoing -> !outgoing))) {
            assertThat(cascade.gateway.streams()).hasSize(1);
            assertThat(cascade.gateway.get("/api/v1/channels?domain=ncg").body())
                    .contains(CHANNEL);
            assertThat(cascade.gateway.recentCalls().getJsonObject(0).getString("cause"))
                    .isEqualTo("upper-bye");
            assertThat(json(cascade, "/api/v1/audit")
                            .getJsonArray("changes")
                            .getJsonObject(0)
                            .getString("path"))
                    .isEqualTo("/api/v1/drain");
            assertThat(json(cascade, "/api/v1/audit").getJsonArray("commands")).hasSize(1);
            assertThat(log.with("").stream()
                            .map(line -> line.getMessage())
                            .filter(line -> line.contains("cannot be read") || line.contains("set aside")))
                    .isEmpty();
        }
    }

    private static JsonObject json(ScriptedCascade cascade, String path) {
        return new JsonObject(cascade.gateway.get(path).body());
    }

    /** Their times ran out long ago, so that a gateway would drop them. */
    @ParameterizedTest
    @MethodSource("formats")
    void itsRegistrationsAndSubscriptionsAreRead(String format) throws Exception {
        copy(resources().resolve(format), directory.resolve("store"));
        MemoryStore store = read(directory.resolve("store"));

        var registrations = new KeptRegistrations(store);
        assertThat(registrations.restoredLower("ncg")).isPresent();
        assertThat(registrations.restoredUpper("city")).isPresent();
        var subscriptions = new KeptSubscriptions(store, InstantSource.fixed(Instant.EPOCH));
        assertThat(subscriptions.takeNotifiers("city", List.of("Catalog"))).hasSize(1);
        assertThat(subscriptions.subscriber("ncg", "Catalog").take()).isPresent();
        KeptTrees trees = KeptTrees.read(store.kept(RecordKind.CHANNEL));
        assertThat(trees.isOf("ncg", LOWER_ID)).isTrue();
        assertThat(trees.of("ncg")).isNotEmpty();
    }

    /** All that is in it, as the next process finds it. */
    private static MemoryStore read(Path folder) {
        var settings = new JournalSettings(
                folder, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(1), 1 << 20, 1 << 20);
        var found = new MemoryStore();
        try (var loop = new ControlLoop()) {
            JournalStore store = loop.await(() -> JournalStore.open(
                    loop.vertx(),
                    loop.context(),
                    Timers.of(loop.vertx()),
                    settings,
                    Upgrade.NONE,
                    new StoreObserver() {}));
            loop.run(() -> {
                for (RecordKind kind : RecordKind.values()) {
                    assertThat(store.restored(kind)).as("records of %s", kind).isNotEmpty();
                    store.restored(kind).forEach((key, record) -> found.put(kind, key, record));
                }
            });
            loop.await(store::close);
        }
        return found.restarted();
    }

    private static String kept(Path dataDir) {
        return "\ngateway { store.kind = local, data-dir = \"" + dataDir + "\" }\n";
    }

    @Test
    @EnabledIfSystemProperty(named = "store.format.write", matches = "true")
    void writesTheFormatOfThisBuild() throws IOException {
        try (ScriptedCascade cascade = new ScriptedCascade(CONFIG + kept(directory)).up()) {
            upperSubscribes(cascade);
            upperMovesTheCamera(cascade);
            Established ended = cascade.establish(6_000, 6_100);
            cascade.upperHangsUp(ended.ok());
            await().until(() -> cascade.gateway.streams().isEmpty());
            cascade.establish(6_000, 6_100);
            // records are written in their order: with these, those of the call are there
            cascade.gateway.request("POST", "/api/v1/drain");
            cascade.gateway.request("DELETE", "/api/v1/drain");
            await().until(() -> Arrays.stream(RecordKind.values())
                    .allMatch(kind -> cascade.gateway.metric("cascade_store_records", "kind=\"" + kind.label() + "\"")
                            >= (kind == RecordKind.AUDIT ? 3 : 1)));
            copy(directory.resolve("store"), Path.of("src", "test", "resources", "store", formatOfThisBuild()));
        }
    }

    private static void upperSubscribes(ScriptedCascade cascade) {
        SipRequest subscribe = cascade.upperMessage("SUBSCRIBE", "subscription")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=7")
                .header("Expires", "3600")
                .body(
                        "Application/MANSCDP+xml",
                        xml("<Query><CmdType>Catalog</CmdType><SN>1</SN>", LOWER_ID, "</Query>"))
                .build();
        cascade.upper.sends(subscribe);
        cascade.upper.expectsResponse(200, subscribe);
    }

    private static void upperMovesTheCamera(ScriptedCascade cascade) {
        SipRequest control = cascade.upperMessage("MESSAGE", "control")
                .body(
                        "Application/MANSCDP+xml",
                        xml(
                                "<Control><CmdType>DeviceControl</CmdType><SN>2</SN>",
                                CHANNEL,
                                "<PTZCmd>A50F01021F0000D6</PTZCmd></Control>"))
                .build();
        cascade.upper.sends(control);
        cascade.upper.expectsResponse(200, control);
        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "PTZCmd"), 200);
    }

    private static byte[] xml(String before, String id, String after) {
        return ("<?xml version=\"1.0\"?>\r\n" + before + "<DeviceID>" + id + "</DeviceID>" + after + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
