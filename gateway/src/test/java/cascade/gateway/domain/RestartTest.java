package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.keep.KeptRegistrations;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations in both directions over a process that ends without a word and the next one, in a time of the test's own. */
class RestartTest {

    private static final SipPeer HOME = Peers.udp("10.69.91.7", 7100);
    private static final SipPeer OTHER_PORT = Peers.udp("10.69.91.7", 40000);
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTime time = new FakeTime();
    private final Meters meters = new Meters(time);
    private final List<String> heard = new ArrayList<>();
    private MemoryStore store = new MemoryStore();
    private FakeSip sip = new FakeSip();
    private LowerDomain lower;
    private UpperDomain upper;

    @BeforeEach
    void firstProcess() {
        meters.addDomain("district", Role.LOWER);
        meters.addDomain("city", Role.UPPER);
        lower = newLower(DomainConfigs.lower());
        lower.start();
        upper = newUpper(city());
        upper.start();
    }

    @AfterEach
    void close() {
        meters.close();
    }

    private static DomainConfigs.Upper city() {
        return DomainConfigs.upper()
                .register(HOUR, Duration.ofSeconds(10), Duration.ofMinutes(5))
                .keepalive(Duration.ofDays(1), 3);
    }

    private DomainContext context() {
        return new DomainContext(
                time,
                time,
                time,
                new Random(7),
                (host, family) ->
                        Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port())),
                meters.domains(),
                SipObserver.NONE,
                new KeptRegistrations(store));
    }

    private LowerDomain newLower(DomainConfigs.Lower config) {
        return new LowerDomain(
                config.build(), sip, context(), new SourceIndex<>(), DomainConfigs.ownRequests(), new Recorder<>());
    }

    private UpperDomain newUpper(DomainConfigs.Upper config) {
        return new UpperDomain(
                config.build(),
                sip,
                () -> Duration.ofSeconds(32),
                context(),
                new SourceIndex<>(),
                FailingDevices.NONE,
                new Recorder<>());
    }

    /** The process is gone without a word; the next begins so much later. */
    private void restart(Duration after) {
        restart(after, DomainConfigs.lower(), city(), false);
    }

    private void restart(Duration after, DomainConfigs.Lower lowers, DomainConfigs.Upper uppers, boolean atOnce) {
        time.pass(after);
        store = store.restarted();
        sip = new FakeSip();
        heard.clear();
        var kept = new KeptRegistrations(store);
        lower = newLower(lowers);
        kept.restoredLower("district").ifPresent(lower::restore);
        assertThat(heard).as("nobody hears of it before we listen").isEmpty();
        lower.start();
        upper = newUpper(uppers);
        upper.start(kept.restoredUpper("city"), atOnce);
    }

    private void register(SipPeer source, String callId, Duration lifetime) {
        assertThat(lower.keep(source, callId, lifetime).isComplete()).isTrue();
        lower.bind(source, callId, lifetime);
    }

    /** Of one process: timers of those before it still ring in this test. */
    private final class Recorder<D extends Domain> implements DomainListener<D> {

        private final FakeSip process = sip;

        private void note(String line) {
            if (process == sip) {
                heard.add(line);
            }
        }

        @Override
        public void onOnline(D domain) {
            note("online " + domain.name());
        }

        @Override
        public void onRegisteredAnew(D domain) {
            note("anew " + domain.name());
        }

        @Override
        public void onOffline(D domain, OfflineReason reason) {
            note(reason.label() + " " + domain.name());
        }
    }

    @Test
    void aLowerThatWasRegisteredIsOnlineAtOnceAndItsKeepalivesCount() {
        register(HOME, "reg-1", HOUR);

        restart(Duration.ofSeconds(5));

        assertThat(heard).containsExactly("online district");
        assertThat(lower.peer()).contains(HOME);
        assertThat(lower.onKeepalive(OTHER_PORT)).isTrue();
        assertThat(lower.peer()).contains(OTHER_PORT);
    }

    @Test
    void aLowerIsTheOneOfBeforeUntilItRegistersAnew() {
        register(HOME, "reg-1", HOUR);
        assertThat(lower.isResumed()).isFalse();
        restart(Duration.ofSeconds(5));
        assertThat(lower.isResumed()).isTrue();

        register(HOME, "reg-1", HOUR);
        assertThat(lower.isResumed()).isTrue();
        register(HOME, "reg-2", HOUR);
        assertThat(lower.isResumed()).isFalse();
    }

    @Test
    void aLowerThatNeedNotRegisterIsTheOneOfBefore() {
        restart(Duration.ofSeconds(5), DomainConfigs.lower().hosts("10.69.91.7:7100"), city(), false);

        assertThat(heard).contains("online district");
        assertThat(lower.isResumed()).isTrue();
    }

    @Test
    void aLowersPortAfterAKeepaliveIsItsPortAfterARestart() {
        register(HOME, "reg-1", HOUR);
        lower.onKeepalive(OTHER_PORT);

        restart(Duration.ofSeconds(5));

        assertThat(lower.peer()).contains(OTHER_PORT);
    }

    @Test
    void aRefreshAfterARestartIsNoRestartOfTheLower() {
        register(HOME, "reg-1", HOUR);
        restart(Duration.ofSeconds(5));

        register(HOME, "reg-1", HOUR);
        assertThat(heard).containsExactly("online district");
        register(HOME, "reg-2", HOUR);
        assertThat(heard).containsExactly("online district", "anew district");
    }

    @Test
    void theLifetimeOfALowersRegistrationEndsWhenItWouldHaveEnded() {
        register(HOME, "reg-1", HOUR);
        restart(Duration.ofMinutes(20));

        for (int minute = 0; minute < 39; minute++) {
            time.pass(Duration.ofMinutes(1));
            lower.onKeepalive(HOME);
        }
        assertThat(lower.isOnline()).isTrue();
        time.pass(Duration.ofMinutes(1));
        assertThat(lower.isOnline()).isFalse();
        restart(Duration.ofSeconds(1));
        assertThat(heard).isEmpty();
        assertThat(lower.onKeepalive(HOME)).isFalse();
    }

    @Test
    void aRegistrationThatRanOutMeanwhileIsNotTakenUp() {
        register(HOME, "reg-1", HOUR);

        restart(HOUR);

        assertThat(lower.state()).isEqualTo(DomainState.OFFLINE);
        assertThat(store.kept(RecordKind.LOWER_REGISTRATION)).isEmpty();
    }

    @Test
    void aLowerThatDiedMeanwhileGoesOfflineAfterItsKeepaliveTimeout() {
        register(HOME, "reg-1", HOUR);
        restart(Duration.ofSeconds(5), DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(3)), city(), false);

        time.pass(Duration.ofMinutes(3));

        assertThat(heard).containsExactly("online district", "keepalive-lost district");
    }

    @Test
    void aLowerThatDeregisteredStaysAway() {
        register(HOME, "reg-1", HOUR);
        lower.forget();
        lower.unbind();

        restart(Duration.ofSeconds(5));

        assertThat(heard).isEmpty();
        assertThat(lower.onKeepalive(HOME)).isFalse();
    }

    @Test
    void aCleanStopKeepsALowersRegistration() {
        register(HOME, "reg-1", HOUR);
        lower.stop(OfflineReason.SHUTDOWN);

        restart(Duration.ofSeconds(5));

        assertThat(heard).containsExactly("online district");
    }

    @Test
    void aLowerWhoseConnectionEndedWithTheProcessIsOnlineWhenItSpeaks() {
        var connection = new SipPeer("lan", SipTransport.TCP, HOME.address());
        register(connection, "reg-1", HOUR);

        restart(Duration.ofSeconds(5));

        assertThat(heard).isEmpty();
        assertThat(lower.onKeepalive(new SipPeer("lan", SipTransport.TCP, OTHER_PORT.address())))
                .isTrue();
        assertThat(heard).containsExactly("online district");
    }

    @Test
    void aRecordThatCannotBeReadIsAsIfThereWasNone() {
        register(HOME, "reg-1", HOUR);
        store.put(RecordKind.LOWER_REGISTRATION, "district", Buffer.buffer("{\"address\": 7}"));

        restart(Duration.ofSeconds(5));

        assertThat(heard).isEmpty();
    }

    @Test
    void ourRegistrationWithAnUpperGoesOnAndIsRefreshedWhenItIsDue() {
        sip.last().accept(3600);
        SipRequest first = sip.last().request();

        restart(Duration.ofMinutes(10));

        assertThat(heard).containsExactly("online city");
        assertThat(sip.sent).isEmpty();
        time.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(sip.sent).isEmpty();
        time.pass(Duration.ofMillis(1));
        SipRequest refresh = sip.last().request();
        assertThat(refresh.callId()).isEqualTo(first.callId());
        assertThat(refresh.from().tag()).isEqualTo(first.from().tag());
        assertThat(refresh.cseq().number()).isGreaterThan(first.cseq().number());
        sip.last().accept(3600);
        assertThat(heard).containsExactly("online city");
    }

    @Test
    void ourRegistrationIsRefreshedAtOnceWhereTheOperatorWantsThat() {
        sip.last().accept(3600);

        restart(Duration.ofMinutes(1), DomainConfigs.lower(), city(), true);

        assertThat(heard).containsExactly("online city");
        time.pass(Duration.ofMillis(1));
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void aRefreshThatWasDueMeanwhileIsSentAtOnce() {
        sip.last().accept(3600);

        restart(Duration.ofMinutes(50));

        time.pass(Duration.ofMillis(1));
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void ourRegistrationThatRanOutMeanwhileIsBegunAnew() {
        sip.last().accept(3600);
        restart(HOUR);

        assertThat(heard).isEmpty();
        assertThat(sip.sent).hasSize(1);
        assertThat(sip.last().request().cseq().number()).isEqualTo(1);
        assertThat(upper.state()).isEqualTo(DomainState.REGISTERING);
    }

    @Test
    void weRegisterAnewWhereWeAreSomeoneElseToTheUpperNow() {
        sip.last().accept(3600);

        restart(Duration.ofMinutes(1), DomainConfigs.lower(), city().sipDomain("3728000000"), false);

        assertThat(heard).isEmpty();
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void aCleanStopSaysNothingToTheUpperAndTheNextProcessGoesOn() {
        sip.last().accept(3600);
        sip.sent.clear();

        upper.rest();

        assertThat(sip.sent).isEmpty();
        restart(Duration.ofMinutes(1));
        assertThat(heard).containsExactly("online city");
        assertThat(sip.sent).isEmpty();
    }

    @Test
    void aRegistrationThatWeEndedIsNotTakenUp() {
        sip.last().accept(3600);
        upper.stop(Duration.ofSeconds(1), OfflineReason.SHUTDOWN);

        restart(Duration.ofMinutes(1));

        assertThat(heard).isEmpty();
        assertThat(sip.sent("REGISTER")).hasSize(1);
    }
}
