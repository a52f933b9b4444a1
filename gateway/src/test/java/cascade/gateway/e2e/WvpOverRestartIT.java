package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.MortalGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * WVP-GB28181-pro 2.7.4 on both sides of a gateway that restarts, with its own captured messages: nobody registers anew, no
 * dialog is unknown (481), and no channel is told off that is on. It repeats nothing that is lost and takes any answer but 200 to
 * a keepalive as the loss of its registration, so what it does not forgive is seen at once.
 */
class WvpOverRestartIT {

    private static final String CONFIG = """
            domains.city { profile = wvp, auth.password = "12345678" }
            domains.ncg.profile = wvp
            gateway.catalog { store-delay = 5ms, restored-query = 500ms }
            """;
    private static final String CAMERA = "3402000000132000000";
    private static final Pattern ITEM = Pattern.compile("(?s)<Item>(.*?)</Item>");
    private static final Pattern ID = Pattern.compile("<DeviceID>(\\d+)</DeviceID>");
    private static final Pattern STATUS = Pattern.compile("<Status>(\\w+)</Status>");

    @TempDir
    private Path directory;

    private MortalGateway gateway;
    private ScriptedCascade cascade;
    private ScriptedPeer upper;
    private ScriptedPeer lower;
    private int numbers;

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    void aKillIsNoEventOnEitherSide() {
        isNoEvent(MortalGateway::kill);
    }

    @Test
    void norIsAStop() {
        isNoEvent(MortalGateway::stop);
    }

    private void isNoEvent(Consumer<MortalGateway> end) {
        gateway = new MortalGateway(directory);
        cascade = new ScriptedCascade(LoopbackSubnet.next(), CONFIG, gateway::start);
        upper = cascade.upper;
        lower = cascade.lower;
        upperTakesOurRegistration();
        SipResponse registered = lowerRegisters("027-01register-wvp2up-register", 100, "");
        SipRequest ours = lowerShowsItsCatalog();
        SipResponse theirs = upperSubscribes(58, "");
        lowerTells(ours, 114, CAMERA + 2, "OFF");
        SipRequest told = upperHears(CAMERA + 2, "OFF");
        Map<String, String> before = catalog();
        assertThat(before)
                .containsEntry(CAMERA + 2, "OFF")
                .containsEntry(CAMERA + 4, "ON")
                .hasSize(6);
        Seen seen = seen();

        end.accept(gateway);
        gateway.startAgain();

        lower.sends(fresh(below("031-02add-channels-wvp2up-message-keepalive-notify")));
        lower.expectsResponse(200, "MESSAGE");
        assertThat(catalog()).as("before the lower is asked").isEqualTo(before);
        lowerTells(ours, 115, CAMERA + 4, "OFF");
        SipRequest next = upperHears(CAMERA + 4, "OFF");
        assertThat(next.callId()).isEqualTo(told.callId());
        assertThat(next.to().tag()).isEqualTo(told.to().tag());
        assertThat(next.from().tag()).isEqualTo(told.from().tag());
        assertThat(next.cseq().number()).isGreaterThan(told.cseq().number());
        upperSubscribes(59, ";tag=" + theirs.to().tag().orElseThrow());
        lowerTells(ours, 116, CAMERA + 4, "ON");
        upperHears(CAMERA + 4, "ON");
        lowerTells(ours, 117, CAMERA + 2, "ON");
        upperHears(CAMERA + 2, "ON");
        lowerRegisters(
                "027-01register-wvp2up-register",
                101,
                ";tag=" + registered.to().tag().orElseThrow());
        lowerAnswersItsCatalogQuery();
        before.put(CAMERA + 2, "ON");
        await().untilAsserted(() -> assertThat(cascade.gateway.metric(
                        "cascade_catalog_items_total", "domain=\"ncg\"", "direction=\"in\"", "result=\"received\""))
                .isGreaterThanOrEqualTo(6));
        assertThat(catalog()).isEqualTo(before);

        assertThat(seen()).isEqualTo(seen);
        assertThat(upper.requests("NOTIFY").stream()
                        .filter(notify -> notify.bodyText().contains("<Event>OFF</Event>")))
                .as("what was told off")
                .hasSize(2);
        assertThat(upper.requests("NOTIFY"))
                .noneMatch(notify -> notify.bodyText().contains("<Event>DEL</Event>"));
        assertThat(cascade.gateway.isOnline("city")).isTrue();
        assertThat(cascade.gateway.isOnline("ncg")).isTrue();
    }

    /** What either side would see of a gateway that has forgotten it. */
    private record Seen(long registers, long subscribes) {}

    private Seen seen() {
        return new Seen(upper.seen("REGISTER"), lower.seen("SUBSCRIBE"));
    }

    // WVP above

    private CapturedMessage above(String name) {
        return CapturedMessage.of("wvp/upper/" + name)
                .with("34020000002000000001", UPPER_ID)
                .with("34020000002000000002", LOWER_ID)
                .with("127.8.0.1:5060", cascade.upperHost + ":7100")
                .with("127.8.0.2:5060", cascade.cityHost + ":7100");
    }

