package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceBudgetTest {

    private static final Optional<String> CITY = Optional.of("city");
    private static final Optional<String> DISTRICT = Optional.of("district");
    private static final Optional<String> STRANGER = Optional.empty();
    private static final int KNOWN_RATE = 100;
    private static final int UNKNOWN_RATE = 10;

    private long nowNanos = 1_000;
    private final SourceBudget budget = new SourceBudget(KNOWN_RATE, UNKNOWN_RATE, () -> nowNanos);

    /** How many of so many messages are admitted now. */
    private int admitted(Optional<String> domain, int offered, String start) {
        byte[] message = (start + " sip:a@b SIP/2.0\r\n").getBytes(StandardCharsets.US_ASCII);
        int admitted = 0;
        for (int i = 0; i < offered; i++) {
            admitted += budget.admits(domain, message) ? 1 : 0;
        }
        return admitted;
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    @Test
    void aPeerMaySendOneSecondsWorthAtOnceAndThenItsRate() {
        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(KNOWN_RATE);
        pass(Duration.ofMillis(100));
        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(KNOWN_RATE / 10);
        pass(Duration.ofMinutes(5));
        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(KNOWN_RATE);
    }

    @Test
    void otherRatesHoldFromTheNextMessageOn() {
        admitted(CITY, 1000, "MESSAGE");
        budget.reconfigure(5, 3);
        pass(Duration.ofMinutes(1));

        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(5);
        assertThat(admitted(STRANGER, 1000, "MESSAGE")).isEqualTo(3);
    }

    @Test
    void onePeersFloodCostsNobodyElse() {
        admitted(CITY, 1000, "MESSAGE");
        admitted(STRANGER, 1000, "MESSAGE");
        assertThat(admitted(DISTRICT, 10, "MESSAGE")).isEqualTo(10);
    }

    @Test
    void allStrangersShareOneBudget() {
        assertThat(admitted(STRANGER, 1000, "REGISTER")).isEqualTo(UNKNOWN_RATE);
        assertThat(admitted(STRANGER, 1000, "REGISTER")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0", "ACK", "BYE", "CANCEL"})
    void whatEndsAWaitPassesWhenTheRestNoLongerDoes(String start) {
        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(KNOWN_RATE);
        assertThat(admitted(CITY, 1000, start)).isEqualTo(KNOWN_RATE);
        assertThat(admitted(CITY, 1, "MESSAGE")).isZero();
    }

    @Test
    void whatIsOverdrawnIsPaidBack() {
        admitted(CITY, 1000, "MESSAGE");
        admitted(CITY, 1000, "SIP/2.0 200");
        pass(Duration.ofSeconds(1));
        assertThat(admitted(CITY, 1000, "MESSAGE")).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(admitted(CITY, 1000, "MESSAGE")).isEqualTo(KNOWN_RATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0", "BYE", "CANCEL"})
    void strangersHaveNothingToOverdraw(String start) {
        assertThat(admitted(STRANGER, 1000, "MESSAGE")).isEqualTo(UNKNOWN_RATE);
        assertThat(admitted(STRANGER, 1000, start)).isZero();
    }

    @Test
    void anEmptyDatagramIsCountedLikeAnyOther() {
        assertThat(budget.admits(STRANGER, new byte[0])).isTrue();
    }
}
