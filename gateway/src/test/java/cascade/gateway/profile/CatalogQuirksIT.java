package cascade.gateway.profile;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.GbText;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;

/** Fields about catalogs: subscriptions on both sides, answers in parts, our own item, and characters of names. */
class CatalogQuirksIT {

    /** A character of GB18030 that GB2312 lacks. */
    private static final String RARE = "镕";

    /** Another channel. */
    private static final String OFF = "37280601411319001159";

    @AutoClose
    private ScriptedCascade cascade;

    private void open(String quirk) {
        cascade = new ScriptedCascade("domains." + quirk + "\n");
    }

    private SipResponse subscribe(String target) {
        cascade.upper.sends(cascade.upperMessage("SUBSCRIBE", "subscription")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=9")
                .header("Expires", "3600")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Query", "Catalog", 9, target, "").getBytes(StandardCharsets.UTF_8))
                .build());
        return cascade.upper.expectsResponse(200, "SUBSCRIBE");
    }

    private void query() {
        cascade.upper.sends(cascade.upperMessage("MESSAGE", "query")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Query", "Catalog", 17, LOWER_ID, "").getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.upper.expectsResponse(200, "MESSAGE");
    }

    private SipRequest part() {
        return cascade.upper.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
    }

    @EveryValueOf("event-form")
    void eventForm(String value) {
        open("ncg.quirks.event-form = " + value);
        cascade.lowerRegisters();

        SipRequest subscribe = cascade.lowerAnswersItsCatalogQuery();

        assertThat(subscribe.header("Event"))
                .hasValue(
                        switch (value) {
                            case "catalog-id" -> "Catalog;id=" + field(subscribe, "SN");
                            case "catalog" -> "Catalog";
                            case "presence" -> "presence";
                            default -> throw new AssertionError(value);
                        });
    }

    @EveryValueOf("initial-notify")
    void initialNotify(String value) {
        open("city.quirks.initial-notify = " + value);
        upWithAnotherThatIsOff();
        subscribe(LOWER_ID);

        switch (value) {
            case "all" -> cascade.upper.expectsRequest("NOTIFY", "<DeviceID>" + CHANNEL + "</DeviceID>");
            case "abnormal" -> {
                assertThat(cascade.upper.expectsRequest("NOTIFY", OFF).bodyText())
                        .doesNotContain(CHANNEL);
            }
            default -> {
                // a NOTIFY would have left before the answer to what is asked now
                query();
                part();
                cascade.upper.hasNot("NOTIFY", "");
            }
        }
    }

    /** The channel, and one whose Status is OFF. */
    private void upWithAnotherThatIsOff() {
        cascade.upperAnswersRegister();
        cascade.lowerRegisters();
        SipRequest query = cascade.lower.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        cascade.lower.answers(query, 200);
        String usual = new String(ScriptedCascade.catalog(field(query, "SN")), StandardCharsets.UTF_8);
        String item = usual.substring(usual.indexOf("<Item>"), usual.indexOf("</DeviceList>"));
        String off = item.replace(CHANNEL, OFF).replace("<Status>ON", "<Status>OFF");
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "catalog-answer")
                .body(
                        Manscdp.CONTENT_TYPE,
                        usual.replace("<SumNum>1", "<SumNum>2")
                                .replace("Num=\"1\"", "Num=\"2\"")
                                .replace("</DeviceList>", off + "</DeviceList>")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        await().until(() -> cascade.gateway.isOnline("city")
                && cascade.gateway.get("/api/v1/channels?domain=city").body().contains(OFF));
    }

    @EveryValueOf("notify-root")
    void notifyRoot(String value) {
        open("city.quirks { initial-notify = all, notify-root = " + value + " }");
        cascade.up();

        subscribe(LOWER_ID);

        assertThat(cascade.upper.expectsRequest("NOTIFY").bodyText())
                .contains(value.equals("notify") ? "<Notify>" : "<Response>");
    }

    @EveryValueOf("subscribe-result")
    void subscribeResult(String value) {
        open("city.quirks.subscribe-result = " + value);
        cascade.up();

        SipResponse accepted = subscribe(LOWER_ID);

        assertThat(accepted.bodyText().contains("<Result>OK</Result>")).isEqualTo(Boolean.parseBoolean(value));
        assertThat(accepted.header("Expires")).hasValue("3600");
    }

    @EveryValueOf("catalog-order")
    @Clause(value = "N M", part = "each after the answer to the one before")
    void catalogOrder(String value) {
        open("city { catalog.items-per-message = 1, quirks.catalog-order = " + value + " }");
        cascade.up();
        query();

        List<SipRequest> unanswered = new ArrayList<>(List.of(part()));
        if (value.equals("windowed")) {
            unanswered.add(part());
        } else {
            cascade.upper.answers(unanswered.removeFirst(), 200);
            unanswered.add(part());
        }

        unanswered.forEach(message -> cascade.upper.answers(message, 200));
        assertThat(unanswered).hasSize(value.equals("windowed") ? 2 : 1);
    }

    @EveryValueOf(
            value = "serial-delay",
            as = {"0", "700ms"})
    void serialDelay(String value) {
        open("city { catalog.items-per-message = 1, quirks { catalog-order = serial, serial-delay = " + value + " } }");
        cascade.up();
        query();

        SipRequest first = part();
        long answered = System.nanoTime();
        cascade.upper.answers(first, 200);
        cascade.upper.answers(part(), 200);

        assertThat(Duration.ofNanos(System.nanoTime() - answered))
                .isGreaterThanOrEqualTo(value.equals("0") ? Duration.ZERO : Duration.ofMillis(700));
    }

    @EveryValueOf("root-parent")
    void rootParent(String value) {
        open("city { catalog.items-per-message = 8, quirks.root-parent = " + value + " }");
        cascade.up();
        query();

        SipRequest answer = part();

        assertThat(answer.bodyText().contains("<ParentID>" + UPPER_ID + "</ParentID>"))
                .isEqualTo(value.equals("upper"));
        assertThat(answer.bodyText()).contains("<DeviceID>" + CHANNEL + "</DeviceID>");
    }

    @EveryValueOf("accept-unsolicited-notify")
    void acceptUnsolicitedNotify(String value) {
        open("ncg { catalog.subscribe = false, quirks.accept-unsolicited-notify = " + value + " }");
        cascade.lowerRegisters();

        cascade.lower.sends(cascade.lowerMessage("NOTIFY", "unsolicited")
                .contact(contact(LOWER_ID, cascade.lowerHost))
                .header("Event", "Catalog;id=1")
                .header("Subscription-State", "active")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Notify", "Catalog", 3, LOWER_ID, list("<Event>OFF</Event>"))
                                .getBytes(StandardCharsets.UTF_8))
                .build());

        assertThat(cascade.lower.expectsFinal("NOTIFY").status()).isEqualTo(value.equals("true") ? 200 : 481);
    }

    private static String list(String own) {
        return "<SumNum>1</SumNum><DeviceList Num=\"1\"><Item><DeviceID>" + CHANNEL + "</DeviceID>" + own
                + "</Item></DeviceList>";
    }

    @EveryValueOf("gb18030-bytes")
    void gb18030Bytes(String value) {
        cascade = new ScriptedCascade("domains.city { tree { id = \"37280600002150000001\", name = \"" + RARE
                + "\" }, quirks.gb18030-bytes = " + value + " }\n");
        cascade.up();
        query();

        byte[] body = part().body();

        assertThat(new String(body, StandardCharsets.US_ASCII)).contains("encoding=\"GB2312\"");
        assertThat(new String(body, GbText.GB18030))
                .contains("<Name>" + (value.equals("true") ? RARE : "?") + "</Name>");
        assertThat(new String(body, Charset.forName("GB2312")).contains("<Name>?</Name>"))
                .isEqualTo(!value.equals("true"));
    }
}
