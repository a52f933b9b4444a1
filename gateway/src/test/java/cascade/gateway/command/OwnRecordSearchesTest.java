package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.domain.DomainStage;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A search that no upper asked for: one query, whatever parts its answer comes in, and an end in any case. */
class OwnRecordSearchesTest {

    private static final DeviceId CAMERA = new DeviceId("37280600001320000001");
    private static final Instant FROM = Instant.parse("2026-11-19T16:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T16:00:00Z");
    private static final Pattern SN = Pattern.compile("<SN>(\\d+)</SN>");

    private static final String USUAL = "domains.district.allow-from = [\"192.168.1.0/24\"]\n";

    private final GatewayConfig config = CallConfigs.of(USUAL);
    private final GatewayConfig forTwo = CallConfigs.of(USUAL + "gateway.command.max-records = 2\n");
    private final List<FakeClientTransaction> sent = new ArrayList<>();
    private final FakeTime time = new FakeTime();
    private final DomainStage stage = stage("");
    private final OwnRecordSearches searches = new OwnRecordSearches(config::command, time);
    private final OwnRecordSearches few = new OwnRecordSearches(forTwo::command, time);

    private DomainStage stage(String more) {
        var meters = new Meters();
        meters.addDomain("city", Role.UPPER);
        meters.addDomain("district", Role.LOWER);
        var made = new DomainStage(CallConfigs.of(USUAL + more), meters, (request, peer) -> {
            var register = new FakeClientTransaction(request, peer);
            register.answer(200);
            return register;
        });
        made.wire((request, peer) -> keep(new FakeClientTransaction(request, peer)));
        return made;
    }

    private ClientTransaction keep(FakeClientTransaction transaction) {
        sent.add(transaction);
        return transaction;
    }

    private Future<List<RecordedFile>> search() {
        return searches.find(stage.lower, CAMERA, FROM, TO);
    }

    private SipRequest query() {
        return sent.getLast().request();
    }

    private long sn() {
        Matcher sn = SN.matcher(query().bodyText());
        assertThat(sn.find()).isTrue();
        return Long.parseLong(sn.group(1));
    }

    private static XmlNode file(int hour) {
        return XmlNode.of(
                "Item",
                List.of(
                        XmlNode.of("DeviceID", CAMERA.value()),
                        XmlNode.of("StartTime", "2026-11-20T%02d:00:00".formatted(hour)),
                        XmlNode.of("EndTime", "2026-11-20T%02d:59:00".formatted(hour))));
    }

    private ManscdpMessage part(int sumNum, XmlNode... files) {
        var list = new XmlNode("RecordList", Map.of("Num", Integer.toString(files.length)), "", List.of(files));
        return Other.of(
                Root.RESPONSE,
                "RecordInfo",
                sn(),
                Optional.of(CAMERA),
                List.of(XmlNode.of("SumNum", Integer.toString(sumNum)), list));
    }

    private void takes() {
        sent.getLast().answer(200);
    }

    private void settle() {
        time.pass(config.command().recordGrace());
    }

    @Test
    void asksForAPeriodInTheTimeOfTheStandard() {
        search();

        assertThat(query().bodyText())
                .contains("<CmdType>RecordInfo</CmdType>")
                .contains("<DeviceID>" + CAMERA + "</DeviceID>")
                .contains("<StartTime>2026-11-20T00:00:00</StartTime>")
                .contains("<EndTime>2026-11-21T00:00:00</EndTime>");
    }

    @Test
    void collectsTheFilesOfAllParts() {
        Future<List<RecordedFile>> found = search();
        takes();
        assertThat(searches.onResponse(stage.lower, part(3, file(1), file(2)))).isTrue();
        settle();
        assertThat(found.isComplete()).as("one of three is missing").isFalse();

        searches.onResponse(stage.lower, part(3, file(2), file(3)));
        settle();

        assertThat(found.result()).hasSize(3);
        assertThat(found.result().getFirst().from()).isEqualTo(Instant.parse("2026-11-19T17:00:00Z"));
    }

