package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogParts.ids;
import static cascade.gateway.catalog.CatalogParts.items;
import static cascade.gateway.catalog.CatalogParts.part;
import static cascade.gateway.catalog.CatalogParts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway as the upper of a lower platform that a script plays. */
class CollectingIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String GATEWAY = SUBNET.host(1);
    private static final String LOWER = SUBNET.host(2);
    private static final String LOWER_ID = "37280600002000000001";
    private static final String QUIET = "catalog.subscribe = false";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform lower = CatalogLab.platform(loop, LOWER, LOWER_ID, GATEWAY);
    private final AtomicReference<String> dialogTag = new AtomicReference<>("");
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        lower.close();
        loop.close();
    }

    private void open(String settings) {
        lab = CatalogLab.start(loop, GATEWAY, CatalogLab.lower("district", LOWER_ID, LOWER, settings));
    }

    @Test
    @Clause(value = "9.5 catalog", part = "asked")
    void putsThreePartsTogetherThoughOneComesTwiceAndInAnyOrder() {
        open(QUIET);
        lower.on("MESSAGE", answering(query -> {
            lower.post(part(query, 7, 3, 6));
            lower.post(part(query, 7, 0, 3));
            lower.post(part(query, 7, 3, 6));
            lower.post(part(query, 7, 6, 7));
        }));

        lower.register(3600);

        await().until(() -> lab.channels("district").size() == 7);
        assertThat(lab.channels("district")).containsExactlyInAnyOrderElementsOf(ids(0, 7));
        CatalogQuery query = lower.messages(CatalogQuery.class).getFirst();
        assertThat(query.deviceId()).isEqualTo(id(LOWER_ID));
        assertThat(lab.metric("cascade_channels{domain=\"district\",status=\"on\"}"))
                .isEqualTo(7);
    }

    @Test
    void takesTwoEqualAnswersForCompleteThoughTheyAnnounceMore() {
        open(QUIET);
        lower.on("MESSAGE", answering(query -> lower.post(part(query, 4, 0, 4))));
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 4);
        lower.on("MESSAGE", answering(query -> lower.post(part(query, 9, 0, 2))));

        lower.register(3600);

        await().until(() -> lab.channels("district").equals(ids(0, 2)));
        assertThat(lab.rejected("district", "catalog-incomplete")).isZero();
    }

    @Test
    void waitsForMoreWhenAnAnswerDoesNotSayHowLongItIs() {
        open(QUIET);
        lower.on("MESSAGE", answering(query -> {
            lower.post(new CatalogResponse(query.sn(), query.deviceId(), OptionalInt.empty(), items(0, 2), List.of()));
            lower.post(new CatalogResponse(query.sn(), query.deviceId(), OptionalInt.empty(), items(2, 4), List.of()));
        }));

        lower.register(3600);

        await().until(() -> lab.channels("district").equals(ids(0, 4)));
    }

    @Test
    void addsWhatComesAfterAnAnswerThatCalledItselfComplete() {
        open(QUIET);
        lower.on("MESSAGE", answering(query -> {
            lower.post(part(query, 1, 0, 1));
            lower.post(part(query, 3, 1, 3));
        }));

        lower.register(3600);

        await().until(() -> lab.channels("district").size() == 3);
    }

    @Test
    void asksAgainLaterWhenThereIsNoAnswerAtAll() {
        open(QUIET);
        var asked = new AtomicInteger();
        lower.on("MESSAGE", answering(query -> {
            if (asked.incrementAndGet() == 3) {
                lower.post(part(query, 2, 0, 2));
            }
        }));

        lower.register(3600);

        await().until(() -> lab.channels("district").size() == 2);
        assertThat(lab.rejected("district", "catalog-query-failed")).isEqualTo(1);
    }

    @Test
    void readsACatalogWhoseQueryWasNeverAcknowledged() {
        open(QUIET);
        var asked = new AtomicInteger();
        lower.on("MESSAGE", transaction -> {
            if (asked.incrementAndGet() == 1) {
                lower.post(part(query(transaction), 2, 0, 2));
            }
        });

        lower.register(3600);

        await().until(() -> lab.channels("district").size() == 2);
    }

    @Test
    void acceptsAndCountsACatalogThatNobodyAskedFor() {
        open(QUIET);
        lower.register(3600);

        int status = lower.message(CatalogResponse.part(4711, id(LOWER_ID), 1, items(0, 1)))
                .status();

        assertThat(status).isEqualTo(200);
        assertThat(lab.rejected("district", "catalog-unknown-sn")).isEqualTo(1);
        assertThat(lab.channels("district")).isEmpty();
    }

    @Test
    void refusesQueriesOfALowerAndControlsThatItSends() {
        open(QUIET);
        lower.register(3600);

        assertThat(lower.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(403);
        byte[] control = "<Control><CmdType>Vendor</CmdType><SN>1</SN><DeviceID>%s</DeviceID></Control>"
                .formatted(LOWER_ID)
                .getBytes(CatalogConfigs.GB2312);
        assertThat(lower.message(control).status()).isEqualTo(501);
        assertThat(lab.rejected("district", "unsupported-command")).isEqualTo(1);
    }

    @Test
    @Clause(value = "9.11.3", part = "subscribing")
    void subscribesWhenALowerRegistersAndRefreshesInTheDialog() {
        open("catalog { query-on-register = false, subscribe-expires = 1s }");
        lower.on("SUBSCRIBE", this::accept);

        lower.register(3600);

        await().until(() -> lower.received("SUBSCRIBE").size() >= 2);
        SipRequest first = lower.received("SUBSCRIBE").get(0);
        SipRequest refresh = lower.received("SUBSCRIBE").get(1);
        long sn = lower.messages(CatalogQuery.class).getFirst().sn();
        assertThat(first.header("Event")).contains("Catalog;id=" + sn);
        assertThat(first.header("Expires")).contains("1");
        assertThat(first.uri().user()).isEqualTo(LOWER_ID);
        assertThat(first.from().uri().user()).isEqualTo(CatalogLab.GATEWAY_ID);
        assertThat(refresh.callId()).isEqualTo(first.callId());
        assertThat(refresh.to().tag()).contains(dialogTag.get());
        assertThat(refresh.cseq().number()).isEqualTo(first.cseq().number() + 1);
        assertThat(refresh.header("Event")).isEqualTo(first.header("Event"));
    }

    @Test
    void namesTheEventAsTheProfileSays() {
        open("catalog { query-on-register = false }, quirks { event-form = presence }");
        lower.register(3600);

        await().until(() -> !lower.received("SUBSCRIBE").isEmpty());
        assertThat(lower.received("SUBSCRIBE").getFirst().header("Event")).contains("presence");
    }

    @Test
    void subscribesAnewAndQueriesAgainWhenTheLowerForgotTheSubscription() {
        open("catalog { query-on-register = false, subscribe-expires = 1s }");
        lower.on("SUBSCRIBE", transaction -> {
            if (transaction.request().inDialog()) {
                ScriptedPlatform.refuse(481).accept(transaction);
            } else {
                accept(transaction);
            }
        });

        lower.register(3600);

        await().until(() -> lower.received("SUBSCRIBE").size() >= 3);
        SipRequest anew = lower.received("SUBSCRIBE").get(2);
        assertThat(anew.inDialog()).isFalse();
        assertThat(anew.callId())
                .isNotEqualTo(lower.received("SUBSCRIBE").getFirst().callId());
        await().until(() -> !lower.received("MESSAGE").isEmpty());
        assertThat(lab.rejected("district", "catalog-subscription-failed")).isPositive();
    }

    @Test
    void leavesALowerAloneThatKnowsNoSubscriptions() {
        open("catalog.query-on-register = false");
        lower.on("SUBSCRIBE", ScriptedPlatform.refuse(489));

        lower.register(3600);

        await().until(() -> lower.received("SUBSCRIBE").size() == 1);
        await().during(Duration.ofMillis(500))
                .until(() -> lower.received("SUBSCRIBE").size() == 1);
    }

    @Test
    void endsTheOldSubscriptionBeforeANewOneWhenTheLowerRegistersAnew() {
        open("catalog.query-on-register = false");
        lower.on("SUBSCRIBE", this::accept);
        lower.register(3600);
        await().until(() -> lower.received("SUBSCRIBE").size() == 1);

        lower.register(3600);

        await().until(() -> lower.received("SUBSCRIBE").size() == 3);
        SipRequest end = lower.received("SUBSCRIBE").get(1);
        SipRequest anew = lower.received("SUBSCRIBE").get(2);
        assertThat(end.inDialog()).isTrue();
        assertThat(end.header("Expires")).contains("0");
        assertThat(anew.inDialog()).isFalse();
    }

    @Test
    @Clause(value = "9.11.3", part = "of a lower")
    void doesWhatNotificationsSay() {
        SipRequest subscribe = subscribed();

        assertThat(notify(
                        subscribe,
                        camera("37280600001320000001").event(CatalogEvent.ADD).build()))
                .isEqualTo(200);
        assertThat(lab.state("district", "37280600001320000001")).isEqualTo(ChannelState.ON);

        notify(subscribe, CatalogItem.of(id("37280600001320000001"), CatalogEvent.OFF));
        assertThat(lab.state("district", "37280600001320000001")).isEqualTo(ChannelState.OFF);

        notify(
                subscribe,
                CatalogItem.of(id("37280600001320000001"), CatalogEvent.ON),
                camera("37280600001320000001")
                        .event(CatalogEvent.UPDATE)
                        .name("renamed")
                        .build());
        assertThat(lab.state("district", "37280600001320000001")).isEqualTo(ChannelState.ON);
        assertThat(lab.node("district", "37280600001320000001")
                        .orElseThrow()
                        .item()
                        .name())
                .contains("renamed");

        notify(subscribe, CatalogItem.of(id("37280600001320000001"), CatalogEvent.DEL));
        assertThat(lab.channels("district")).isEmpty();
        assertThat(lab.metric("cascade_catalog_items_total{direction=\"in\",domain=\"district\",result=\"received\"}"))
                .isEqualTo(5);
    }

    @Test
    void readsACatalogAnswerSentAsNotification() {
        SipRequest subscribe = subscribed();

        int status = lower.notify(
                        subscribe,
                        dialogTag.get(),
                        "active",
                        Optional.of(CatalogResponse.part(9, id(LOWER_ID), 2, items(0, 2))))
                .status();

        assertThat(status).isEqualTo(200);
        assertThat(lab.channels("district")).isEqualTo(ids(0, 2));
    }

    @Test
    void queriesOnceWhenAnUnknownChannelIsReportedOn() {
        SipRequest subscribe = subscribed();
        lower.on("MESSAGE", answering(query -> lower.post(part(query, 1, 0, 1))));

        notify(subscribe, CatalogItem.of(id(ids(0, 1).getFirst()), CatalogEvent.OFF));
        await().until(() -> lab.channels("district").equals(ids(0, 1)));
        notify(subscribe, CatalogItem.of(id("37280600001320000099"), CatalogEvent.ON));

        assertThat(lab.rejected("district", "catalog-unknown-item")).isEqualTo(2);
        assertThat(lower.received("MESSAGE")).hasSize(1);
    }

    @Test
    void acceptsANotificationInAnotherDialogFromALowerThatIsSubscribedTo() {
        SipRequest subscribe = subscribed();
        SipRequest other = subscribe.toBuilder().callId("another").build();

        assertThat(notify(
                        other,
                        camera("37280600001320000001").event(CatalogEvent.ADD).build()))
                .isEqualTo(200);
        assertThat(lab.channels("district")).hasSize(1);
    }

    @Test
    void refusesNotificationsThatNobodySubscribedTo() {
        open(QUIET);
        lower.register(3600);
        SipRequest never = unknownSubscription();

        assertThat(notify(
                        never,
                        camera("37280600001320000001").event(CatalogEvent.ADD).build()))
                .isEqualTo(481);
        assertThat(lab.rejected("district", "unknown-subscription")).isEqualTo(1);
    }

    @Test
    void takesUnaskedNotificationsWhereTheProfileSaysSo() {
        open(QUIET + ", quirks { accept-unsolicited-notify = true }");
        SipRequest never = unknownSubscription();
        assertThat(notify(
                        never,
                        camera("37280600001320000001").event(CatalogEvent.ADD).build()))
                .as("not registered")
                .isEqualTo(481);
        lower.register(3600);

        assertThat(notify(
                        never,
                        camera("37280600001320000001").event(CatalogEvent.ADD).build()))
                .isEqualTo(200);
        assertThat(lab.channels("district")).hasSize(1);
    }

    @Test
    void refusesNotificationsOfSomethingElse() {
        SipRequest subscribe = subscribed();
        ManscdpMessage position = Manscdp.read("""
                <Notify><CmdType>MobilePosition</CmdType><SN>1</SN><DeviceID>%s</DeviceID></Notify>
                """.formatted(LOWER_ID).getBytes(CatalogConfigs.GB2312));

        int status = lower.notify(subscribe, dialogTag.get(), "active", Optional.of(position))
                .status();

        assertThat(status).isEqualTo(489);
        assertThat(lab.rejected("district", "bad-event")).isEqualTo(1);
    }

    @Test
    void subscribesAnewWhenTheLowerEndsTheSubscription() {
        SipRequest subscribe = subscribed();

        int status = lower.notify(subscribe, dialogTag.get(), "terminated;reason=deactivated", Optional.empty())
                .status();

        assertThat(status).isEqualTo(200);
        await().until(() -> lower.received("SUBSCRIBE").size() == 2);
        assertThat(lower.received("SUBSCRIBE").get(1).inDialog()).isFalse();
    }

    @Test
    void turnsChannelsOffWhenTheLowerLeavesAndOnWhenItReturns() {
        SipRequest subscribe = subscribed();
        notify(subscribe, camera("37280600001320000001").event(CatalogEvent.ADD).build());

        lower.register(0);
        await().until(() -> lab.state("district", "37280600001320000001") == ChannelState.OFF);
        assertThat(lab.metric("cascade_channels{domain=\"district\",status=\"off\"}"))
                .isEqualTo(1);

        lower.register(3600);
        await().until(() -> lab.state("district", "37280600001320000001") == ChannelState.ON);
        await().until(() -> lower.received("SUBSCRIBE").size() == 2);
        assertThat(lower.received("SUBSCRIBE").get(1).inDialog()).isFalse();
    }

    @Test
    void endsTheSubscriptionWhenTheGatewayStops() {
        subscribed();

        loop.await(() -> lab.catalogs.close());

        assertThat(lower.received("SUBSCRIBE")).hasSize(2);
        assertThat(lower.received("SUBSCRIBE").get(1).inDialog()).isTrue();
        assertThat(lower.received("SUBSCRIBE").get(1).header("Expires")).contains("0");
    }

    private SipRequest subscribed() {
        open("catalog.query-on-register = false");
        lower.on("SUBSCRIBE", this::accept);
        lower.register(3600);
        await().until(() -> !lower.received("SUBSCRIBE").isEmpty());
        return lower.received("SUBSCRIBE").getFirst();
    }

    /** A SUBSCRIBE that the gateway never sent. */
    private SipRequest unknownSubscription() {
        SipRequest turned =
                lower.request("SUBSCRIBE").header("Event", "Catalog").build();
        return turned.toBuilder()
                .from(turned.to().withTag("nobody"))
                .to(NameAddr.of(turned.from().uri()))
                .build();
    }

    /** 200, and notes our tag of the dialog. */
    private void accept(ServerTransaction subscribe) {
        dialogTag.set(subscribe.request().to().tag().orElse(subscribe.localTag()));
        lower.agree(subscribe);
    }

    private int notify(SipRequest subscribe, CatalogItem... items) {
        return lower.notify(
                        subscribe,
                        dialogTag.get(),
                        "active;expires=3000",
                        Optional.of(CatalogNotify.of(7, id(LOWER_ID), List.of(items))))
                .status();
    }

    /** 200 to every MESSAGE; then, for a catalog query, what the script does. */
    private Consumer<ServerTransaction> answering(Consumer<CatalogQuery> script) {
        return transaction -> {
            lower.agree(transaction);
            script.accept(query(transaction));
        };
    }
}
