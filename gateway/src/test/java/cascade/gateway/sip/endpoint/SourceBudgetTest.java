package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.endpoint.SourceBudget.Verdict;
import cascade.gateway.sip.transaction.MessagePriority;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceBudgetTest {

    private static final int KNOWN_RATE = 100;
    private static final int UNKNOWN_RATE = 10;
    private static final int UNBOUND_RATE = 5;

    private long nowNanos = 1_000;
    private final SourceBudget budget = new SourceBudget(settings(UNKNOWN_RATE, KNOWN_RATE), () -> nowNanos);

    private static SipSettings settings(int unknownRate, int knownRate) {
        SipSettings base = SipSettings.defaults("test");
        return new SipSettings(
                base.userAgent(),
                base.t1(),
                base.t2(),
                base.t4(),
                base.inviteTimeout(),
                base.requestTimeout(),
                base.ackTimeout(),
                base.maxMessageBytes(),
                base.maxLineBytes(),
                base.maxLines(),
                base.maxListValues(),
                base.tcpConnectTimeout(),
                base.tcpReadTimeout(),
                base.tcpIdleTimeout(),
                base.tcpMaxConnections(),
                base.receiveBufferBytes(),
                base.maxServerTransactions(),
                base.maxClientTransactions(),
                false,
                unknownRate,
                knownRate,
                new SipSettings.Shares(10, 10, 10, 10, UNBOUND_RATE, 10, 10, "", ""),
                base.overload());
    }

    /** How many of a thousand pass now. */
    private static int passed(Supplier<Verdict> message) {
        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            passed += message.get() instanceof Verdict.Pass ? 1 : 0;
        }
        return passed;
    }

    private int passedOverUdp(String domain, MessagePriority priority) {
        return passed(() -> budget.ofKnown(domain, priority, false));
    }

    private int passedOfStrangers() {
        return passed(() -> budget.ofUnknown(Optional.empty()));
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    @Test
    void aPeerMaySendOneSecondsWorthAtOnceAndThenItsRate() {
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
        pass(Duration.ofMillis(100));
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE / 10);
        pass(Duration.ofMinutes(5));
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
    }

    @Test
    void otherRatesHoldFromTheNextMessageOn() {
        passedOverUdp("city", MessagePriority.BULK);
        budget.reconfigure(settings(3, 5));
        pass(Duration.ofMinutes(1));

        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(5);
        assertThat(passedOfStrangers()).isEqualTo(3);
    }

    @Test
    void onePeersFloodCostsNobodyElse() {
        passedOverUdp("city", MessagePriority.BULK);
        passedOfStrangers();
        assertThat(passedOverUdp("district", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
    }

    @Test
    void allStrangersShareOneBudget() {
        assertThat(passedOfStrangers()).isEqualTo(UNKNOWN_RATE);
        assertThat(passedOfStrangers()).isZero();
    }

    @Test
    @FieldReport(value = "load 1", part = "priorities")
    void callsAndSignsOfLifePassWhenNotificationsNoLongerDoAndWhatEndsSomethingLongest() {
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
        assertThat(passedOverUdp("city", MessagePriority.LIVENESS)).isEqualTo(KNOWN_RATE / 2);
        assertThat(passedOverUdp("city", MessagePriority.CALL)).isZero();
        assertThat(passedOverUdp("city", MessagePriority.ENDING)).isEqualTo(KNOWN_RATE / 2);
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isZero();
    }

    @Test
    void whatIsOverdrawnIsPaidBack() {
        passedOverUdp("city", MessagePriority.BULK);
        passedOverUdp("city", MessagePriority.ENDING);
        pass(Duration.ofSeconds(1));
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
    }

    @ParameterizedTest
    @EnumSource(names = {"BULK", "CALL", "ENDING"})
    @FieldReport("load 2")
    void answersToOurOwnRequestsCostThePeerNothing(MessagePriority request) {
        assertThat(passedOverUdp("city", MessagePriority.RESPONSE)).isEqualTo(1000);
        assertThat(passedOverUdp("city", request)).isGreaterThanOrEqualTo(KNOWN_RATE);
    }

    @Test
    void responsesThatNobodyAskedForAreBounded() {
        for (int i = 0; i < KNOWN_RATE; i++) {
            budget.strayed("city");
        }
        assertThat(passedOverUdp("city", MessagePriority.RESPONSE)).isZero();
        assertThat(passedOverUdp("city", MessagePriority.BULK)).isEqualTo(KNOWN_RATE);
        pass(Duration.ofMillis(20));
        assertThat(budget.ofKnown("city", MessagePriority.RESPONSE, false)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void overAStreamNothingIsDroppedAndTheDebtIsATimeToWait() {
        assertThat(passed(() -> budget.ofKnown("city", MessagePriority.BULK, true)))
                .isEqualTo(1000);

        // 1000 are 10 seconds' worth, one of which the bucket held
        assertThat(budget.ofKnown("city", MessagePriority.BULK, true))
                .isEqualTo(new Verdict.Pass(Duration.ofMillis(9_010)));
        pass(Duration.ofSeconds(11));
        assertThat(budget.ofKnown("city", MessagePriority.BULK, true)).isEqualTo(new Verdict.Pass(Duration.ZERO));
    }

    @Test
    void aConfiguredIdAtAnUnknownAddressDoesNotShareWithScanners() {
        assertThat(passedOfStrangers()).isEqualTo(UNKNOWN_RATE);

        assertThat(passed(() -> budget.ofUnknown(Optional.of("district")))).isEqualTo(UNBOUND_RATE);
        assertThat(passed(() -> budget.ofUnknown(Optional.of("suburb")))).isEqualTo(UNBOUND_RATE);
    }
}
