package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.register.UpperState;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of {@link UpperState}, in a time of the test's own. */
class UpperRegistrationTest {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final UpperStage stage = new UpperStage();
    private final FakeTime time = stage.time;
    private final FakeSip sip = stage.sip;
    private final List<String> heard = stage.heard;
    private UpperDomain upper;

    @AfterEach
    void close() {
        stage.close();
    }

    private static DomainConfigs.Upper city() {
        return DomainConfigs.upper()
                .register(LIFETIME, Duration.ofSeconds(10), Duration.ofMinutes(5))
                .keepalive(Duration.ofDays(1), 3);
    }

    private void open(DomainConfigs.Upper config) {
        upper = stage.open(config);
    }

    private List<FakeClientTransaction> registers() {
        return sip.sent("REGISTER");
    }

    @Test
    void isRegisteringUntilItsAnswerComes() {
        open(city());

        assertThat(upper.state()).isEqualTo(DomainState.REGISTERING);
        assertThat(upper.peer()).isEmpty();

        time.pass(Duration.ofSeconds(2));
        sip.last().accept(3600);

        assertThat(upper.state()).isEqualTo(DomainState.ONLINE);
        assertThat(upper.since()).isEqualTo(time.instant());
        assertThat(upper.peer()).isPresent();
    }

    @Test
    @Clause(value = "2022 I", part = "an upper's")
    void notesTheVersionThatTheUpperNamesWhetherItAcceptsUsOrNot() {
        open(city());
        assertThat(upper.gbVersion()).isEmpty();

        sip.last()
                .answer(SipResponse.to(sip.last().request(), 403)
                        .header("X-GB-Ver", "3.0")
                        .build());

        assertThat(upper.gbVersion()).hasValueSatisfying(version -> {
            assertThat(version.text()).isEqualTo("3.0");
            assertThat(version.edition()).isEqualTo("2022");
        });
    }

    @Test
    @Clause(value = "9.1.1", part = "refresh")
    void refreshesAtTwoThirdsOfWhatIsGranted() {
        open(city());
        sip.last().accept(600);

        time.pass(Duration.ofSeconds(399));
        assertThat(registers()).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(registers()).hasSize(2);
    }

    @Test
    @FieldReport(value = "F02", part = "423")
    @Clause(value = "9.1.1 423", part = "423")
    void asksAtOnceForTheLifetimeThatTheUpperDemands() {
        open(city());
        demand(7200);

        assertThat(registers()).hasSize(2);
        assertThat(sip.last().request().header("Expires")).hasValue("7200");
        assertThat(sip.last().request().callId())
                .isEqualTo(registers().getFirst().request().callId());

        sip.last().accept(7200);
        time.pass(Duration.ofMinutes(80));
        assertThat(sip.last().request().header("Expires")).hasValue("7200");
    }

    @Test
    @FieldReport(value = "F02", part = "423")
    @Clause(value = "9.1.1 423", part = "423 again and again")
    void doesNotChaseALifetimeThatGrows() {
        open(city());
        demand(7200);
        demand(7201);

        assertThat(registers()).hasSize(2);
    }

    private void demand(int seconds) {
        sip.last()
                .answer(SipResponse.to(sip.last().request(), 423)
                        .header("Min-Expires", Integer.toString(seconds))
                        .build());
    }

    @Test
    void takesWhatItAskedForWhereTheUpperDoesNotSay() {
        open(city());
        sip.last().answer(200);

        time.pass(Duration.ofMinutes(39));
        assertThat(registers()).hasSize(1);
        time.pass(Duration.ofMinutes(1));
        assertThat(registers()).hasSize(2);
    }

    @Test
    @Clause(value = "9.1.1", part = "failure")
    void waitsLongerAfterEveryFailureWithinItsLimits() {
        open(city());
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sip.last().timeOut();
            assertThat(upper.state()).isEqualTo(DomainState.OFFLINE);
            int before = registers().size();
            long startNanos = time.getAsLong();
            while (registers().size() == before) {
                time.pass(Duration.ofMillis(100));
            }
            waits.add(Duration.ofNanos(time.getAsLong() - startNanos));
        }

