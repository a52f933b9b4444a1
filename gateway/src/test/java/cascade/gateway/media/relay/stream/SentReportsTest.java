package cascade.gateway.media.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SentReportsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void derivesTheRoundTripFromTheReportThatIsAnswered() {
        SentReports sent = new SentReports();
        sent.onSent(0x1111, 10 * SECOND);
        sent.onSent(0x2222, 15 * SECOND);

        // answered half a second after it arrived, and 0.6 s after it was sent
        long roundTrip = sent.roundTripNanos(0x2222, 32_768, 15 * SECOND + 600_000_000);

        assertThat(roundTrip).isEqualTo(100_000_000);
    }

    @Test
    void knowsNoRoundTripToAReportThatItNeverSentOrForgot() {
        SentReports sent = new SentReports();
        assertThat(sent.roundTripNanos(0x1111, 0, 0)).isNegative();

        for (int ntp = 1; ntp <= 9; ntp++) {
            sent.onSent(ntp, ntp * SECOND);
        }
        assertThat(sent.roundTripNanos(1, 0, 10 * SECOND)).isNegative();
        assertThat(sent.roundTripNanos(2, 0, 10 * SECOND)).isEqualTo(8 * SECOND);
    }
}
