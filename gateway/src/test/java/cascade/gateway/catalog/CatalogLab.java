package cascade.gateway.catalog;

import cascade.config.GatewayConfig;
import cascade.gateway.assembly.CallMessages;
import cascade.gateway.assembly.DispatchTables;
import cascade.gateway.assembly.MessageFeatures;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.XmlLimits;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.RecordingObserver;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.store.NoStore;
import cascade.gateway.store.RecordStore;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The gateway's domains and catalogs on real loopback sockets, made from a configuration as operators write it. */
final class CatalogLab implements AutoCloseable {

    static final int PORT = 7100;
    static final String GATEWAY_ID = "37280601002000000001";
    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(800);
    static final SipSettings FAST = SipSettings.defaults("cascade-gateway")
            .withTimers(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(250), REQUEST_TIMEOUT);

    static {
        // the first message binds the XML classes, which takes longer than these tests' timers
        Manscdp.read(Manscdp.bytes(CatalogQuery.of(1, new DeviceId(GATEWAY_ID))));
    }

    final ControlLoop loop;
    final RecordingObserver observer = new RecordingObserver();
    final Meters meters = new Meters();
    final Domains domains;
    final Catalogs catalogs;
    private final String host;
    private final NotServed notServed = new NotServed(observer, System::nanoTime);
    private final PeerBodies bodies = new PeerBodies(new ManscdpReader(XmlLimits.DEFAULTS), observer);
    private final DispatchTables tables;
    private final SipEndpoint endpoint;

    private CatalogLab(ControlLoop loop, String host, SipSettings sip, RecordStore store, GatewayConfig config) {
        this.loop = loop;
        this.host = host;
        config.uppers().keySet().forEach(name -> meters.addDomain(name, Role.UPPER));
        config.lowers().keySet().forEach(name -> meters.addDomain(name, Role.LOWER));
        domains = loop.call(() -> new Domains(config, loop.vertx(), meters.domains(), observer, NoStore.INSTANCE));
        catalogs = loop.call(() -> new Catalogs(
                () -> config,
                loop.vertx(),
                domains,
                notServed,
                meters.catalog(),
                meters.subscriptions(),
                observer,
                KeptSubscriptions.none()));
        loop.await(() -> catalogs.keepIn(store, read -> loop.vertx().executeBlocking(read)));
        var messages = loop.call(() -> MessageFeatures.of(
                () -> config,
                Timers.of(loop.vertx()),
                domains,
                catalogs,
                new Hops(() -> config, "lab"),
                meters,
                observer,
                KeptSubscriptions.none()));
        tables = DispatchTables.of(
                domains,
                catalogs,
                messages,
                new CallMessages(notServed::refuse, notServed::refuse, notServed::refuse),
                notServed,
                observer);
        endpoint = loop.await(() -> {
            var opened = new SipEndpoint(loop.vertx(), sip, domains.names(), observer, DatagramFilter.ALL_PASS);
            opened.handler(this::route);
            return opened.listen(point(host)).map(opened);
        });
        loop.await(() -> domains.start(endpoint));
    }

    /** @param parts of the configuration beside the gateway's own, e.g. domains and {@code gateway.catalog} */
    static CatalogLab start(ControlLoop loop, String host, String... parts) {
        return start(loop, host, FAST, parts);
    }

    /** The same with other timers of its transactions than the fast ones. */
    static CatalogLab start(ControlLoop loop, String host, SipSettings sip, String... parts) {
        return new CatalogLab(loop, host, sip, NoStore.INSTANCE, load(host, parts));
    }

    /** The same with a store, which a former lab may have filled. */
    static CatalogLab start(ControlLoop loop, String host, RecordStore store, String... parts) {
        return new CatalogLab(loop, host, FAST, store, load(host, parts));
    }

