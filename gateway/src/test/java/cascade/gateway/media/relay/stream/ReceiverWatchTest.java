package cascade.gateway.media.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When nobody receives what a viewer leg sends, by refusals (UDP) or the loss of its connection (TCP). */
class ReceiverWatchTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RTCP_TIMEOUT = Duration.ofSeconds(20);

    private final ReceiverWatch watch = new ReceiverWatch(TIMEOUT, RTCP_TIMEOUT);
    private final List<Duration> told = new ArrayList<>();
    private long seconds = 1_000;
    private long refusals;
    private long reports;
    private long packets;

    /** One second passes, with a refusal or without one. */
    private void udpSecond(boolean refused) {
        seconds++;
        refusals += refused ? 1 : 0;
        judge(watch.closedFor(refusals, nanos()), true);
    }

    private void tcpSecond(boolean connected) {
        seconds++;
        judge(watch.disconnectedFor(connected, nanos()), true);
    }

    private long nanos() {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private void judge(Duration gone, boolean taken) {
        note(watch.due(gone, Duration.ZERO), taken);
    }

    private void note(Duration due, boolean taken) {
        if (due.isPositive()) {
            watch.onTold(taken);
            told.add(due);
        }
    }

    /** One second passes, in which we send or not, and it reports or not. */
    private void reportingSecond(boolean sent, boolean reported) {
        seconds++;
        packets += sent ? 1 : 0;
        reports += reported ? 1 : 0;
        note(watch.due(Duration.ZERO, watch.reportlessFor(reports, packets, nanos())), true);
    }

    private void reportlessSeconds(int count) {
        for (int second = 0; second < count; second++) {
            reportingSecond(true, false);
        }
    }

    @Test
    void oneThatReportedAndDoesSoNoMoreIsToldOnce() {
        reportingSecond(true, true);

        reportlessSeconds(19);
        assertThat(told).isEmpty();
        reportlessSeconds(9);

        assertThat(told).containsExactly(RTCP_TIMEOUT);
    }

    @Test
    void oneThatNeverReportedIsNotMissed() {
        reportlessSeconds(100);

        assertThat(told).isEmpty();
    }

    @Test
    void aReceiverThatTookTheFormersPlaceOwesNoReports() {
        reportingSecond(true, true);

        watch.onMoved(reports);
        reportlessSeconds(100);

        assertThat(told).isEmpty();
    }

    @Test
    void nobodyReportsOnNothing() {
        reportingSecond(true, true);
        for (int second = 0; second < 100; second++) {
            reportingSecond(false, false);
        }
        reportlessSeconds(19);

        assertThat(told).isEmpty();
    }

    @Test
    void aPortThatIsRefusedForSoLongIsToldOnce() {
        for (int second = 0; second < 5; second++) {
            udpSecond(true);
        }
        assertThat(told).isEmpty();

        udpSecond(true);
        udpSecond(true);

        assertThat(told).containsExactly(TIMEOUT);
    }

    @Test
    void oneRefusalIsNothing() {
        udpSecond(true);
        for (int second = 0; second < 20; second++) {
            udpSecond(false);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void packetsThatGetThroughAgainBeginItAnew() {
        for (int second = 0; second < 4; second++) {
            udpSecond(true);
        }
        udpSecond(false);
        udpSecond(false);
        udpSecond(false);
        for (int second = 0; second < 5; second++) {
            udpSecond(true);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void refusalsThatComeEveryOtherSecondAreAClosedPort() {
        for (int second = 0; second < 8; second++) {
            udpSecond(second % 2 == 0);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void whatControlDidNotTakeIsToldAgain() {
        udpSecond(true);
        for (int second = 0; second < 4; second++) {
            udpSecond(true);
        }
        seconds++;
        judge(watch.closedFor(++refusals, nanos()), false);
        udpSecond(true);

        assertThat(told).hasSize(2);
    }

    @Test
    void aConnectionThatIsGoneForSoLongIsToldAndOneThatComesBackIsNot() {
        tcpSecond(true);
        for (int second = 0; second < 4; second++) {
            tcpSecond(false);
        }
        tcpSecond(true);
        assertThat(told).isEmpty();

        for (int second = 0; second < 6; second++) {
            tcpSecond(false);
        }
        assertThat(told).containsExactly(TIMEOUT);
    }

    @Test
    void oneThatNeverConnectedIsTheLinksMatter() {
        for (int second = 0; second < 20; second++) {
            tcpSecond(false);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void withoutATimeoutNobodyIsUnreachable() {
        var never = new ReceiverWatch(Duration.ZERO, Duration.ZERO);
        assertThat(never.due(never.closedFor(1, 0), TIMEOUT)).isZero();
        assertThat(never.due(never.closedFor(2, TIMEOUT.toNanos()), TIMEOUT)).isZero();
    }

    private Duration unreachedFor() {
        return watch.unreachedFor(packets, nanos());
    }

    @Test
    void aViewerIsUnreachedForAsLongAsNothingCouldBeSent() {
        watch.onBegin(packets, nanos());
        seconds += 2;
        assertThat(unreachedFor()).isEqualTo(Duration.ofSeconds(2));
        packets++;
        assertThat(unreachedFor()).isZero();
        seconds += 4;
        assertThat(unreachedFor()).isEqualTo(Duration.ofSeconds(4));
        watch.onBegin(packets, nanos());
        assertThat(unreachedFor()).isZero();
    }

    @Test
    void aViewerIsUnreachedWhereItsHostRefusesWhatIsSentOrItsReportsAreMissed() {
        watch.onBegin(packets, nanos());
        packets++;
        watch.note(Duration.ofSeconds(3), Duration.ofSeconds(1));
        assertThat(unreachedFor()).isEqualTo(Duration.ofSeconds(3));
        watch.note(Duration.ZERO, Duration.ofSeconds(6));
        assertThat(unreachedFor()).isEqualTo(Duration.ofSeconds(6));
        watch.note(Duration.ZERO, Duration.ZERO);
        assertThat(unreachedFor()).isZero();
    }

    @Test
    void reportsAreMissedOnlyWhereTheyAreAskedFor() {
        var careless = new ReceiverWatch(TIMEOUT, Duration.ZERO);
        careless.onBegin(0, nanos());
        careless.note(Duration.ZERO, Duration.ofSeconds(60));
        assertThat(careless.unreachedFor(1, nanos())).isZero();
    }
}
