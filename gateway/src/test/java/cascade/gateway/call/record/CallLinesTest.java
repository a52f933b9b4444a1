package cascade.gateway.call.record;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.LogLines;
import cascade.monitoring.CallCause;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line for each call's end, with its ids and figures, and a bound for what an upper can cause. */
class CallLinesTest {

    private static final Instant STARTED = Instant.parse("2026-11-28T08:00:00Z");

    private final FakeTime time = new FakeTime();
    private final CallRecords records = new CallRecords(() -> 1_000, time);
    private final LogLines log = LogLines.of(CallRecords.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aCallsEndIsOneLineWithItsIdsCauseSideAndFigures() {
        records.ended(call("v7", "city", CallCause.LOWER_BYE, Optional.of(STARTED.plusMillis(180))));

        List<ILoggingEvent> lines = log.with("call ended");
        assertThat(lines).hasSize(1);
        ILoggingEvent line = lines.getFirst();
        assertThat(LogLines.value(line, "call")).isEqualTo("v7");
        assertThat(LogLines.value(line, "callId")).isEqualTo("v7@city");
        assertThat(LogLines.value(line, "peer")).isEqualTo("city");
        assertThat(LogLines.value(line, "lower")).isEqualTo("district");
        assertThat(LogLines.value(line, "cause")).isEqualTo("lower-bye");
        assertThat(LogLines.value(line, "side")).isEqualTo("lower");
        assertThat(LogLines.value(line, "setupMillis")).isEqualTo("180");
        assertThat(LogLines.value(line, "durationMillis")).isEqualTo("60000");
        assertThat(LogLines.value(line, "packets")).isEqualTo("12");
        assertThat(LogLines.value(line, "bytes")).isEqualTo("16800");
    }

    @Test
    void anUpperThatDialsAnewAndAnewFillsNoLogAndHidesNoOther() {
        for (int i = 0; i < 1_000; i++) {
            records.refused(call("v" + i, "city", CallCause.NOT_FOUND, Optional.empty()));
        }
        records.refused(call("v1001", "county", CallCause.NOT_FOUND, Optional.empty()));
        assertThat(log.with("call refused")).hasSize(CallRecords.UNANSWERED_LINES + 1);
        assertThat(records.newestFirst()).hasSize(1_000);

        time.pass(Duration.ofSeconds(10));
        records.refused(call("v1002", "city", CallCause.NOT_FOUND, Optional.empty()));
        assertThat(LogLines.value(log.with("call refused").getLast(), "suppressed"))
                .isEqualTo(Integer.toString(1_000 - CallRecords.UNANSWERED_LINES));
    }

    @Test
    void anAnsweredCallHasItsLineWhateverElseIsRefused() {
        for (int i = 0; i < 2 * CallRecords.UNANSWERED_LINES; i++) {
            records.refused(call("v" + i, "city", CallCause.NOT_FOUND, Optional.empty()));
        }
        records.ended(call("v7", "city", CallCause.UPPER_BYE, Optional.of(STARTED)));
        assertThat(log.with("call ended")).hasSize(1);
    }

    private static EndedCall call(String id, String upper, CallCause cause, Optional<Instant> answered) {
        return new EndedCall(
                id,
                id + "@" + upper,
                upper,
                "district",
                "37280600001320000001",
                cause,
                "",
                200,
                STARTED,
                answered,
                STARTED.plusSeconds(60),
                12,
                16_800,
                CallMedia.NONE);
    }
}
