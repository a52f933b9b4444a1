package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search over a long period, cut into pieces. */
class RecordPeriodsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void everyPieceBeginsWhereTheOneBeforeEnds() {
        assertThat(pieces("2026-11-01T12:00:00", "2026-11-04T06:00:00", DAY, 100))
                .containsExactly(
                        "2026-11-01T12:00:00 2026-11-02T12:00:00",
                        "2026-11-02T12:00:00 2026-11-03T12:00:00",
                        "2026-11-03T12:00:00 2026-11-04T06:00:00");
    }

    @Test
    void aPeriodOfOneSpanIsAskedForAsItIs() {
        assertThat(pieces("2010-11-11T19:46:17", "2010-11-12T19:46:17", DAY, 100))
                .containsExactly("2010-11-11T19:46:17 2010-11-12T19:46:17");
    }

    @Test
    void withoutASpanNothingIsCut() {
        assertThat(pieces("2020-01-01T00:00:00", "2026-01-01T00:00:00", Duration.ZERO, 100))
                .hasSize(1);
    }

    @Test
    void aPeriodOfYearsHasLongerPiecesRatherThanMore() {
        List<String> pieces = pieces("2020-01-01T00:00:00", "2026-01-01T00:00:00", DAY, 100);
        assertThat(pieces).hasSizeBetween(99, 100);
        assertThat(pieces.getFirst()).startsWith("2020-01-01T00:00:00 ");
        assertThat(pieces.getLast()).endsWith(" 2026-01-01T00:00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, 2026-11-04T06:00:00",
        "2026-11-04T06:00:00, 2026-11-01T06:00:00",
        "2026-11-01T06:00:00, ''",
        "2026-11-01T06:00:00, +999999999-12-31T23:59:59",
        "-999999999-01-01T00:00:00, 2026-11-01T06:00:00"
    })
    void aPeriodThatCannotBeReadIsLeftToTheLower(String start, String end) {
        assertThat(pieces(start, end, DAY, 100)).containsExactly(start + " " + end);
    }

    @Test
    void aBlankInTheTimeIsReadAsItIsMeant() {
        assertThat(pieces("2026-11-01 12:00:00", "2026-11-02T18:00:00", DAY, 100))
                .containsExactly("2026-11-01T12:00:00 2026-11-02T12:00:00", "2026-11-02T12:00:00 2026-11-02T18:00:00");
    }

    private static List<String> pieces(String start, String end, Duration span, int most) {
        var query = Other.of(
                Root.QUERY,
                "RecordInfo",
                7,
                Optional.empty(),
                List.of(XmlNode.of("StartTime", start), XmlNode.of("EndTime", end), XmlNode.of("Type", "all")));
        return RecordPeriods.pieces(query, span, most).stream()
                .map(RecordPeriodsTest::period)
                .toList();
    }

    private static String period(ManscdpMessage piece) {
        XmlNode tree = ((Other) piece).tree();
        assertThat(tree.childText("Type")).contains("all");
        return tree.childText("StartTime").orElseThrow() + " "
                + tree.childText("EndTime").orElseThrow();
    }
}
