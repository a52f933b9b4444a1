package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A month of a busy camera: ten thousand records, as a recorder sends them, and what else goes on meanwhile. */
class ManyRecordsIT {

    private static final int RECORDS = 10_000;

    private final ScriptedCascade cascade = new ScriptedCascade("domains.ncg.quirks.record-query-span = 0").up();
    private final Random random = new Random(28_181);

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.7", part = "many")
    void everyOneReachesTheUpperOnceThoughPagesComeInAnyOrderTwiceAndWithASumNumThatLies() {
        SipRequest query = ask();
        List<int[]> pages = pages();
        var recorder = Thread.ofVirtual().start(() -> {
            for (int[] page : pages) {
                SipRequest part = page(query, page, random.nextInt(10) == 0 ? 1 : RECORDS);
                cascade.lower.sends(part);
                cascade.lower.expectsResponse(200, part);
            }
        });

        List<String> told = told();

        assertThat(told).doesNotHaveDuplicates().hasSize(RECORDS);
        await().until(() -> !recorder.isAlive());
        await().until(() ->
                cascade.gateway.metric("cascade_commands_total", "command=\"RecordInfo\"", "result=\"ok\"") == 1);
    }

    @Test
    void aControlAndAnotherQueryDoNotWaitBehindThem() {
        SipRequest query = ask();
        SipRequest part = page(query, IntStream.range(0, 50).toArray(), 50);
        cascade.lower.sends(part);
        cascade.lower.expectsResponse(200, part);
        cascade.upper.expectsRequest("MESSAGE", "RecordList"); // and is not answered

        cascade.upper.sends(command("Control", "DeviceControl", 12, "<PTZCmd>A50F0000000000B4</PTZCmd>"));
        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "<PTZCmd>"), 200);
        cascade.upper.sends(command("Query", "PTZPosition", 13, ""));
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>PTZPosition</CmdType>");
        cascade.lower.answers(down, 200);
        cascade.lower.sends(response(down, "PTZPosition", "<Pan>1.0</Pan>"));

        cascade.upper.answers(cascade.upper.expectsRequest("MESSAGE", "<Pan>1.0</Pan>"), 200);
    }

    private SipRequest ask() {
        SipRequest request = command(
                "Query",
                "RecordInfo",
                11,
                "<StartTime>2026-11-01T00:00:00</StartTime><EndTime>2026-11-30T23:59:59</EndTime>");
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        cascade.lower.answers(down, 200);
        return down;
    }

    /** Pages of 1 to 50 records in any order, some of them twice. */
    private List<int[]> pages() {
        List<int[]> pages = new ArrayList<>();
        for (int from = 0; from < RECORDS; ) {
            int[] page = IntStream.range(from, Math.min(RECORDS, from + 1 + random.nextInt(50)))
                    .toArray();
            from += page.length;
            pages.add(page);
            if (random.nextInt(10) == 0) {
                pages.add(page);
            }
        }
        Collections.shuffle(pages, random);
        return pages;
    }

    private List<String> told() {
        List<String> names = new ArrayList<>();
        Set<String> known = new HashSet<>();
        while (names.size() < RECORDS) {
            SipRequest part = cascade.upper.expectsRequest("MESSAGE", "RecordList");
            cascade.upper.answers(part, 200);
            if (known.add(part.callId())) {
                Pattern.compile("<Name>(r\\d+)</Name>")
                        .matcher(part.bodyText())
                        .results()
                        .forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private SipRequest page(SipRequest query, int[] records, int sumNum) {
        String items = IntStream.of(records)
                .mapToObj(record -> "<Item><DeviceID>" + CHANNEL + "</DeviceID><Name>r" + record
                        + "</Name><StartTime>2026-11-28T10:00:00</StartTime></Item>")
                .collect(Collectors.joining());
        return response(
                query,
                "RecordInfo",
                "<Name>Cam</Name><SumNum>" + sumNum + "</SumNum><RecordList Num=\"" + records.length + "\">" + items
                        + "</RecordList>");
    }

    private SipRequest response(SipRequest query, String cmdType, String own) {
        return cascade.lowerMessage("MESSAGE", "answer" + System.nanoTime())
                .body(Manscdp.CONTENT_TYPE, document("Response", cmdType, Long.parseLong(field(query, "SN")), own))
                .build();
    }

    private SipRequest command(String root, String cmdType, long sn, String own) {
        return cascade.upperMessage("MESSAGE", "command" + System.nanoTime())
                .body(Manscdp.CONTENT_TYPE, document(root, cmdType, sn, own))
                .build();
    }

    private static byte[] document(String root, String cmdType, long sn, String own) {
        return Manscdp.document(root, cmdType, sn, CHANNEL, own).getBytes(StandardCharsets.UTF_8);
    }
}
