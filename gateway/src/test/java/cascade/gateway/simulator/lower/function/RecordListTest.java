package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.text;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordListTest {

    private static final DeviceId CAMERA = new DeviceId("37280600001310000001");
    private static final Instant NOW = Instant.parse("2026-11-28T04:05:00Z");

    private final RecordList records =
            new RecordList(new RecordOptions(Duration.ofMinutes(10), Duration.ofHours(2), 4), InstantSource.fixed(NOW));

    @Test
    void listsWhatHasAPartInThePeriod() {
        assertThat(starts("2026-11-28T11:15:00", "2026-11-28T11:45:00"))
                .containsExactly(
                        "2026-11-28T11:10:00", "2026-11-28T11:20:00", "2026-11-28T11:30:00", "2026-11-28T11:40:00");
    }

    @Test
    void listsNothingOlderThanIsKeptAndNothingToCome() {
        List<String> all = starts("2000-01-01T00:00:00", "2099-01-01T00:00:00");

        assertThat(all).hasSize(13).startsWith("2026-11-28T10:00:00").endsWith("2026-11-28T12:00:00");
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsHasNone() {
        assertThat(starts("2026-11-28T11:45:00", "2026-11-28T11:15:00")).isEmpty();
    }

    @Test
    void aQueryWithoutAPeriodIsAnError() {
        var query = Other.of(Root.QUERY, "RecordInfo", 1, Optional.of(CAMERA), List.of());

        assertThat(records.answer(query, CAMERA, "gate")).isEqualTo(Answer.ERROR);
    }

    private List<String> starts(String from, String until) {
        var query = Other.of(
                Root.QUERY,
                "RecordInfo",
                1,
                Optional.of(CAMERA),
                List.of(text("StartTime", from), text("EndTime", until)));
        return records.answer(query, CAMERA, "gate").items().stream()
                .map(item -> item.childText("StartTime").orElseThrow())
                .toList();
    }
}
