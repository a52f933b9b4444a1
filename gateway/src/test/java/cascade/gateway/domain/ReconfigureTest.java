package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.address.IpFamily;
import cascade.config.DomainConfig;
import cascade.config.value.HostPort;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Domains that change, come and go while the gateway runs, in a time of the test's own. */
class ReconfigureTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String FIRST = "10.0.0.1:7100";
    private static final String SECOND = "10.0.0.2:7100";

    private final FakeTime time = new FakeTime();
    private final FakeSip sip = new FakeSip();
    private final Meters meters = new Meters(time);
    private final SourceIndex<Domain> sources = new SourceIndex<>();
    private final List<String> heard = new ArrayList<>();
    private final DomainContext context = new DomainContext(
            time, time, time, new Random(7), ReconfigureTest::resolve, meters.domains(), SipObserver.NONE);

    @AfterEach
    void close() {
        meters.close();
    }

    private static Future<InetSocketAddress> resolve(HostPort host, IpFamily family) {
        return Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port()));
    }

    private final class Recorder<D extends Domain> implements DomainListener<D> {
        @Override
        public void onAdded(D domain) {
            heard.add(domain.name() + " added");
        }

        @Override
        public void onReconfigured(D domain, DomainConfig old) {
            heard.add(domain.name() + (domain.config().equals(old) ? " the same" : " reconfigured"));
        }

        @Override
        public void onRemoved(D domain) {
            heard.add(domain.name() + " removed while " + domain.state().label());
        }

        @Override
        public void onOnline(D domain) {
            heard.add("online");
        }

        @Override
        public void onOffline(D domain, OfflineReason reason) {
            heard.add(reason.label());
        }
    }

    private static DomainConfigs.Upper city() {
        return DomainConfigs.upper()
                .hosts(FIRST)
                .register(Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofMinutes(5))
                .keepalive(DAY, 3);
    }

    private UpperDomain registered(DomainConfigs.Upper config) {
        meters.addDomain("city", Role.UPPER);
        var upper = new UpperDomain(
                config.build(), sip, () -> PATIENCE, context, sources, FailingDevices.NONE, new Recorder<>());
        upper.start();
        sip.last().accept(3600);
        return upper;
    }

    private LowerDomain lower(DomainConfigs.Lower config) {
        meters.addDomain("district", Role.LOWER);
        var lower =
                new LowerDomain(config.build(), sip, context, sources, DomainConfigs.ownRequests(), new Recorder<>());
        lower.start();
        return lower;
    }

    private static String expires(FakeClientTransaction register) {
        return register.request().header("Expires").orElseThrow();
    }

    @Test
    void whatRegistrationDoesNotNeedTouchesNothing() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().register(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofMinutes(1))
                .build());

        assertThat(sip.sent).hasSize(1);
        assertThat(heard).containsExactly("online");
    }

    @Test
    void aRegistrationMovesToTheNewHost() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().hosts(SECOND).build());

        FakeClientTransaction leaving = sip.last();
        assertThat(expires(leaving)).isEqualTo("0");
        assertThat(leaving.peer().authority()).isEqualTo(FIRST);
        assertThat(heard).containsExactly("online", "reconfigured");
        leaving.answer(200);
        assertThat(sip.last().peer().authority()).isEqualTo(SECOND);
        sip.last().accept(3600);
        assertThat(upper.isOnline()).isTrue();
        assertThat(upper.peer()).map(SipPeer::authority).contains(SECOND);
        assertThat(sources.find(Peers.udp("10.0.0.1", 7100))).isEmpty();
        assertThat(sources.find(Peers.udp("10.0.0.2", 7100))).contains(upper);
    }

    @Test
    void anOldHostThatIsSilentHoldsUpTheMoveNoLongerThanARequest() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().hosts(SECOND).build());
        time.pass(PATIENCE);

        assertThat(sip.last().peer().authority()).isEqualTo(SECOND);
    }

    @Test
    void aBackupHostMoreLeavesTheRegistrationWhereItIs() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().hosts(SECOND, FIRST).build());

        assertThat(sip.sent).hasSize(1);
        assertThat(upper.isOnline()).isTrue();
        assertThat(upper.isAt(Peers.udp("10.0.0.2", 5060))).isTrue();
    }

    @Test
    void anotherLocalIdRegistersAnew() {
        UpperDomain upper = registered(city());

        upper.reconfigure(
                city().ids("37280000000000000000", "37280600000000000009").build());

        assertThat(sip.last().request().from().uri().user())
                .as("the old registration ends under the old id")
                .isEqualTo("37280600000000000000");
        sip.last().answer(200);
        assertThat(sip.last().request().from().uri().user()).isEqualTo("37280600000000000009");
        assertThat(expires(sip.last())).isEqualTo("3600");
        assertThat(upper.config().localDeviceId()).isEqualTo("37280600000000000009");
    }

    @Test
    void anotherPasswordOrLifetimeRefreshesTheRegistrationThatStands() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().password("new").build());
        assertThat(expires(sip.last())).isEqualTo("3600");
        sip.last().challenge("");
        assertThat(sip.last().request().header("Authorization")).isPresent();
        sip.last().accept(3600);

        upper.reconfigure(city().password("new")
                .register(Duration.ofHours(2), Duration.ofSeconds(10), Duration.ofMinutes(5))
                .build());
        assertThat(expires(sip.last())).isEqualTo("7200");
        assertThat(upper.isOnline()).isTrue();
        assertThat(heard).containsExactly("online");
    }

    @Test
    void keepalivesGoOnInTheNewInterval() {
        UpperDomain upper = registered(city());

        upper.reconfigure(city().keepalive(Duration.ofSeconds(20), 2).build());
        time.pass(Duration.ofSeconds(20));

        assertThat(sip.sent("MESSAGE")).hasSize(1);
        assertThat(upper.isOnline()).isTrue();
    }

    @Test
    void moreChangesWhileTheOldRegistrationStillEndsRegisterOnce() {
        UpperDomain upper = registered(city());
        upper.reconfigure(city().hosts(SECOND).build());
        FakeClientTransaction leaving = sip.last();
        upper.reconfigure(city().hosts("10.0.0.3:7100").build());
        upper.reconfigure(city().hosts("10.0.0.3:7100").keepalive(DAY, 9).build());
        leaving.answer(200);
        time.pass(PATIENCE);

        assertThat(sip.sent("REGISTER").stream().map(sent -> sent.peer().authority()))
                .containsExactly(FIRST, FIRST, "10.0.0.3:7100");
        assertThat(upper.state()).isEqualTo(DomainState.REGISTERING);
    }

    @Test
    void aRemovedUpperIsDeregisteredFromAndForgotten() {
        UpperDomain upper = registered(city());

        Future<Void> gone = upper.remove(PATIENCE);

        assertThat(expires(sip.last())).isEqualTo("0");
        assertThat(heard).containsExactly("online", "removed");
        sip.last().answer(200);
        assertThat(gone.succeeded()).isTrue();
        assertThat(sources.find(Peers.udp("10.0.0.1", 7100))).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aCallOfARemovedUpperThatWaitsForItsAckCanStillBeEnded() {
        UpperDomain upper = registered(city());
        var dialog = Dialog.ofClient(upper.link().newRequest("INVITE", "1", "1").build(), "city");
        upper.remove(PATIENCE);
        sip.last().answer(200);

        upper.link().send(dialog.request("BYE").build(), dialog);

        assertThat(sip.last().request().method()).isEqualTo("BYE");
        assertThat(sip.last().peer().authority()).isEqualTo(FIRST);
    }

    @Test
    void aLowersBindingStaysWhereItMayStillSpeakFrom() {
        LowerDomain lower = lower(DomainConfigs.lower().allowFrom("10.0.0.0/8"));
        lower.bind(Peers.udp("10.0.0.9", 7100), "1", DAY);

        lower.reconfigure(DomainConfigs.lower().allowFrom("10.0.0.0/24").build());
        assertThat(lower.isOnline()).isTrue();

        lower.reconfigure(DomainConfigs.lower().allowFrom("10.1.0.0/16").build());
        assertThat(lower.isOnline()).isFalse();
        assertThat(lower.onKeepalive(Peers.udp("10.0.0.9", 7100)))
                .as("has to register")
                .isFalse();
        assertThat(heard).containsExactly("online", "reconfigured");
    }

    @Test
    void anotherKeepaliveTimeoutCountsAtOnce() {
        LowerDomain lower = lower(DomainConfigs.lower().keepaliveTimeout(DAY));
        lower.bind(Peers.udp("10.0.0.9", 7100), "1", DAY.multipliedBy(2));

        lower.reconfigure(
                DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(1)).build());
        time.pass(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("online", "keepalive-lost");
    }

    @Test
    void aLowerWithAFixedHostMovesToItsNewOne() {
        LowerDomain lower = lower(DomainConfigs.lower().hosts(FIRST));
        assertThat(lower.peer()).map(SipPeer::authority).contains(FIRST);

        lower.reconfigure(DomainConfigs.lower().hosts(SECOND).build());

        assertThat(lower.peer()).map(SipPeer::authority).contains(SECOND);
        assertThat(heard).containsExactly("online", "reconfigured", "online");
        assertThat(sources.find(Peers.udp("10.0.0.1", 7100))).isEmpty();
    }

    @Test
    void aRemovedLowerIsNobodyAnyMore() {
        LowerDomain lower = lower(DomainConfigs.lower().hosts(FIRST));

        lower.remove();

        assertThat(heard).containsExactly("online", "removed");
        assertThat(sources.find(Peers.udp("10.0.0.1", 7100))).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void domainsComeAndGoByName() {
        var domains = new Domains(List.of(), List.of(), DomainConfigs.SIP, context);
        domains.addLowerListener(new Recorder<>());
        SipPeer source = Peers.udp("10.0.0.9", 7100);
        meters.addDomain("district", Role.LOWER);

        domains.add(DomainConfigs.lower().allowFrom("10.0.0.0/8").build());
        LowerDomain lower = domains.lower("district").orElseThrow();
        assertThat(domains.names().domainsAt(source)).containsExactly("district");
        domains.reconfigure(DomainConfigs.lower().allowFrom("10.0.0.0/24").build());
        assertThat(domains.lower("district")).containsSame(lower);
        assertThat(domains.names().domainsAt(Peers.udp("10.9.0.9", 7100))).isEmpty();
        lower.bind(source, "1", DAY);

        assertThat(domains.remove("district", PATIENCE).succeeded()).isTrue();

        assertThat(heard)
                .containsExactly(
                        "district added",
                        "district reconfigured",
                        "online",
                        "district removed while online",
                        "removed");
        assertThat(domains.all()).isEmpty();
        assertThat(domains.names().domainsAt(source)).isEmpty();
        assertThat(domains.lowerOf(source, lower.config().deviceId())).isEmpty();
        assertThat(domains.remove("district", PATIENCE).succeeded())
                .as("nobody of that name")
                .isTrue();
    }
}