        long[] wholeSeconds = {10, 20, 40, 80, 160, 300, 300, 300};
        for (int i = 0; i < wholeSeconds.length; i++) {
            assertThat(waits.get(i))
                    .as("wait %d", i)
                    .isBetween(Duration.ofSeconds(wholeSeconds[i] / 2), Duration.ofSeconds(wholeSeconds[i] + 1));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void startsWithTheShortWaitAgainAfterASuccess() {
        open(city());
        for (int i = 0; i < 5; i++) {
            sip.last().timeOut();
            time.pass(Duration.ofMinutes(5));
        }
        sip.last().accept(3600);
        time.pass(LIFETIME.multipliedBy(2).dividedBy(3));
        sip.last().answer(403);
        int before = registers().size();

        time.pass(Duration.ofSeconds(10));

        assertThat(registers()).hasSize(before + 1);
    }

    @Test
    @FieldReport(value = "operator 7", part = "the wait")
    void waitsAfterARefusalAsAfterSilence() {
        open(city());
        sip.last().answer(403);
        time.pass(Duration.ofSeconds(10));
        assertThat(registers()).hasSize(2);

        sip.last().answer(403);
        time.pass(Duration.ofSeconds(9));
        assertThat(registers()).hasSize(2);
        time.pass(Duration.ofSeconds(11));
        assertThat(registers()).hasSize(3);
    }

    @Test
    @FieldReport(value = "operator 7", part = "nextAttempt")
    @FieldReport(value = "operator 9", part = "lastError")
    void tellsWhenTheNextTryIsDue() {
        open(city());
        assertThat(upper.nextAttempt()).isEmpty();
        sip.last().answer(403);
        assertThat(upper.nextAttempt().orElseThrow())
                .isBetween(time.instant().plusSeconds(5), time.instant().plusSeconds(10));

        time.pass(Duration.ofSeconds(10));
        sip.last().accept(3600);
        assertThat(upper.nextAttempt()).isEmpty();
        assertThat(upper.lastError()).as("it went well again").isEmpty();
    }

    @Test
    @FieldReport(value = "operator 9", part = "since")
    void sinceIsTheBeginningOfTheOutageAndNotOfTheLastTry() {
        open(city());
        sip.last().accept(3600);
        time.pass(Duration.ofMinutes(40));
        sip.last().answer(403);
        Instant lost = time.instant();
        for (int i = 0; i < 5; i++) {
            time.pass(Duration.ofMinutes(5));
            sip.last().timeOut();
        }

        assertThat(upper.isOnline()).isFalse();
        assertThat(upper.since()).isEqualTo(lost);
    }

    @Test
    @FieldReport(value = "operator 7", part = "a try that is asked for")
    void registersAtOnceWhenTheOperatorAsks() {
        open(city());
        upper.registerNow();
        assertThat(registers()).as("a try under way goes on").hasSize(1);

        sip.last().answer(403);
        upper.registerNow();
        assertThat(registers()).hasSize(2);

        sip.last().accept(3600);
        upper.registerNow();
        assertThat(registers()).as("a refresh").hasSize(3);
        assertThat(registers().get(2).request().callId())
                .isEqualTo(registers().get(1).request().callId());
        sip.last().accept(3600);

        upper.stop(Duration.ofSeconds(1), OfflineReason.SHUTDOWN);
        sip.last().accept(0);
        upper.registerNow();
        assertThat(registers()).as("a stopped one stays stopped").hasSize(4);
    }

    @Test
    void keepsARegistrationThatStandsWhileRefreshesStayUnanswered() {
        open(city());
        sip.last().accept(3600);
        time.pass(Duration.ofMinutes(40));

        sip.last().timeOut();
        time.pass(Duration.ofSeconds(10));
        assertThat(registers()).hasSize(3);
        assertThat(upper.isOnline()).isTrue();
        assertThat(registers().get(2).request().callId())
                .isEqualTo(registers().get(0).request().callId());

        sip.last().accept(3600);
        assertThat(upper.isOnline()).isTrue();
        assertThat(heard).containsExactly("online");
    }

    @Test
    void losesARegistrationWhoseLifetimeEnds() {
        open(city());
        sip.last().accept(3600);
        time.pass(Duration.ofMinutes(40));
        while (upper.isOnline()) {
            sip.last().timeOut();
            time.pass(Duration.ofMinutes(5));
        }

        assertThat(heard).containsExactly("online", "expired");
        assertThat(time.instant().getEpochSecond()).isGreaterThanOrEqualTo(3600);
    }

    @Test
    void losesARegistrationThatIsRefused() {
        open(city());
        sip.last().accept(3600);
        time.pass(Duration.ofMinutes(40));

        sip.last().answer(403);

        assertThat(heard).containsExactly("online", "refused");
        assertThat(upper.state()).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    void losesARegistrationWhenTheNewCallIdIsRefusedToo() {
        open(city());
        sip.last().accept(3600);
        time.pass(Duration.ofMinutes(40));
        sip.last().answer(400);
        assertThat(upper.isOnline()).isTrue();

        sip.last().answer(400);

        assertThat(heard).containsExactly("online", "refused");
    }

    @Test
    void triesEveryHostBeforeItWaits() {
        stage.unknownNames.add("nowhere.example");
        open(city().hosts("10.0.0.1:7100", "nowhere.example:7100", "10.0.0.3:7100"));
        assertThat(sip.last().peer().authority()).isEqualTo("10.0.0.1:7100");

        sip.last().timeOut();
        assertThat(sip.last().peer().authority()).isEqualTo("10.0.0.3:7100");
        sip.last().timeOut();
        assertThat(registers()).hasSize(2);

        time.pass(Duration.ofSeconds(10));
        assertThat(sip.last().peer().authority()).isEqualTo("10.0.0.1:7100");
    }

    @Test
    void goesToTheNextHostWhenTheFirstIsLost() {
        open(city().hosts("10.0.0.1:7100", "10.0.0.2:7100").keepalive(Duration.ofSeconds(60), 2));
        sip.last().accept(3600);
        time.pass(Duration.ofSeconds(60));
        sip.last().timeOut();
        assertThat(upper.isOnline()).isTrue();
        time.pass(Duration.ofSeconds(60));
        sip.last().timeOut();

        assertThat(heard).containsExactly("online", "keepalive-lost");
        assertThat(upper.state()).isEqualTo(DomainState.REGISTERING);
        assertThat(sip.last().peer().authority()).isEqualTo("10.0.0.2:7100");
    }

    @Test
    @FieldReport(value = "operator 9", part = "missedKeepalives")
    void countsOnlyKeepalivesMissedInARow() {
        open(city().keepalive(Duration.ofSeconds(60), 2));
        sip.last().accept(7200);
        for (int i = 0; i < 6; i++) {
            time.pass(Duration.ofSeconds(60));
            if (i % 2 == 0) {
                sip.last().timeOut();
            } else {
                sip.last().answer(200);
            }
        }

        assertThat(upper.isOnline()).isTrue();
        assertThat(upper.counters().keepalives()).isEqualTo(3);
        assertThat(upper.counters().missedKeepalives()).isEqualTo(3);
    }

    @Test
    void givesAKeepaliveNoLongerThanItsInterval() {
        open(city().keepalive(Duration.ofSeconds(5), 3));
        sip.last().accept(3600);
        time.pass(Duration.ofSeconds(5));

        assertThat(sip.last().timeout()).contains(Duration.ofSeconds(5));
    }

    @Test
    void doesNotRegisterTwiceAtATime() {
        open(city().keepalive(Duration.ofSeconds(60), 5));
        sip.last().accept(90);
        time.pass(Duration.ofSeconds(60)); // the refresh and the first keepalive
        FakeClientTransaction refresh = registers().getLast();
        sip.sent("MESSAGE").getLast().answer(403);

        assertThat(registers()).hasSize(2);
        refresh.accept(3600);
        assertThat(upper.isOnline()).isTrue();
    }

    @Test
    void ignoresAnAnswerThatComesAfterTheStop() {
        open(city());
        FakeClientTransaction first = sip.last();

        Future<Void> stopped = upper.stop(Duration.ofSeconds(3), OfflineReason.SHUTDOWN);
        first.accept(3600);

        assertThat(upper.state()).isEqualTo(DomainState.OFFLINE);
        assertThat(heard).isEmpty();
        assertThat(sip.last().request().header("Expires"))
                .as("it may have been accepted")
                .contains("0");
        assertThat(stopped.isComplete()).isFalse();
        time.pass(Duration.ofSeconds(3));
        assertThat(stopped.succeeded()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void leavesNoTimerBehindWhenStopped() {
        open(city().keepalive(Duration.ofSeconds(60), 3));
        sip.last().accept(3600);

        Future<Void> stopped = upper.stop(Duration.ofSeconds(3), OfflineReason.SHUTDOWN);
        assertThat(heard).containsExactly("online", "shutdown");
        sip.last().answer(200);

        assertThat(stopped.succeeded()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void speaksFromAllItsHosts() {
        open(city().hosts("10.0.0.1:7100", "10.0.0.2:7100"));

        assertThat(upper.isAt(Peers.udp("10.0.0.2", 7100))).isTrue();
        assertThat(upper.isAt(Peers.udp("10.0.0.1", 5060))).isTrue();
        assertThat(upper.isAt(Peers.udp("10.0.0.3", 7100))).isFalse();
        assertThat(upper.isAt(Peers.udp("other-network", "10.0.0.1", 7100))).isFalse();
        assertThat(stage.sources.find(Peers.udp("10.0.0.2", 5060))).contains(upper);
    }
}