    private void upperTakesOurRegistration() {
        upper.sends(above("004-01register-wvp-401-register").answering(upper.expectsRequest("REGISTER")));
        SipRequest again = upper.expectsRequest(
                "REGISTER",
                "Authorization",
                request -> request.header("Authorization").isPresent());
        upper.sends(above("010-01register-wvp-200-register").answering(again));
        await().until(() -> cascade.gateway.isOnline("city"));
    }

    /** The first time, or within the dialog. */
    private SipResponse upperSubscribes(int cseq, String ourTag) {
        CapturedMessage subscribe = fresh(above("185-24subscribe-wvp-subscribe-catalog-query"));
        upper.sends(
                subscribe.withHeader("To", subscribe.request().to() + ourTag).withHeader("CSeq", cseq + " SUBSCRIBE"));
        SipResponse granted = upper.expectsFinal("SUBSCRIBE");
        assertThat(granted.status()).isEqualTo(200);
        return granted;
    }

    private SipRequest upperHears(String camera, String event) {
        SipRequest notify = upper.expectsRequest("NOTIFY", camera);
        assertThat(field(notify, "Event")).isEqualTo(event);
        upper.sends(above("192-24subscribe-wvp-200-notify").answering(notify));
        return notify;
    }

    /** The channels that the upper is told when it asks, with their status. */
    private Map<String, String> catalog() {
        String sn = Integer.toString(502_481 + ++numbers);
        CapturedMessage query =
                fresh(above("035-03catalog-wvp-message-catalog-query")).with("<SN>502481</SN>", "<SN>" + sn + "</SN>");
        upper.sends(query);
        upper.expectsResponse(200, query.request());
        Map<String, String> told = new TreeMap<>();
        int sum;
        do {
            SipRequest answer = upper.expectsRequest("MESSAGE", "<SN>" + sn + "</SN>");
            upper.sends(above("038-03catalog-wvp-200-message").answering(answer));
            sum = Integer.parseInt(field(answer, "SumNum"));
            for (Matcher item = ITEM.matcher(answer.bodyText()); item.find(); ) {
                told.put(first(ID, item.group(1)), first(STATUS, item.group(1)));
            }
        } while (told.size() < sum);
        return told;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    // WVP below

    private CapturedMessage below(String name) {
        return CapturedMessage.of("wvp/lower/" + name)
                .with("34020000002000000001", LOWER_ID)
                .with("34030000002000000009", UPPER_ID)
                .with("127.8.0.1:5060", cascade.lowerHost + ":7100")
                .with("127.8.0.3:5060", cascade.districtHost + ":7100");
    }

    /** No repetition of one that went before. */
    private CapturedMessage fresh(CapturedMessage message) {
        return new CapturedMessage(
                message.text().replaceFirst("branch=z9hG4bK\\d+", "branch=z9hG4bK" + System.nanoTime()),
                message.charset());
    }

    /** The first time, or under the last To tag, as it renews its registration. */
    private SipResponse lowerRegisters(String name, int cseq, String lastTag) {
        CapturedMessage register = fresh(below(name)).withHeader("CSeq", cseq + " REGISTER");
        lower.sends(register.withHeader("To", register.request().to() + lastTag));
        SipResponse answer = lower.expectsFinal("REGISTER");
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** @return our subscription */
    private SipRequest lowerShowsItsCatalog() {
        lowerAnswersItsCatalogQuery();
        SipRequest subscribe = lower.expectsRequest("SUBSCRIBE");
        lower.sends(below("061-05subscribe-catalog-wvp2up-200-subscribe-catalog-response")
                .answering(subscribe));
        await().until(() -> cascade.gateway.metric("cascade_channels", "domain=\"ncg\"") >= 5);
        return subscribe;
    }

    private void lowerAnswersItsCatalogQuery() {
        SipRequest query = lower.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        lower.sends(below("034-03catalog-query-wvp2up-200-message").answering(query));
        for (String part : List.of("035", "037", "039", "041")) {
            lower.sends(fresh(below(part + "-03catalog-query-wvp2up-message-catalog-response"))
                    .with("<SN>101</SN>", "<SN>" + field(query, "SN") + "</SN>"));
            lower.expectsResponse(200, "MESSAGE");
        }
    }

    private void lowerTells(SipRequest subscribe, int cseq, String camera, String event) {
        lower.sends(fresh(below("068-05subscribe-catalog-wvp2up-notify-catalog-notify"))
                .with("sub1@127.8.0.3", subscribe.callId())
                .with("tag=77", "tag=" + subscribe.from().tag().orElseThrow())
                .withHeader("Event", subscribe.header("Event").orElseThrow())
                .withHeader("CSeq", cseq + " NOTIFY")
                .with(CAMERA + 2, camera)
                .with("<Event>OFF</Event>", "<Event>" + event + "</Event>"));
        assertThat(lower.expectsFinal("NOTIFY").status()).isEqualTo(200);
    }
}
