package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.address.IpFamily;
import cascade.config.value.HostPort;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.register.LowerState;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
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

/** The states of {@link LowerState} and the link to a lower, in a time of the test's own. */
class LowerDomainTest {

    private static final SipPeer HOME = Peers.udp("10.69.91.7", 7100);
    private static final SipPeer MOVED = Peers.udp("10.69.91.7", 40000);
    private static final SipPeer ELSEWHERE = Peers.udp("10.69.91.8", 7100);
    private static final String CHANNEL = "37280600001320000001";
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeTime time = new FakeTime();
    private final FakeSip sip = new FakeSip();
    private final Meters meters = new Meters(time);
    private final SourceIndex<Domain> sources = new SourceIndex<>();
    private final List<String> heard = new ArrayList<>();
    private boolean namesKnown = true;
    private LowerDomain lower;

    @AfterEach
    void close() {
        meters.close();
    }

    private void open(DomainConfigs.Lower config) {
        meters.addDomain("district", Role.LOWER);
        var context = new DomainContext(
                this::inWholeMillis, time, time, new Random(7), this::resolve, meters.domains(), SipObserver.NONE);
        lower = new LowerDomain(config.build(), sip, context, sources, DomainConfigs.ownRequests(), new Recorder());
        lower.start();
    }

    /** As Vert.x has them: a timer may ring up to a millisecond early. */
    private Runnable inWholeMillis(Duration delay, Runnable action) {
        return time.after(Duration.ofMillis(Math.max(1, delay.toMillis())), action);
    }

