package cascade.gateway.media.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When nobody receives what a viewer leg sends, by refusals (UDP) or the loss of its connection (TCP). */
class ReceiverWatchTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ReceiverWatch watch = new ReceiverWatch(TIMEOUT);
    private final List<Duration> told = new ArrayList<>();
    private long seconds = 1_000;
    private long refusals;

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
        if (watch.isDue(gone)) {
            watch.onTold(taken);
            told.add(gone);
        }
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
        var never = new ReceiverWatch(Duration.ZERO);
        assertThat(never.isDue(never.closedFor(1, 0))).isFalse();
        assertThat(never.isDue(never.closedFor(2, TIMEOUT.toNanos()))).isFalse();
    }
}
