package cascade.gateway.domain;

import static cascade.gateway.domain.DomainConfigs.NETWORK;
import static cascade.gateway.domain.DomainConfigs.REQUEST_TIMEOUT;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.gateway.SipConfig;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.RecordingObserver;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.store.NoStore;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The gateway's associations on real loopback sockets, with nothing above them. */
public final class DomainLab implements AutoCloseable {

    static final int PORT = 7100;
    static final SipSettings FAST = SipSettings.defaults("test")
            .withTimers(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(250), REQUEST_TIMEOUT);

    final ControlLoop loop;
    final RecordingObserver observer = new RecordingObserver();
    final Meters meters = new Meters();

    private final List<String> heard = new ArrayList<>();

    final Domains domains;
    private final SipEndpoint endpoint;

    DomainLab(ControlLoop loop, String host, List<UpperDomainConfig> uppers, List<LowerDomainConfig> lowers) {
        this(loop, host, uppers, lowers, DomainConfigs.SIP);
    }

    DomainLab(
            ControlLoop loop,
            String host,
            List<UpperDomainConfig> uppers,
            List<LowerDomainConfig> lowers,
            SipConfig settings) {
        this.loop = loop;
        uppers.forEach(upper -> meters.addDomain(upper.name(), Role.UPPER));
        lowers.forEach(lower -> meters.addDomain(lower.name(), Role.LOWER));
        domains = loop.call(() -> new Domains(
                uppers,
                lowers,
                settings,
                DomainContext.of(loop.vertx(), meters.domains(), observer, NoStore.INSTANCE)));
        domains.addUpperListener(new Recorder<>());
        domains.addLowerListener(new Recorder<>());
        endpoint = loop.await(() -> {
            var opened = new SipEndpoint(loop.vertx(), FAST, domains.names(), observer, DatagramFilter.ALL_PASS);
            opened.handler(this::route);
            return opened.listen(point(host)).map(opened);
        });
    }

    public static ListeningPoint point(String host) {
        return new ListeningPoint(NETWORK, host, PORT, host, Set.of(SipTransport.UDP, SipTransport.TCP));
    }

    /** Begins to register with the uppers. */
    DomainLab start() {
        loop.await(() -> domains.start(endpoint));
        return this;
    }

    /** Transactions that the SIP side still holds. */
    int openServerTransactions() {
        return get(() -> endpoint.residue().get("server-transactions"));
    }

    <T> T get(Supplier<T> onLoop) {
        return loop.call(onLoop);
    }

    UpperDomain upper(String name) {
        return domains.upper(name).orElseThrow();
    }

    LowerDomain lower(String name) {
        return domains.lower(name).orElseThrow();
    }

    /** What the listeners heard, e.g. {@code online city}, {@code offline city expired}. */
    List<String> heard() {
        return get(() -> List.copyOf(heard));
    }

    DomainState state(String name) {
        return get(() -> domains.domain(name).orElseThrow().state());
    }

    private void route(ServerTransaction transaction) {
        switch (transaction.request().method()) {
            case "REGISTER" -> domains.registrar().onRegister(transaction);
            case "MESSAGE" ->
                domains.registrar().onKeepalive(transaction, (Keepalive)
                        Manscdp.read(transaction.request().body()));
            default -> domains.strangers().refuse(transaction);
        }
    }

    @Override
    public void close() {
        loop.await(() -> domains.stop(Duration.ofMillis(100)).eventually(endpoint::close));
        meters.close();
    }

    private final class Recorder<D extends Domain> implements DomainListener<D> {

        @Override
        public void onOnline(D domain) {
            heard.add("online " + domain.name());
        }

        @Override
        public void onRegisteredAnew(D domain) {
            heard.add("anew " + domain.name());
        }

        @Override
        public void onOffline(D domain, OfflineReason reason) {
            heard.add("offline " + domain.name() + " " + reason.label());
        }
    }
}