    private Future<InetSocketAddress> resolve(HostPort host, IpFamily family) {
        return namesKnown
                ? Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral("10.69.91.7"), host.port()))
                : Future.failedFuture("unknown name " + host.host());
    }

    private final class Recorder implements DomainListener<LowerDomain> {
        @Override
        public void onOnline(LowerDomain domain) {
            heard.add("online");
        }

        @Override
        public void onOffline(LowerDomain domain, OfflineReason reason) {
            heard.add(reason.label());
        }
    }

    @Test
    void isOfflineAndUnreachableBeforeItRegisters() {
        open(DomainConfigs.lower());

        assertThat(lower.state()).isEqualTo(DomainState.OFFLINE);
        assertThat(lower.peer()).isEmpty();
        assertThatThrownBy(() -> lower.link().newRequest("INVITE", "1", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("district has no verified address");
        assertThat(lower.link().sendMessage(new byte[0]).cause()).isInstanceOf(SipTransportException.class);
    }

    @Test
    void staysOnlineWhileItSendsACatalogForLongerThanItsKeepalivesMayStayAway() {
        open(DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(3)));
        lower.bind(HOME, "1", DAY);
        for (int i = 0; i < 10; i++) {
            time.pass(Duration.ofMinutes(2));
            lower.proved(HOME);
        }

        assertThat(heard).containsExactly("online");
        time.pass(Duration.ofMinutes(3));
        assertThat(heard).containsExactly("online", "keepalive-lost");
    }

    @Test
    void staysOnlineWhileItIsHeard() {
        open(DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(3)));
        lower.bind(HOME, "1", DAY);
        for (int i = 0; i < 60; i++) {
            time.pass(Duration.ofMinutes(2));
            assertThat(lower.onKeepalive(HOME)).isTrue();
        }

        assertThat(heard).containsExactly("online");
        time.pass(Duration.ofMinutes(3).minusMillis(1));
        assertThat(lower.isOnline()).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(heard).containsExactly("online", "keepalive-lost");
    }

    @Test
    @FieldReport("operator 8")
    void oneThatLeavesARequestUnansweredIsAskedWhetherItIsThereAndIsOfflineWhereItIsNot() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        lower.link().send(lower.link().newRequest("INVITE", CHANNEL, CHANNEL).build());

        sip.last().timeOut();
        assertThat(sip.last().request().method()).isEqualTo("OPTIONS");
        assertThat(sip.last().timeout()).contains(Duration.ofSeconds(4));
        assertThat(lower.isOnline()).as("not before it is asked").isTrue();
        sip.last().timeOut();
        assertThat(sip.last().request().method()).isEqualTo("MESSAGE");
        sip.last().timeOut();

        assertThat(heard).containsExactly("online", "unreachable");
        assertThat(lower.lastError().orElseThrow()).contains("INVITE unanswered");
        assertThat(lower.onKeepalive(HOME)).as("a keepalive brings it back").isTrue();
        assertThat(lower.isOnline()).isTrue();
    }

    @Test
    void anyAnswerToTheProbeIsALife() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        lower.suspect("all its streams are silent");
        sip.last().answer(405);
        assertThat(sip.sent).hasSize(1);

        lower.suspect("BYE unanswered");
        sip.last().timeOut();
        sip.last().answer(200);
        assertThat(heard).containsExactly("online");
    }

    @Test
    void isAskedOnceAtATime() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        for (int i = 0; i < 100; i++) {
            lower.suspect("BYE unanswered");
        }
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void aSignOfLifeDuringTheProbeIsAnAnswer() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        lower.suspect("BYE unanswered");
        lower.proved(HOME);
        sip.last().timeOut();
        assertThat(heard).containsExactly("online");

        lower.suspect("BYE unanswered");
        lower.onKeepalive(HOME);
        sip.last().timeOut();
        assertThat(sip.sent).hasSize(2);
        assertThat(heard).containsExactly("online");
    }

    @Test
    @FieldReport(value = "operator 8", part = "without registration")
    void oneThatNeverRegistersIsAskedAgainUntilItIsBack() {
        open(DomainConfigs.lower().hosts("10.69.91.7:7100").keepaliveTimeout(Duration.ofMinutes(3)));
        lower.suspect("INVITE unanswered");
        sip.last().timeOut();
        sip.last().timeOut();
        assertThat(heard).containsExactly("online", "unreachable");

        time.pass(Duration.ofMinutes(3));
        sip.last().timeOut();
        sip.last().timeOut();
        time.pass(Duration.ofMinutes(3));
        assertThat(sip.last().request().method()).isEqualTo("OPTIONS");
        sip.last().answer(200);

        assertThat(heard).containsExactly("online", "unreachable", "online");
        assertThat(lower.lastError()).isEmpty();
    }

    @Test
    @FieldReport(value = "operator 9", part = "of lowers")
    void anOutageLeavesItsCauseUntilItIsOver() {
        open(DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(3)));
        lower.bind(HOME, "1", DAY);
        time.pass(Duration.ofMinutes(3));

        assertThat(lower.lastError()).contains("no keepalive for 180 s");
        assertThat(lower.counters().missedKeepalives()).isOne();

        lower.onKeepalive(HOME);
        assertThat(lower.lastError()).isEmpty();
        assertThat(lower.counters().missedKeepalives()).as("stays counted").isOne();
    }

    @Test
    void isToldOfflineOnceWhenItFallsSilentAndThenExpires() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", Duration.ofHours(1));

        time.pass(DAY);

        assertThat(heard).containsExactly("online", "keepalive-lost");
        assertThat(lower.peer()).as("its registration is over").isEmpty();
        assertThat(lower.onKeepalive(HOME)).isFalse();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void keepsTheLifetimeThatKeepalivesDoNotProlong() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", Duration.ofMinutes(5));
        time.pass(Duration.ofMinutes(2));
        lower.onKeepalive(HOME);
        time.pass(Duration.ofMinutes(2));
        lower.onKeepalive(HOME);

        time.pass(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("online", "expired");
    }

    @Test
    void aTimerThatRingsWithinTheLastMillisecondOfALifetimeIsNoSilence() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", Duration.ofSeconds(1).plusNanos(400_000));

        time.pass(Duration.ofSeconds(2));

        assertThat(heard).containsExactly("online", "expired");
    }

    @Test
    void isFoundWhereItIsBound() {
        open(DomainConfigs.lower());
        assertThat(sources.find(HOME)).isEmpty();

        lower.bind(HOME, "1", DAY);
        assertThat(sources.find(MOVED)).contains(lower);
        assertThat(lower.isAt(MOVED)).isTrue();
        assertThat(lower.isAt(ELSEWHERE)).isFalse();

        lower.bind(ELSEWHERE, "1", DAY);
        assertThat(sources.find(HOME)).isEmpty();
        assertThat(sources.find(ELSEWHERE)).contains(lower);

        lower.unbind();
        assertThat(sources.find(ELSEWHERE)).isEmpty();
    }

    @Test
    void isNotMovedByAKeepaliveFromElsewhereWhereAPasswordIsAsked() {
        open(DomainConfigs.lower().password("12345678"));
        lower.bind(HOME, "1", DAY);
        time.pass(Duration.ofMinutes(3));
        assertThat(lower.isOnline()).isFalse();

        assertThat(lower.onKeepalive(ELSEWHERE)).isFalse();
        assertThat(lower.onKeepalive(MOVED)).isTrue();
        assertThat(lower.peer()).contains(MOVED);
    }

    @Test
    void isMovedByAKeepaliveFromElsewhereOnceItIsSilent() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        assertThat(lower.onKeepalive(ELSEWHERE)).isFalse();
        time.pass(Duration.ofMinutes(3));

        assertThat(lower.onKeepalive(ELSEWHERE)).isTrue();
        assertThat(lower.peer()).contains(ELSEWHERE);
        assertThat(heard).containsExactly("online", "keepalive-lost", "online");
    }

    @Test
    void staysWhereTheConfigurationHasIt() {
        open(DomainConfigs.lower().hosts("10.69.91.7:7100"));
        time.pass(DAY);
        assertThat(heard).containsExactly("online");

        assertThat(lower.onKeepalive(MOVED)).isTrue();
        assertThat(lower.peer()).contains(HOME);
        assertThat(lower.isAllowedFrom(ELSEWHERE)).isFalse();

        time.pass(Duration.ofMinutes(3));
        assertThat(heard).containsExactly("online", "keepalive-lost");
        assertThat(lower.onKeepalive(HOME)).isTrue();
        assertThat(heard).endsWith("online");
    }

    @Test
    void looksForItsHostUntilItIsFound() {
        namesKnown = false;
        open(DomainConfigs.lower().hosts("district.example:7100").keepaliveTimeout(Duration.ofMinutes(1)));
        assertThat(lower.lastError()).contains("unknown name district.example");
        assertThat(heard).isEmpty();

        namesKnown = true;
        time.pass(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("online");
    }

    @Test
    void aHostThatIsNotFoundDoesNotKeepASilentLowerOnline() {
        DomainConfigs.Lower config = DomainConfigs.lower()
                .hosts("district.example:7100")
                .allowFrom("10.69.91.0/24")
                .keepaliveTimeout(Duration.ofMinutes(3));
        open(config);
        namesKnown = false;
        lower.unbind();
        lower.bind(HOME, "1", DAY);
        heard.clear();

        lower.reconfigure(config.keepaliveTimeout(Duration.ofMinutes(1)).build());
        time.pass(Duration.ofMinutes(2));

        assertThat(heard).containsExactly("keepalive-lost");
    }

    @Test
    void isToldOfflineWhenWeStop() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);

        lower.stop(OfflineReason.SHUTDOWN);

        assertThat(heard).containsExactly("online", "shutdown");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void asksAChannelAsThePlatformKnowsUs() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);

        lower.link().sendMessage(CatalogQuery.of(lower.link().nextSn(), new DeviceId("37280600000000000000")));
        SipRequest query = sip.last().request();

        assertThat(query.startLine()).isEqualTo("MESSAGE sip:37280600000000000000@10.69.91.7:7100 SIP/2.0");
        assertThat(query.from().uri()).hasToString("sip:37280000000000000000@10.69.91.7:7100");
        assertThat(query.to().uri()).hasToString("sip:37280600000000000000@10.69.91.7:7100");
        assertThat(query.header("Content-Type")).contains("Application/MANSCDP+xml");
        assertThat(query.contacts()).isEmpty();
        assertThat(query.bodyText()).contains("<CmdType>Catalog</CmdType>").contains("<SN>1</SN>");
        assertThat(sip.last().peer()).isEqualTo(HOME);
        assertThat(lower.link().nextSn()).isEqualTo(2);
    }

    @Test
    void invitesAChannelWithOurContact() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);

        SipRequest invite = lower.link()
                .newRequest("INVITE", "37280601411319001158", "37280601411319001158")
                .build();
        SipRequest second = lower.link().newRequest("INVITE", "1", "1").build();

        assertThat(invite.uri().user()).isEqualTo("37280601411319001158");
        assertThat(invite.contact()).contains(lower.link().localContact());
        assertThat(invite.callId()).isNotEqualTo(second.callId());
        assertThat(invite.from().tag()).isNotEqualTo(second.from().tag());
    }

    @Test
    void endsACallWhereThePlatformHasMovedTo() {
        open(DomainConfigs.lower());
        lower.bind(HOME, "1", DAY);
        FakeClientTransaction invite = (FakeClientTransaction)
                lower.link().send(lower.link().newRequest("INVITE", "1", "1").build());
        Dialog dialog = Dialog.ofClient(
                invite.request(),
                SipResponse.to(invite.request(), 200).toTag("2").build(),
                lower.name());

        lower.onKeepalive(MOVED);
        lower.link().send(dialog.request("INFO").build(), dialog);
        assertThat(sip.last().peer()).isEqualTo(MOVED);

        lower.unbind();
        lower.link().send(dialog.request("BYE").build(), dialog);
        assertThat(sip.last().peer()).as("it is gone: to where it was last").isEqualTo(MOVED);
    }
}
