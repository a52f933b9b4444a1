package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogItems.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway as the lower of an upper platform that a script plays. */
@Execution(ExecutionMode.CONCURRENT)
class ServingIT {

    private static final String UPPER_ID = "37280000002000000000";
    private static final String LOWER_ID = "37280600002000000001";
    private static final String ORG = "37280600002160000001";
    private static final String CAMERA = "37280600001320000001";
    private static final String CAMERA_2 = "37280600001320000002";
    private static final String SHARE = "share = [{ from = district }]";
    private static final String ITEMS = "cascade_catalog_items_total{direction=\"out\",domain=\"city\",result=\"%s\"}";

    private final LoopbackSubnet subnet = LoopbackSubnet.next();
    private final String gateway = subnet.host(1);
    private final String city = subnet.host(3);
    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, city, UPPER_ID, gateway);
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        loop.close();
    }

    private void open(String settings, String... more) {
        start(settings, more);
        await().until(() -> lab.isOnline("city"));
    }

    private void start(String settings, String... more) {
        var parts = new ArrayList<>(List.of(more));
        parts.add(CatalogLab.upper("city", UPPER_ID, city, settings));
        parts.add(CatalogLab.lower("district", LOWER_ID, subnet.host(2), ""));
        lab = CatalogLab.start(loop, gateway, parts.toArray(String[]::new));
        loop.run(() -> lab.catalogs.tree().online("district", true));
    }

    private void collected(CatalogItem... items) {
        loop.run(() -> lab.catalogs.tree().replace("district", List.of(items)));
    }

    private void notified(CatalogItem... items) {
        loop.run(() -> lab.catalogs.tree().apply("district", List.of(items)));
    }

    @Test
    @Clause(value = "9.5 catalog", part = "answered")
    @Clause("list catalog platform")
    void answersAQueryInPartsThatFitIntoADatagram() {
        open(SHARE + ", catalog { items-per-message = 4, max-message = 2000B }");
        var cameras = new CatalogItem[20];
        for (int i = 0; i < cameras.length; i++) {
            cameras[i] = camera("3728060000132%07d".formatted(i), LOWER_ID).build();
        }
        collected(cameras);

        int status =
                upper.message(CatalogQuery.of(17430, id(CatalogLab.GATEWAY_ID))).status();

        assertThat(status).isEqualTo(200);
        List<CatalogItem> items = collect(17430, CatalogLab.GATEWAY_ID);
        assertThat(items).hasSize(21);
        assertThat(items.getFirst().deviceId()).isEqualTo(id(CatalogLab.GATEWAY_ID));
        assertThat(items.getFirst().parentIds()).isEmpty();
        assertThat(items.subList(1, 21))
                .allSatisfy(item -> assertThat(item.parentIds()).containsExactly(id(CatalogLab.GATEWAY_ID)));
        assertThat(upper.messages(CatalogResponse.class))
                .allSatisfy(part -> {
                    assertThat(part.sumNum()).hasValue(21);
                    assertThat(part.items()).hasSizeLessThanOrEqualTo(4);
                })
                .anySatisfy(part -> assertThat(part.items()).hasSizeGreaterThan(1));
        assertThat(upper.received("MESSAGE")).allSatisfy(request -> {
            assertThat(SipWriter.write(request)).hasSizeLessThanOrEqualTo(2000);
            assertThat(request.uri().user()).isEqualTo(UPPER_ID);
            assertThat(request.from().uri().user()).isEqualTo(CatalogLab.GATEWAY_ID);
            assertThat(request.to().uri().user()).isEqualTo(UPPER_ID);
        });
        await().until(() -> lab.metric(ITEMS.formatted("acked")) == 21);
        assertThat(lab.metric(ITEMS.formatted("sent"))).isEqualTo(21);
    }

    @Test
    void sendsNoMorePartsThanTheWindowHolds() {
        open(SHARE + ", catalog { items-per-message = 1, window = 2, late-window = 0 }");
        collected(
                camera("37280600001320000001").build(),
                camera("37280600001320000002").build(),
                camera("37280600001320000003").build(),
                camera("37280600001320000004").build());
        Deque<ServerTransaction> unanswered = new ArrayDeque<>();
        var most = new AtomicInteger();
        upper.on("MESSAGE", transaction -> {
            unanswered.add(transaction);
            most.accumulateAndGet(parts(unanswered), Math::max);
            // only then, so that a third part would have had every chance to come
            loop.vertx().setTimer(50, late -> upper.agree(unanswered.remove()));
        });

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(5);
        assertThat(most).hasValue(2);
    }

    @Test
    @FieldReport(value = "load 9", part = "a part that is lost holds up no other")
    void sendsOnWhileAPartsAnswerIsLate() {
        open(SHARE + ", catalog { items-per-message = 1, window = 1, late-window = 2 }");
        collected(
                camera("37280600001320000001").build(),
                camera("37280600001320000002").build(),
                camera("37280600001320000003").build());
        Deque<ServerTransaction> unanswered = new ArrayDeque<>();
        upper.on("MESSAGE", transaction -> {
            if (unanswered.isEmpty()) {
                unanswered.add(transaction);
            } else {
                upper.agree(transaction);
            }
        });

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(4);
    }

    @Test
    @FieldReport(value = "load 9", part = "sent again")
    void sendsAPartAgainThatTheUpperLeftUnansweredOrRefusedForTheMoment() {
        open(SHARE + ", catalog { items-per-message = 1, window = 1, late-window = 0 }");
        collected(camera("37280600001320000001").build());
        var tries = new AtomicInteger();
        upper.on("MESSAGE", transaction -> {
            switch (tries.incrementAndGet()) {
                case 1 -> ScriptedPlatform.keepSilent().accept(transaction);
                case 2 ->
                    transaction.respond(
                            transaction.answer(503).header("Retry-After", "1").build());
                default -> upper.agree(transaction);
            }
        });

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> lab.metric(ITEMS.formatted("acked")) == 2);
        assertThat(tries).hasValue(4);
        assertThat(lab.metric(ITEMS.formatted("sent"))).isEqualTo(2);
        assertThat(lab.metric(ITEMS.formatted("abandoned"))).isZero();
        assertThat(lab.rejected("city", "catalog-not-taken")).isEqualTo(2);
    }

    @Test
    void sendsOnePartAfterTheAnswerToTheOtherWhereTheProfileSaysSo() {
        open(SHARE + ", catalog { items-per-message = 1, window = 8 }, quirks { catalog-order = serial }");
        collected(
                camera("37280600001320000001").build(),
                camera("37280600001320000002").build());
        Deque<ServerTransaction> unanswered = new ArrayDeque<>();
        var most = new AtomicInteger();
        upper.on("MESSAGE", transaction -> {
            unanswered.add(transaction);
            most.accumulateAndGet(parts(unanswered), Math::max);
            // later than T1, so that a second part would have had every chance to come
            loop.vertx().setTimer(100, late -> upper.agree(unanswered.remove()));
        });

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(3);
        assertThat(most).hasValue(1);
    }

    @Test
    @Clause(value = "9.5 catalog", part = "a system, and what is not there")
    @Clause("list catalog group")
    void answersForOneNodeAndForWhatIsNotThere() {
        open(SHARE);
        collected(
                node(ORG).build(), camera(CAMERA, ORG).build(), camera(CAMERA_2).build());

        upper.message(CatalogQuery.of(1, id(ORG)));
        assertThat(idsOf(collect(1, ORG))).containsExactly(ORG, CAMERA);

        upper.forgetReceived();
        int status =
                upper.message(CatalogQuery.of(2, id("37280600001329999999"))).status();
        assertThat(status).isEqualTo(200);
        await().until(() -> !upper.messages(CatalogResponse.class).isEmpty());
        assertThat(upper.messages(CatalogResponse.class)).singleElement().satisfies(answer -> {
            assertThat(answer.sumNum()).hasValue(0);
            assertThat(answer.items()).isEmpty();
        });
        assertThat(upper.received("MESSAGE").getLast().bodyText()).doesNotContain("DeviceList");
    }

    @Test
    @Clause(value = "9.5 catalog", part = "a civil code")
    @Clause("list catalog civil code")
    void answersForACivilCodeWithTheCamerasOfThatArea() {
        open(SHARE);
        collected(
                camera(CAMERA).civilCode("370102").build(),
                camera(CAMERA_2).civilCode("370203").build());

        upper.message(CatalogQuery.of(1, id("3701")));

        assertThat(idsOf(collect(1, "3701"))).containsExactly(CAMERA);
    }

    @Test
    void keepsToTheCatalogOfTheMomentWhileItAnswers() {
        open(SHARE + ", catalog { items-per-message = 1, window = 1 }");
        collected(camera(CAMERA).build(), camera(CAMERA_2).build());
        upper.on("MESSAGE", transaction -> {
            lab.catalogs.tree().replace("district", List.of());
            upper.agree(transaction);
        });

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(3);
    }

    @Test
    void answersAQueryThatCameBeforeTheAnswerToOurRegistration() {
        upper.on("REGISTER", ScriptedPlatform.refuse(503));
        start(SHARE + ", register.retry = 1s");
        collected(camera(CAMERA).build());
        await().until(() -> !upper.received("REGISTER").isEmpty());

        assertThat(upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(200);
        upper.on("REGISTER", upper::agree);

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(2);
    }

    @Test
    void givesUpAnAnswerThatNobodyTakes() {
        open(SHARE + ", catalog { items-per-message = 1, window = 2, late-window = 0 }");
        collected(
                camera("37280600001320000001").build(),
                camera("37280600001320000002").build(),
                camera("37280600001320000003").build());
        upper.on("MESSAGE", ScriptedPlatform.keepSilent());

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> lab.metric(ITEMS.formatted("abandoned")) == 4);
        assertThat(lab.metric(ITEMS.formatted("sent")))
                .as("the last part never left")
                .isLessThan(4);
        assertThat(lab.rejected("city", "catalog-not-taken")).isGreaterThanOrEqualTo(2);

        upper.on("MESSAGE", upper::agree);
        upper.forgetReceived();
        upper.message(CatalogQuery.of(2, id(CatalogLab.GATEWAY_ID)));
        assertThat(collect(2, CatalogLab.GATEWAY_ID)).hasSize(4);
    }

    @Test
    @Clause(value = "9.5", part = "of the platform itself")
    void answersADeviceInfoAndDeviceStatusForItself() {
        open(SHARE);
        collected(camera(CAMERA).build(), node(ORG).build());

        upper.message(new DeviceInfoQuery(5, id(CatalogLab.GATEWAY_ID), List.of()));
        await().until(() -> !upper.messages(DeviceInfoResponse.class).isEmpty());
        assertThat(upper.messages(DeviceInfoResponse.class)).singleElement().satisfies(info -> {
            assertThat(info.sn()).isEqualTo(5);
            assertThat(info.result()).contains("OK");
            assertThat(info.deviceName()).contains("cascade-gateway");
            assertThat(info.channel()).contains("1");
        });

        upper.message(new DeviceStatusQuery(6, id(CatalogLab.GATEWAY_ID), List.of()));
        await().until(() -> !upper.messages(DeviceStatusResponse.class).isEmpty());
        assertThat(upper.messages(DeviceStatusResponse.class)).singleElement().satisfies(status -> {
            assertThat(status.sn()).isEqualTo(6);
            assertThat(status.online()).contains("ONLINE");
        });
    }

    @Test
    @FieldReport(value = "wvp 7", part = "in the answer")
    @FieldReport(value = "operator 14", part = "in the answer")
    void refusesWhatItCannotAnswerInPlainWords() {
        open(SHARE + ", permissions = [live]");
        collected(camera(CAMERA).build());

        assertRefused(upper.message(new DeviceInfoQuery(5, id(CAMERA_2), List.of())), 404, "unknown-channel");
        assertRefused(upper.message(new DeviceStatusQuery(6, id(CAMERA), List.of())), 403, "not-permitted");
        byte[] broadcast = "<Notify><CmdType>Broadcast</CmdType><SN>1</SN><SourceID>1</SourceID></Notify>"
                .getBytes(StandardCharsets.US_ASCII);
        SipResponse refused = upper.message(broadcast);
        assertRefused(refused, 501, "unsupported-command");
        assertThat(refused.header("Warning").orElseThrow())
                .contains("Notify Broadcast is not served (channel none, SN 1)");
    }

    @Test
    @FieldReport(value = "F45", part = "of ours: a change is told once more after the answer that it overtook")
    void tellsAgainAfterAnAnswerWhatChangedBesideIt() {
        open(SHARE + ", catalog { items-per-message = 1, window = 1, late-window = 0 }");
        collected(camera(CAMERA).build(), camera(CAMERA_2).build());
        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);
        var held = new ArrayDeque<ServerTransaction>();
        upper.on("MESSAGE", held::add);
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));
        await().until(() -> !lab.get(held::isEmpty));

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        await().until(() -> events().equals(List.of("OFF " + CAMERA)));
        upper.on("MESSAGE", upper::agree);

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(3);
        await().until(() -> events().equals(List.of("OFF " + CAMERA, "OFF " + CAMERA)));
    }

    @Test
    void answersOtherQueriesWhilePartsOfACatalogWaitForTheirAnswers() {
        open(SHARE + ", catalog { items-per-message = 1, window = 2 }", "gateway.catalog.response-timeout = 20s");
        collected(camera(CAMERA).build(), camera(CAMERA_2).build());
        upper.on("MESSAGE", transaction -> {
            if (!transaction.request().bodyText().contains("<CmdType>Catalog</CmdType>")) {
                upper.agree(transaction);
            }
        });
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));
        await().until(() -> !upper.messages(CatalogResponse.class).isEmpty());

        upper.message(new DeviceInfoQuery(5, id(CatalogLab.GATEWAY_ID), List.of()));

        await().until(() -> !upper.messages(DeviceInfoResponse.class).isEmpty());
    }

    @Test
    @Clause(value = "list catalog tcp", part = "TCP")
    void fillsMoreOfAMessageOverTcp() {
        open(SHARE + ", transport = tcp, quirks { initial-notify = all }", "gateway.catalog.response-timeout = 20s");
        collected(IntStream.range(0, 30)
                .mapToObj(i -> camera("3728060000132%07d".formatted(i)).build())
                .toArray(CatalogItem[]::new));
        var transports = new ArrayList<SipTransport>();
        upper.on("NOTIFY", transaction -> {
            transports.add(transaction.source().transport());
            upper.agree(transaction);
        });
        upper.on("MESSAGE", transaction -> {
            transports.add(transaction.source().transport());
            upper.agree(transaction);
        });

        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);
        await().until(() -> events().size() == 31);
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));
        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(31);

        assertThat(notifications()).hasSize(1);
        assertThat(upper.messages(CatalogResponse.class))
                .as("four a part, for readers of a fixed number")
                .hasSize(8);
        assertThat(lab.get(() -> Set.copyOf(transports))).containsExactly(SipTransport.TCP);
    }

    @Test
    @FieldReport(value = "load 9", part = "a hundred changes of one channel are one")
    void tellsAChannelThatFlapsAHundredTimesInAMomentOnce() {
        open(SHARE, "gateway.catalog.notify-delay = 1s");
        collected(camera(CAMERA).build());
        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);

        loop.run(() -> {
            for (int i = 0; i < 101; i++) {
                lab.catalogs
                        .tree()
                        .apply(
                                "district",
                                List.of(CatalogItem.of(id(CAMERA), i % 2 == 0 ? CatalogEvent.OFF : CatalogEvent.ON)));
            }
        });
        await().until(() -> !events().isEmpty());
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.DEL));

        await().until(() -> events().contains("DEL " + CAMERA));
        assertThat(events()).containsExactly("OFF " + CAMERA, "DEL " + CAMERA);
    }

    @Test
    @FieldReport(value = "load 9", part = "told one after the other where the upper insists on the order of CSeq")
    void tellsOneAfterTheOtherWhereTheUpperRefusesANotifyThatCameBehindANewerOne() {
        open(
                SHARE + ", quirks { initial-notify = all }",
                "gateway.catalog { notify-batch = 1, retry = 10m, retry-max = 10m }");
        collected(IntStream.range(0, 10)
                .mapToObj(i -> camera("3728060000132%07d".formatted(i)).build())
                .toArray(CatalogItem[]::new));
        var seen = new AtomicInteger();
        upper.on("NOTIFY", transaction -> {
            if (seen.getAndIncrement() == 0) {
                // later than its followers, as a lost one that comes again
                loop.vertx().setTimer(100, late -> ScriptedPlatform.refuse(500).accept(transaction));
            } else {
                upper.agree(transaction);
            }
        });

        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);

        await().until(() -> events().size() == 12);
        assertThat(events().stream().distinct()).hasSize(11);
    }

    @Test
    @Clause(value = "9.11.3", part = "subscribed to")
    void acceptsASubscriptionWithEventAndExpiresAsTheyWere() {
        open(SHARE);
        collected(camera(CAMERA).build());

        SipResponse accepted = subscribe("Catalog;id=945357", "1800", CatalogLab.GATEWAY_ID);

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Event")).contains("Catalog;id=945357");
        assertThat(accepted.header("Expires")).contains("1800");
        assertThat(accepted.to().tag()).isPresent();
        assertThat(accepted.contact().map(contact -> contact.uri().user())).contains(CatalogLab.GATEWAY_ID);
        assertThat(accepted.hasBody()).isFalse();
    }

    @Test
    @Clause(value = "9.11.3", part = "notified")
    @Clause("list catalog changes")
    void notifiesFirstWhatIsNotOnThenWhatChanges() {
        open(SHARE + ", catalog.max-message = 2000B");
        collected(camera(CAMERA).build(), camera(CAMERA_2).status("OFF").build());
        SipRequest subscribe = subscribe("Catalog;id=7", "600");
        SipResponse accepted = upper.send(subscribe);

        await().until(() -> notifications().size() == 1);
        assertThat(notifications().getFirst().items()).containsExactly(CatalogItem.of(id(CAMERA_2), CatalogEvent.OFF));
        SipRequest notify = upper.received("NOTIFY").getFirst();
        assertThat(notify.callId()).isEqualTo(subscribe.callId());
        assertThat(notify.from().tag()).isEqualTo(accepted.to().tag());
        assertThat(notify.to().tag()).isEqualTo(subscribe.from().tag());
        assertThat(notify.uri().user()).isEqualTo(UPPER_ID);
        assertThat(notify.header("Event")).contains("Catalog;id=7");
        assertThat(notify.header("Subscription-State").orElseThrow()).matches("active;expires=(600|599)");

        notified(
                CatalogItem.of(id(CAMERA), CatalogEvent.OFF),
                camera(ORG).event(CatalogEvent.ADD).build(),
                CatalogItem.of(id(CAMERA_2), CatalogEvent.DEL));

        await().until(() -> notifications().size() == 2);
        CatalogNotify change = notifications().get(1);
        assertThat(change.deviceId()).isEqualTo(id(CatalogLab.GATEWAY_ID));
        assertThat(change.sumNum()).hasValue(3);
        assertThat(change.items())
                .extracting(item -> item.event().orElseThrow() + " " + item.deviceId())
                .containsExactlyInAnyOrder("DEL " + CAMERA_2, "OFF " + CAMERA, "ADD " + ORG);
        assertThat(upper.received("NOTIFY").get(1).cseq().number())
                .isEqualTo(notify.cseq().number() + 1);
    }

    @Test
    void keepsASubscriptionThatIsRefreshedAndEndsItWhenAsked() {
        open(SHARE);
        collected(camera(CAMERA).build());
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);

        SipResponse refreshed = upper.send(again(subscribe, accepted, "900"));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.header("Expires")).contains("900");
        assertThat(refreshed.to().tag()).isEqualTo(accepted.to().tag());
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        await().until(() -> notifications().size() == 1);

        SipResponse ended = upper.send(again(subscribe, accepted, "0"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.header("Expires")).contains("0");
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.ON));
        await().during(Duration.ofMillis(200)).until(() -> notifications().size() == 1);

        assertThat(upper.send(again(subscribe, accepted, "600")).status())
                .as("it is gone")
                .isEqualTo(481);
    }

    @Test
    void endsASubscriptionWithoutTheTagThatItGave() {
        open(SHARE);
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);

        SipResponse ended = upper.send(subscribe.toBuilder()
                .vias(List.of())
                .cseq(subscribe.cseq().number() + 1)
                .replaceHeader("Expires", "0")
                .build());

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.to().tag()).isEqualTo(accepted.to().tag());
        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(481);
    }

    @Test
    void dropsASubscriptionThatRunsOut() {
        open(SHARE, "gateway.catalog.max-subscriptions = 1");
        SipRequest subscribe = subscribe("Catalog", "1");
        SipResponse accepted = upper.send(subscribe);
        assertThat(accepted.status()).isEqualTo(200);
        collected(node(ORG).build());
        assertThat(subscribe("Catalog", "600", ORG).status()).isEqualTo(503);

        await().until(() -> subscribe("Catalog", "600", ORG).status() == 200);

        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(481);
    }

    @Test
    void dropsASubscriptionThatTheUpperDoesNotKnow() {
        open(SHARE);
        collected(camera(CAMERA).build());
        upper.on("NOTIFY", ScriptedPlatform.refuse(481));
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        await().until(() -> lab.rejected("city", "catalog-not-taken") == 1);

        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(481);
    }

    @Test
    void dropsASubscriptionWhoseNotificationsStayUnanswered() {
        open(SHARE, "gateway.catalog.notify-attempts = 2");
        collected(camera(CAMERA).build());
        upper.on("NOTIFY", ScriptedPlatform.keepSilent());
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        await().until(() -> upper.received("NOTIFY").size() == 3);

        assertThat(upper.received("NOTIFY")
                        .getLast()
                        .header("Subscription-State")
                        .orElseThrow())
                .startsWith("terminated;reason=probation");
        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(481);
    }

    @Test
    void keepsSeveralSubscriptionsEachWithItsScope() {
        open(SHARE);
        collected(
                node(ORG).build(), camera(CAMERA, ORG).build(), camera(CAMERA_2).build());
        assertThat(subscribe("Catalog;id=1", "600", CatalogLab.GATEWAY_ID).status())
                .isEqualTo(200);
        assertThat(subscribe("Catalog;id=2", "600", ORG).status()).isEqualTo(200);

        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF), CatalogItem.of(id(CAMERA_2), CatalogEvent.OFF));

        await().until(() -> upper.received("NOTIFY").size() == 2);
        assertThat(upper.received("NOTIFY")).allSatisfy(notify -> {
            var body = (CatalogNotify) Manscdp.read(notify.body());
            boolean whole = notify.header("Event").orElseThrow().equals("Catalog;id=1");
            assertThat(body.deviceId()).isEqualTo(id(whole ? CatalogLab.GATEWAY_ID : ORG));
            assertThat(idsOf(body.items()))
                    .containsExactlyElementsOf(whole ? List.of(CAMERA, CAMERA_2) : List.of(CAMERA));
        });
    }

    @Test
    void takesPresenceForTheCatalogAndRefusesOtherEvents() {
        open(SHARE);

        assertThat(subscribe("presence", "600", CatalogLab.GATEWAY_ID).header("Event"))
                .contains("presence");
        SipResponse refused = subscribe("Alarm", "600", CatalogLab.GATEWAY_ID);
        assertThat(refused.status()).isEqualTo(489);
        assertThat(refused.header("Allow-Events")).contains("presence, Catalog");
        assertThat(upper.send(
                                request -> request.header("Event", "presence")
                                        .header("Expires", "600")
                                        .body("Application/MANSCDP+xml", body("VendorEvent")),
                                "SUBSCRIBE")
                        .status())
                .isEqualTo(489);
        assertThat(lab.rejected("city", "bad-event")).isEqualTo(2);
    }

    @Test
    void refusesSubscriptionsToNothingAndBeyondTheLimit() {
        open(SHARE, "gateway.catalog.max-subscriptions = 1");

        assertRefused(subscribe("Catalog", "600", CAMERA), 404, "unknown-channel");
        collected(node(ORG).build());
        assertThat(subscribe("Catalog", "600", CatalogLab.GATEWAY_ID).status()).isEqualTo(200);
        assertRefused(subscribe("Catalog", "600", ORG), 503, "catalog-busy");
    }

    @Test
    void notifiesEveryItemFirstWhereTheProfileSaysSo() {
        open(SHARE + ", quirks { initial-notify = all }");
        collected(camera(CAMERA).build(), camera(CAMERA_2).status("OFF").build());

        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);

        await().until(() ->
                notifications().stream().mapToInt(part -> part.items().size()).sum() == 3);
        assertThat(notifications())
                .flatExtracting(CatalogNotify::items)
                .allSatisfy(item -> assertThat(item.event()).contains(CatalogEvent.ADD));
    }

    @Test
    void tellsWhatChangesWhileItTellsHowThingsAreAtTheBeginningAfterThat() {
        open(
                SHARE + ", transport = tcp, quirks { initial-notify = all }",
                "gateway.catalog { notify-delay = 1ms, response-timeout = 20s }");
        collected(IntStream.range(0, 9_000)
                .mapToObj(i -> camera("3728060000132%07d".formatted(i)).build())
                .toArray(CatalogItem[]::new));
        String first = "37280600001320000000";
        String last = "37280600001320008999";
        await().until(() -> lab.get(() -> !lab.catalogs.view("city").isBehind()));
        List<String> told = new CopyOnWriteArrayList<>();
        upper.on("NOTIFY", transaction -> {
            // the first one comes amid the turns; this is the loop
            if (told.isEmpty()) {
                lab.catalogs
                        .tree()
                        .apply(
                                "district",
                                List.of(
                                        CatalogItem.of(id(first), CatalogEvent.OFF),
                                        CatalogItem.of(id(last), CatalogEvent.DEL)));
            }
            told.addAll(
                    events((CatalogNotify) Manscdp.read(transaction.request().body())));
            upper.agree(transaction);
        });

        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);

        await().until(() -> told.containsAll(List.of("OFF " + first, "DEL " + last, "ADD 37280600001320008998")));
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.indexOf("OFF " + first)).isGreaterThan(told.indexOf("ADD " + first));
        assertThat(told.stream().filter(event -> event.endsWith(last)).toList().getLast())
                .isEqualTo("DEL " + last);
    }

    @Test
    void endsTheSubscriptionsOfAnUpperThatIsGone() {
        open(
                SHARE + ", keepalive { interval = 1s, max-missed = 1 }, register.retry = 1s",
                "gateway.catalog.resume-grace = 0s");
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);

        goesAway();
        comesBack();

        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(481);
    }

    @Test
    void goesOnWithTheSubscriptionsAndTheAnswersOfAnUpperThatIsSoonBack() {
        open(
                SHARE + ", keepalive { interval = 1s, max-missed = 1 }, register.retry = 1s"
                        + ", catalog { items-per-message = 1, window = 1 }",
                "gateway.catalog { part-attempts = 100, notify-attempts = 100 }");
        collected(camera(CAMERA).build(), camera(CAMERA_2).build());
        SipRequest subscribe = subscribe("Catalog", "600");
        SipResponse accepted = upper.send(subscribe);
        upper.on("NOTIFY", ScriptedPlatform.keepSilent());

        upper.on("MESSAGE", ScriptedPlatform.keepSilent());
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));
        goesAway();
        notified(CatalogItem.of(id(CAMERA), CatalogEvent.OFF));
        comesBack();

        assertThat(collect(1, CatalogLab.GATEWAY_ID)).hasSize(3);
        await().until(() -> events().contains("OFF " + CAMERA));
        assertThat(upper.send(again(subscribe, accepted, "600")).status()).isEqualTo(200);
    }

    private void goesAway() {
        upper.on("MESSAGE", ScriptedPlatform.keepSilent());
        upper.on("REGISTER", ScriptedPlatform.refuse(503));
        await().until(() -> !lab.isOnline("city"));
    }

    private void comesBack() {
        upper.on("MESSAGE", upper::agree);
        upper.on("NOTIFY", upper::agree);
        upper.on("REGISTER", upper::agree);
        await().until(() -> lab.isOnline("city"));
    }

    @Test
    void tellsTheSubscribersOfALowerThatLeavesTheConfigurationAndReturns() {
        open(SHARE);
        collected(camera(CAMERA).build(), camera(CAMERA_2).build());
        subscribe("Catalog", "600", CatalogLab.GATEWAY_ID);
        var lower = lab.get(() -> lab.domains.lower("district").orElseThrow());

        loop.await(() -> lab.catalogs.onRemoved(lower));

        await().until(() -> events().equals(List.of("DEL " + CAMERA, "DEL " + CAMERA_2)));
        assertThat(lab.get(() -> lab.catalogs.tree().lowers())).isEmpty();

        loop.run(() -> lab.catalogs.onAdded(lower));
        loop.run(() -> lab.catalogs.tree().online("district", true));
        collected(camera(CAMERA).build());
        await().until(() -> events().contains("ADD " + CAMERA));
    }

    @Test
    void endsTheSubscriptionsOfAnUpperThatLeavesTheConfigurationAndSaysSo() {
        open(SHARE);
        subscribe("Catalog;id=7", "600", CatalogLab.GATEWAY_ID);
        var city = lab.get(() -> lab.domains.upper("city").orElseThrow());

        loop.run(() -> lab.catalogs.onRemoved(city));

        await().until(() -> upper.received("NOTIFY").size() == 1);
        SipRequest last = upper.received("NOTIFY").getFirst();
        assertThat(last.header("Event")).contains("Catalog;id=7");
        assertThat(last.header("Subscription-State")).contains("terminated;reason=noresource");
        assertThat(last.hasBody()).isFalse();
    }

    private List<String> events() {
        return notifications().stream()
                .flatMap(notify -> events(notify).stream())
                .toList();
    }

    private static List<String> events(CatalogNotify notify) {
        return notify.items().stream()
                .map(item -> item.event().orElseThrow() + " " + item.deviceId())
                .toList();
    }

    private List<CatalogNotify> notifications() {
        return upper.messages(CatalogNotify.class);
    }

    /** Waits for all parts of an answer and puts them together as an upper does. */
    private List<CatalogItem> collect(long sn, String deviceId) {
        await().until(() -> collector(sn).isComplete());
        assertThat(upper.messages(CatalogResponse.class)).allSatisfy(part -> {
            assertThat(part.sn()).isEqualTo(sn);
            assertThat(part.deviceId()).isEqualTo(id(deviceId));
        });
        return collector(sn).items();
    }

    private CatalogCollector collector(long sn) {
        var collector = new CatalogCollector(sn, 10_000);
        upper.messages(CatalogResponse.class).forEach(collector::add);
        return collector;
    }

    private SipRequest subscribe(String event, String expires) {
        return upper.request("SUBSCRIBE")
                .header("Event", event)
                .header("Expires", expires)
                .body("Application/MANSCDP+xml", Manscdp.bytes(CatalogQuery.of(945357, id(CatalogLab.GATEWAY_ID))))
                .build();
    }

    private SipResponse subscribe(String event, String expires, String deviceId) {
        return upper.send(subscribe(event, expires).toBuilder()
                .body(Manscdp.bytes(CatalogQuery.of(945357, id(deviceId))))
                .build());
    }

    /** The same SUBSCRIBE once more in the dialog that it made. */
    private static SipRequest again(SipRequest subscribe, SipResponse accepted, String expires) {
        return subscribe.toBuilder()
                .vias(List.of())
                .to(NameAddr.tagged(subscribe.to().uri(), accepted.to().tag().orElseThrow()))
                .cseq(subscribe.cseq().number() + 1)
                .replaceHeader("Expires", expires)
                .build();
    }

    private void assertRefused(SipResponse response, int status, String kind) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Warning").orElseThrow()).startsWith("399 ");
        assertThat(lab.rejected("city", kind)).isEqualTo(1);
    }

    private static byte[] body(String command) {
        return "<Query><CmdType>%s</CmdType><SN>1</SN><DeviceID>%s</DeviceID></Query>"
                .formatted(command, CatalogLab.GATEWAY_ID)
                .getBytes(CatalogConfigs.GB2312);
    }

    /** How many parts wait for their answer: one that is late is repeated, which makes it no other part. */
    private static int parts(Deque<ServerTransaction> unanswered) {
        return (int) unanswered.stream()
                .map(waiting -> waiting.request().callId())
                .distinct()
                .count();
    }
}