    @Test
    void aCameraWithoutRecordingsHasNone() {
        Future<List<RecordedFile>> found = search();
        takes();
        searches.onResponse(stage.lower, part(0));
        settle();

        assertThat(found.result()).isEmpty();
    }

    @Test
    void failsWhereTheLowerRefuses() {
        Future<List<RecordedFile>> found = search();
        sent.getLast().answer(403);

        assertThat(found.cause()).hasMessageContaining("403");
    }

    @Test
    void failsWhereTheAnswerStaysAway() {
        Future<List<RecordedFile>> found = search();
        takes();
        time.pass(config.command().recordTimeout());

        assertThat(found.failed()).isTrue();
        assertThat(searches.onResponse(stage.lower, part(1, file(1))))
                .as("late")
                .isFalse();
    }

    @Test
    void failsWhereTheLowerGoesOnForEver() {
        Future<List<RecordedFile>> found = search();
        takes();
        Duration almost = config.command().recordTimeout().dividedBy(2);
        for (int i = 0; i < 19; i++) {
            time.pass(almost);
            searches.onResponse(stage.lower, part(100, file(i)));
        }
        assertThat(found.isComplete()).as("each part came in time").isFalse();
        time.pass(almost);

        assertThat(found.cause()).hasMessageContaining("10 times record-timeout");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void failsAtOnceWhereThereAreMoreThanMaxRecords() {
        Future<List<RecordedFile>> found = few.find(stage.lower, CAMERA, FROM, TO);
        takes();
        few.onResponse(stage.lower, part(100, file(1), file(2)));
        assertThat(found.isComplete()).as("there is room for two").isFalse();
        few.onResponse(stage.lower, part(100, file(3)));

        assertThat(found.cause()).hasMessageContaining("max-records");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void failsWhereThePartsHaveNoListAndNoEnd() {
        Future<List<RecordedFile>> found = few.find(stage.lower, CAMERA, FROM, TO);
        takes();
        for (int i = 0; i < 3; i++) {
            few.onResponse(
                    stage.lower,
                    Other.of(
                            Root.RESPONSE,
                            "RecordInfo",
                            sn(),
                            Optional.of(CAMERA),
                            List.of(XmlNode.of("Name", "camera " + i))));
        }

        assertThat(found.cause()).hasMessageContaining("max-records");
    }

    @Test
    void countsTheItemsOfAllPieces() {
        DomainStage cut = stage("domains.district.quirks.record-query-span = 12h");
        Future<List<RecordedFile>> found = few.find(cut.lower, CAMERA, FROM, TO);
        takes();
        few.onResponse(cut.lower, part(2, file(1), file(2)));
        settle();
        assertThat(sent).as("a query for each half").hasSize(2);
        takes();
        few.onResponse(cut.lower, part(1, file(13)));

        assertThat(found.cause()).hasMessageContaining("max-records");
    }

    @Test
    void failsWhereTheLowerSaysError() {
        Future<List<RecordedFile>> found = search();
        takes();
        searches.onResponse(
                stage.lower,
                Other.of(
                        Root.RESPONSE,
                        "RecordInfo",
                        sn(),
                        Optional.of(CAMERA),
                        List.of(XmlNode.of("Result", "ERROR"))));

        assertThat(found.failed()).isTrue();
    }

    @Test
    void failsWhenTheLowerGoesOffline() {
        Future<List<RecordedFile>> found = search();
        takes();
        searches.onOffline(stage.lower);

        assertThat(found.failed()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void anAnswerToAnotherQueryIsNotOurs() {
        search();
        ManscdpMessage other = Other.of(Root.RESPONSE, "PresetQuery", sn(), Optional.of(CAMERA), List.of());

        assertThat(searches.onResponse(stage.lower, other)).isFalse();
    }
}
