package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uppers that refuse NOTIFYs, are slow, or forget their subscriptions: none of them ends with a wrong tree. */
class NotifyFaultsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String UPPER = SUBNET.host(3);
    private static final String UPPER_ID = "37280000002000000000";
    private static final String ORG = "37280600002160000001";
    private static final String CAMERA = "37280600001320000001";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, UPPER, UPPER_ID, GATEWAY);
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        loop.close();
    }

    private void open(String settings, String more) {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                settings,
                CatalogLab.upper("city", UPPER_ID, UPPER, "share = [{ from = district }, { from = harbour }]" + more),
                CatalogLab.lower("district", "37280600002000000001", SUBNET.host(2), ""),
                CatalogLab.lower("harbour", "37280700002000000001", SUBNET.host(4), ""));
        loop.run(() -> lab.catalogs.tree().online("district", true));
        loop.run(() -> lab.catalogs.tree().online("harbour", true));
        loop.run(() -> lab.catalogs
                .tree()
                .replace(
                        "district",
                        List.of(node(ORG).build(), camera(CAMERA, ORG).build())));
        await().until(() -> lab.isOnline("city"));
    }

    @Test
    @FieldReport(value = "F16", part = "told again")
    void f16TellsAgainAfterItsRetryAfterWhatTheUpperRefused() {
        open("gateway.catalog { retry = 1m, retry-max = 10m }", "");
        onNotify(
                1,
                transaction -> transaction.respond(
                        transaction.answer(503).header("Retry-After", "1").build()));
        subscribe(CatalogLab.GATEWAY_ID);

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));

        await().until(() -> events().equals(List.of("OFF " + CAMERA, "OFF " + CAMERA)));
        assertThat(upper.received("NOTIFY"))
                .extracting(notify -> notify.header("Subscription-State").orElseThrow())
                .allMatch(state -> state.startsWith("active"));
    }

    @Test
    @FieldReport(value = "F16", part = "refused again and again")
    void f16EndsASubscriptionWhoseNotifiesAreRefusedAgainAndAgainSoThatTheUpperAsksAnew() {
        open("gateway.catalog.notify-attempts = 3", "");
        upper.on("NOTIFY", ScriptedPlatform.refuse(500));
        subscribe(CatalogLab.GATEWAY_ID);

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));

        await().until(() -> upper.received("NOTIFY").size() == 4);
        assertThat(events()).hasSize(3);
        assertThat(lastNotify().header("Subscription-State")).contains("terminated;reason=probation;retry-after=1");
        assertThat(lastNotify().hasBody()).isFalse();
        assertThat(lab.rejected("city", "catalog-not-taken")).isEqualTo(3);
    }

    @Test
    @FieldReport(value = "load 7", part = "the limit is not a lower's")
    void tellsEveryChannelOfTwoLowersThoughEachHasAsManyAsOneMayHave() {
        open("gateway.catalog.max-items = 10", ", quirks { initial-notify = all }");
        collected("district", 10);
        collected("harbour", 10);

        subscribe(CatalogLab.GATEWAY_ID);

        await().untilAsserted(() -> assertThat(events()).hasSize(21));
    }

    @Test
    @FieldReport(value = "load 7", part = "said with a NOTIFY")
    void endsASubscriptionForWhichTooMuchWaitsAndSaysSo() {
        open("gateway.catalog { notify-delay = 0s, max-waiting-changes = 5 }", "");
        onNotify(1, ScriptedPlatform.keepSilent());
        subscribe(CatalogLab.GATEWAY_ID);

        collected("district", 8);

        await().until(() -> !upper.received("NOTIFY").isEmpty());
        assertThat(lastNotify().header("Subscription-State")).contains("terminated;reason=deactivated");
        assertThat(lab.rejected("city", "catalog-not-taken")).isEqualTo(1);
    }

    @Test
    @FieldReport("F34")
    void f34LetsAnUpperThatSubscribesAnewTakeOverItsOldSubscriptionToTheSameId() {
        open("", "");
        var made = new ArrayList<SipRequest>();
        for (int i = 0; i < 4; i++) {
            SipRequest subscribe = request(CatalogLab.GATEWAY_ID);
            assertThat(upper.send(subscribe).status()).isEqualTo(200);
            made.add(subscribe);
        }

        await().until(() -> upper.received("NOTIFY").size() == 3);
        assertThat(upper.received("NOTIFY"))
                .allSatisfy(notify ->
                        assertThat(notify.header("Subscription-State")).contains("terminated;reason=noresource"));
        assertThat(upper.received("NOTIFY"))
                .extracting(SipRequest::callId)
                .containsExactly(
                        made.get(0).callId(), made.get(1).callId(), made.get(2).callId());

        upper.forgetReceived();
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        await().until(() -> !events().isEmpty());
        assertThat(lastNotify().callId()).isEqualTo(made.get(3).callId());
        assertThat(events()).hasSize(1);
    }

    @Test
    @FieldReport(value = "F34", part = "and hears what the old one did not tell")
    void f34TellsANewSubscriptionWhatTheOldOneWasStillToTell() {
        open("", ", quirks { initial-notify = none }");
        onNotify(1, ScriptedPlatform.keepSilent());
        subscribe(CatalogLab.GATEWAY_ID);
        loop.run(() -> lab.catalogs.tree().apply("district", List.of(CatalogItem.of(id(CAMERA), CatalogEvent.DEL))));
        await().until(() -> events().equals(List.of("DEL " + CAMERA)));

        subscribe(CatalogLab.GATEWAY_ID);

        await().until(() -> events().equals(List.of("DEL " + CAMERA, "DEL " + CAMERA)));
    }

    @Test
    @FieldReport(value = "F16", part = "what it held")
    void f16TellsTheNextSubscriptionWhatABrokenOneCouldNot() {
        // what is owed is kept as long as retry-max, which no slow machine is to outlast
        open("gateway.catalog { notify-attempts = 1, retry-max = 10m }", ", quirks { initial-notify = none }");
        onNotify(1, ScriptedPlatform.refuse(500));
        subscribe(CatalogLab.GATEWAY_ID);
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.DEL));
        await().until(() -> upper.received("NOTIFY").size() == 2);
        assertThat(lastNotify().header("Subscription-State").orElseThrow()).startsWith("terminated;reason=probation");
        loop.run(() -> lab.catalogs
                .tree()
                .replace("harbour", List.of(camera("37280700001320000001").build())));
        upper.forgetReceived();

        subscribe(CatalogLab.GATEWAY_ID);

        await().until(() -> events().contains("DEL " + CAMERA) && events().contains("ADD 37280700001320000001"));
    }

    @Test
    @FieldReport(value = "F34", part = "but not for another id")
    void f34RefusesWhereAllSubscriptionsAreToOtherIds() {
        open("gateway.catalog.max-subscriptions = 1", "");
        subscribe(CatalogLab.GATEWAY_ID);

        SipResponse refused = upper.send(request(ORG));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(lab.rejected("city", "catalog-busy")).isEqualTo(1);
    }

    private void subscribe(String deviceId) {
        assertThat(upper.send(request(deviceId)).status()).isEqualTo(200);
    }

    private SipRequest request(String deviceId) {
        return upper.request("SUBSCRIBE")
                .header("Event", "Catalog")
                .header("Expires", "600")
                .body("Application/MANSCDP+xml", Manscdp.bytes(CatalogQuery.of(1, id(deviceId))))
                .build();
    }

    /** What to do with the first ones; the others are answered 200. */
    private void onNotify(int first, Consumer<ServerTransaction> script) {
        var seen = new ArrayList<String>();
        upper.on("NOTIFY", transaction -> {
            seen.add(transaction.request().callId());
            if (seen.size() <= first) {
                script.accept(transaction);
            } else {
                upper.agree(transaction);
            }
        });
    }

    private void collected(String lower, int cameras) {
        String prefix = lower.equals("district") ? "3728060000132%07d" : "3728070000132%07d";
        List<CatalogItem> items = IntStream.range(0, cameras)
                .mapToObj(i -> camera(prefix.formatted(i)).build())
                .toList();
        loop.run(() -> lab.catalogs.tree().replace(lower, items));
    }

    private void notified(CatalogItem... items) {
        loop.run(() -> lab.catalogs.tree().apply("district", List.of(items)));
    }

    private SipRequest lastNotify() {
        return upper.received("NOTIFY").getLast();
    }

    private List<String> events() {
        return upper.messages(CatalogNotify.class).stream()
                .flatMap(notify -> notify.items().stream())
                .map(item -> item.event().orElseThrow() + " " + item.deviceId())
                .toList();
    }
}
