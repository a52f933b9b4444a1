package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches for records: pages as recorders send them, told to the asker in order, each record once. */
class RecordInfoIT {

    private static final String MANSCDP = "Application/MANSCDP+xml";
    private static final CommandRow ROW = CommandTable.all().stream()
            .filter(row -> row.label().equals("RecordInfo"))
            .findFirst()
            .orElseThrow();

    private static final Set<String> SEEN = new HashSet<>();

    private static ScriptedCascade cascade;

    @BeforeAll
    static void start() {
        cascade = new ScriptedCascade("""
                gateway.command { record-timeout = 2s }
                domains.city.catalog.max-message = 1440B
                domains.ncg.quirks.record-query-span = 24h
                """).up();
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "N M", part = "in order")
    void manyPagesReachTheAskerInOrder() {
        SipRequest down = ask(11);
        List<SipRequest> pages = new ArrayList<>();
        for (int from = 0; from < 200; from += 20) {
            pages.add(page(down, 200, from, from + 20));
        }
        pages.forEach(cascade.lower::sends);
        assertThat(told(11, 200)).isEqualTo(names(0, 200));
    }

    @Test
    void aPageThatIsRepeatedAndOneThatComesLateAreEachToldOnce() {
        SipRequest down = ask(12);
        cascade.lower.sends(page(down, 6, 2, 4));
        cascade.lower.sends(page(down, 6, 2, 4));
        cascade.lower.sends(page(down, 6, 0, 2));
        List<String> first = told(12, 4);
        cascade.lower.sends(page(down, 6, 4, 6));
        List<String> rest = told(12, 2);
        assertThat(first).containsExactly("r2", "r3", "r0", "r1");
        assertThat(rest).containsExactly("r4", "r5");
    }

    @Test
    void aSearchThatStaysShortIsCountedAndNotAnsweredWithErrorAfterwards() {
        double before = incomplete();
        SipRequest down = ask(13);
        cascade.lower.sends(page(down, 4, 0, 2));
        told(13, 2);
        await().until(() -> incomplete() == before + 1);
        cascade.upper.hasNot("MESSAGE", "<Result>ERROR</Result>");
    }