    private static GatewayConfig load(String host, String... parts) {
        String gateway = """
                gateway {
                  device-id = "%s"
                  networks.lan { sip { bind = "%s", port = 7100 }, media { ports = "20000-20999" } }
                  sip { t1 = 50ms, t2 = 200ms, t4 = 250ms, invite-timeout = 800ms, request-timeout = 3s }
                  catalog { query-timeout = 300ms, notify-delay = 20ms, response-timeout = 400ms, retry = 100ms, retry-max = 200ms, start-hold = 0s, collect-hold = 0s, offline-grace = 0s }
                }
                """.formatted(GATEWAY_ID, host);
        return ConfigText.load(gateway + String.join("\n", parts));
    }

    /** An upper's part of a reload. */
    void reconfigureUpper(String name, String... parts) {
        GatewayConfig next = load(host, parts);
        loop.run(() -> {
            domains.reconfigure(Objects.requireNonNull(next.uppers().get(name)));
            catalogs.onReconfigured(domains.upper(name).orElseThrow());
        });
    }

    /** @param more keys of the domain */
    static String lower(String name, String deviceId, String host, String more) {
        return """
                domains.%s { role = lower, network = lan, device-id = "%s", allow-from = ["%s/32"], %s }
                """.formatted(name, deviceId, host, more);
    }

    /** @param more keys of the domain */
    static String upper(String name, String deviceId, String host, String more) {
        return """
                domains.%s { role = upper, network = lan, device-id = "%s", hosts = ["%s:7100"], %s }
                """.formatted(name, deviceId, host, more);
    }

    static ListeningPoint point(String host) {
        return new ListeningPoint("lan", host, PORT, host, Set.of(SipTransport.UDP, SipTransport.TCP));
    }

    private void route(ServerTransaction transaction) {
        String from = transaction.request().from().uri().user();
        Optional<UpperDomain> upper = domains.upperOf(transaction.source(), from);
        Optional<LowerDomain> lower = domains.lowerOf(transaction.source(), from);
        switch (transaction.request().method()) {
            case "REGISTER" -> domains.registrar().onRegister(transaction);
            case "SUBSCRIBE" ->
                bodies.read(
                        transaction,
                        upper.orElseThrow(),
                        body -> tables.subscribes().dispatch(transaction, upper.orElseThrow(), body));
            case "NOTIFY" ->
                bodies.read(
                        transaction,
                        lower.orElseThrow(),
                        body -> tables.notifies().dispatch(transaction, lower.orElseThrow(), body));
            case "MESSAGE" -> onMessage(transaction, upper.<Domain>map(d -> d).orElseGet(lower::orElseThrow));
            default -> domains.strangers().refuse(transaction);
        }
    }

    private void onMessage(ServerTransaction transaction, Domain sender) {
        bodies.read(transaction, sender, body -> {
            switch (sender) {
                case UpperDomain upper -> tables.upperMessages().dispatch(transaction, upper, body.orElseThrow());
                case LowerDomain lower -> tables.lowerMessages().dispatch(transaction, lower, body.orElseThrow());
            }
        });
    }

    /** A platform that speaks to the gateway on that address. */
    static ScriptedPlatform platform(ControlLoop loop, String host, String id, String gatewayHost) {
        return new ScriptedPlatform(loop, host, id, SipUri.of(GATEWAY_ID, gatewayHost, PORT));
    }

    <T> T get(Supplier<T> onLoop) {
        return loop.call(onLoop);
    }

    boolean isOnline(String domain) {
        return get(() -> domains.domain(domain).orElseThrow().isOnline());
    }

    /** The ids of a lower's nodes, in the tree's order. */
    List<String> channels(String lower) {
        return get(() -> catalogs.tree().nodes(lower).stream()
                .map(node -> node.ref().originalId().value())
                .toList());
    }

    Optional<TreeNode> node(String lower, String id) {
        return get(() -> catalogs.tree().find(new ChannelRef(lower, new DeviceId(id))));
    }

    ChannelState state(String lower, String id) {
        return node(lower, id).orElseThrow().state();
    }

    long rejected(String peer, String kind) {
        return observer.count("rejected " + peer + " " + kind);
    }

    /** A counter's or gauge's value in the metrics page. */
    double metric(String series) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    @Override
    public void close() {
        loop.await(() -> catalogs.close()
                .eventually(() -> domains.stop(Duration.ofMillis(100)))
                .eventually(endpoint::close));
        meters.close();
    }
}