    @Test
    void aPageThatIsLargerThanTheUppersMessagesGoesUpAsSeveral() {
        SipRequest down = ask(15);
        cascade.lower.sends(page(down, 60, 0, 60));
        List<SipRequest> parts = new ArrayList<>();
        assertThat(told(15, 60, parts)).isEqualTo(names(0, 60));
        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
            assertThat(SipWriter.write(part)).hasSizeLessThanOrEqualTo(1440);
            assertThat(field(part, "SumNum")).isEqualTo("60");
            assertThat(part.bodyText())
                    .contains("<RecordList Num=\"" + recordsIn(part).size() + "\">");
        });
    }

    @Test
    void aLongPeriodIsAskedForDayByDayAndToldAsOneAnswer() {
        SipRequest first = ask(16, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T06:00:00</EndTime>");
        assertThat(field(first, "StartTime")).isEqualTo("2026-11-01T00:00:00");
        assertThat(field(first, "EndTime")).isEqualTo("2026-11-02T00:00:00");
        cascade.lower.sends(page(first, 3, 0, 2));
        cascade.lower.sends(page(first, 3, 2, 3));
        SipRequest second = nextPiece();
        assertThat(field(second, "StartTime")).isEqualTo("2026-11-02T00:00:00");
        cascade.lower.sends(none(second));
        SipRequest third = nextPiece();
        assertThat(field(third, "EndTime")).isEqualTo("2026-11-03T06:00:00");
        // the third record reaches over midnight, and is found in both pieces
        cascade.lower.sends(page(third, 3, 2, 5));
        List<SipRequest> parts = new ArrayList<>();
        assertThat(told(16, 5, parts)).isEqualTo(names(0, 5));
        assertThat(parts).allSatisfy(part -> assertThat(field(part, "SumNum")).isEqualTo("5"));
    }

    @Test
    void aLongPeriodWhoseSecondDayIsNeverToldEndsWithWhatCame() {
        SipRequest first = ask(17, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T00:00:00</EndTime>");
        cascade.lower.sends(page(first, 2, 0, 2));
        nextPiece();
        List<SipRequest> parts = new ArrayList<>();
        assertThat(told(17, 2, parts)).isEqualTo(names(0, 2));
        assertThat(field(parts.getFirst(), "SumNum")).isEqualTo("2");
        assertThat(parts.getFirst().bodyText()).doesNotContain("ERROR");
    }

    @Test
    void aLongPeriodThatTheLowerRefusesIsOneError() {
        ask(18, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T00:00:00</EndTime>", 486);
        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>"), 486);
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>18</SN>");
        cascade.upper.answers(answer, 200);
        assertThat(field(answer, "Result")).isEqualTo("ERROR");
        assertThat(field(answer, "Reason")).contains("refuses with 486");
    }

    @Test
    void aDayThatTheLowerAnswersWithErrorLeavesTheDaysAfterIt() {
        double before = incomplete();
        SipRequest first = ask(19, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-04T00:00:00</EndTime>");
        cascade.lower.sends(page(first, 2, 0, 2));
        cascade.lower.sends(response(nextPiece(), "<Result>ERROR</Result>"));
        cascade.lower.sends(page(nextPiece(), 2, 2, 4));
        assertThat(told(19, 4)).isEqualTo(names(0, 4));
        await().until(() -> incomplete() == before + 1);
        assertThat(cascade.gateway.get("/api/v1/commands/recent").body()).contains("1 of 3 periods not told in full");
    }

    @Test
    void aDayThatIsNotAnsweredLeavesTheDaysAfterIt() {
        double before = incomplete();
        ask(20, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T00:00:00</EndTime>");
        cascade.lower.sends(page(nextPiece(), 2, 2, 4));
        assertThat(told(20, 2)).isEqualTo(names(2, 4));
        await().until(() -> incomplete() == before + 1);
    }

    @Test
    void aLongPeriodOfWhichNoDayIsAnsweredButWithErrorIsOneError() {
        SipRequest first = ask(21, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T00:00:00</EndTime>");
        cascade.lower.sends(response(first, "<Result>ERROR</Result>"));
        cascade.lower.sends(response(nextPiece(), "<Result>ERROR</Result>"));
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>21</SN>");
        cascade.upper.answers(answer, 200);
        assertThat(field(answer, "Result")).isEqualTo("ERROR");
    }

    @Test
    void twoDaysInARowThatAreNotTakenUpEndTheSearch() {
        ask(22, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-09T00:00:00</EndTime>", 486);
        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>"), 486);
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>22</SN>");
        cascade.upper.answers(answer, 200);
        assertThat(field(answer, "Result")).isEqualTo("ERROR");
        cascade.lower.hasNot("MESSAGE", "<StartTime>2026-11-03T00:00:00</StartTime>");
    }

    /** Their SumNum is the number of the one part. */
    @Test
    void furtherPartsOfTheLastDayAreWaitedFor() {
        SipRequest first = ask(23, "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-03T00:00:00</EndTime>");
        cascade.lower.sends(none(first));
        SipRequest last = nextPiece();
        for (int from = 0; from < 6; from += 2) {
            SipRequest part = page(last, 2, from, from + 2);
            cascade.lower.sends(part);
            cascade.lower.expectsResponse(200, part);
        }
        List<SipRequest> parts = new ArrayList<>();
        assertThat(told(23, 6, parts)).isEqualTo(names(0, 6));
        assertThat(parts).allSatisfy(part -> assertThat(field(part, "SumNum")).isEqualTo("6"));
    }

    private static double incomplete() {
        return cascade.gateway.metric("cascade_commands_total", "command=\"RecordInfo\"", "result=\"incomplete\"");
    }

    private static SipRequest nextPiece() {
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        cascade.lower.answers(down, 200);
        return down;
    }

    private static SipRequest none(SipRequest query) {
        return response(query, "<Name>Cam</Name><SumNum>0</SumNum>");
    }

    @Test
    void twoSearchesWithOneSnAreNotMixedUp() {
        SipRequest one = ask(14);
        SipRequest other = ask(14);
        assertThat(field(one, "SN")).isNotEqualTo(field(other, "SN"));
        cascade.lower.sends(page(other, 1, 7, 8));
        assertThat(told(14, 1)).containsExactly("r7");
        cascade.lower.sends(page(one, 1, 5, 6));
        assertThat(told(14, 1)).containsExactly("r5");
    }

    private static SipRequest ask(int sn) {
        return ask(sn, CommandSamples.of(ROW));
    }

    private static SipRequest ask(int sn, String own) {
        return ask(sn, own, 200);
    }

    private static SipRequest ask(int sn, String own, int status) {
        String body = Manscdp.document("Query", "RecordInfo", sn, CHANNEL, own);
        SipRequest request = cascade.upperMessage("MESSAGE", "search" + System.nanoTime())
                .body(MANSCDP, body.getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        cascade.lower.answers(down, status);
        return down;
    }

    private static SipRequest page(SipRequest query, int sumNum, int from, int to) {
        String items = IntStream.range(from, to)
                .mapToObj(record -> "<Item><DeviceID>" + CHANNEL + "</DeviceID><Name>r" + record
                        + "</Name><StartTime>2026-11-28T10:00:00</StartTime></Item>")
                .collect(Collectors.joining());
        String own = "<Name>Cam</Name><SumNum>" + sumNum + "</SumNum><RecordList Num=\"" + (to - from) + "\">" + items
                + "</RecordList>";
        return response(query, own);
    }

    private static SipRequest response(SipRequest query, String own) {
        String body = Manscdp.document("Response", "RecordInfo", Long.parseLong(field(query, "SN")), CHANNEL, own);
        return cascade.lowerMessage("MESSAGE", "page" + System.nanoTime())
                .body(MANSCDP, body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Names of the records that the upper is told, in order, until there are so many. */
    private static List<String> told(int sn, int number) {
        return told(sn, number, new ArrayList<>());
    }

    /** @param parts takes the messages that they come in */
    private static List<String> told(int sn, int number, List<SipRequest> parts) {
        List<String> names = new ArrayList<>();
        while (names.size() < number) {
            SipRequest part = cascade.upper.expectsRequest("MESSAGE", "<SN>" + sn + "</SN>");
            cascade.upper.answers(part, 200);
            if (!SEEN.add(part.callId())) {
                continue; // sent again, since the test was slow to answer
            }
            parts.add(part);
            names.addAll(recordsIn(part));
        }
        return names;
    }

    private static List<String> recordsIn(SipRequest part) {
        return Pattern.compile("<Name>(r\\d+)</Name>")
                .matcher(part.bodyText())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(record -> "r" + record).toList();
    }
}
