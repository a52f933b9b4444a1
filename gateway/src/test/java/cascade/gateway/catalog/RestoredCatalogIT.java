package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogParts.ids;
import static cascade.gateway.catalog.CatalogParts.part;
import static cascade.gateway.catalog.CatalogParts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lower's catalog over a restart of the gateway that keeps it, as an upper and the lower see it. */
class RestoredCatalogIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String UPPER_ID = "37280000002000000000";
    private static final String LOWER_ID = "37280600002000000001";
    /** More than are shown in one turn of the loop. */
    private static final int CHANNELS = 1_200;

    private static final String KEPT = "gateway.catalog { store-delay = 5ms, start-hold = 1h, restored-query = 1h }";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, SUBNET.host(3), UPPER_ID, GATEWAY);
    private final ScriptedPlatform lower = CatalogLab.platform(loop, SUBNET.host(2), LOWER_ID, GATEWAY);
    private final MemoryStore first = new MemoryStore();
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        lower.close();
        loop.close();
    }

    private CatalogLab open(MemoryStore store, String settings) {
        return CatalogLab.start(
                loop,
                GATEWAY,
                store,
                settings,
                CatalogLab.upper(
                        "city",
                        UPPER_ID,
                        SUBNET.host(3),
                        "share = [{ from = district }], catalog { items-per-message = 50, max-message = 60000B, window = 50 }"),
                CatalogLab.lower("district", LOWER_ID, SUBNET.host(2), "catalog.subscribe = false"));
    }

    /** A gateway that has collected the lower's catalog, and its successor, before anybody has registered. */
    private void restarted(String settings) {
        lowerAnswersWith(CHANNELS);
        lab = open(first, settings);
        lower.register(3_600);
        await().until(() -> lab.channels("district").size() == CHANNELS);
        lab.close();
        lower.forgetReceived();
        upper.forgetReceived();
        lab = open(first.restarted(), settings);
        await().until(() -> lab.isOnline("city"));
    }

    private void lowerAnswersWith(int channels) {
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            if (Manscdp.read(transaction.request().body()) instanceof CatalogQuery) {
                for (int from = 0; from < channels; from += 100) {
                    lower.post(part(query(transaction), channels, from, Math.min(channels, from + 100)));
                }
            }
        });
    }

    private void upperAsks() {
        assertThat(upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(200);
    }

    private List<CatalogItem> answered() {
        return upper.messages(CatalogResponse.class).stream()
                .flatMap(part -> part.items().stream())
                .toList();
    }

    private void upperSubscribes() {
        SipResponse ok = upper.send(
                subscribe -> subscribe
                        .header("Event", "Catalog;id=1")
                        .header("Expires", "3600")
                        .contact(upper.contact())
                        .body("Application/MANSCDP+xml", Manscdp.bytes(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)))),
                "SUBSCRIBE");
        assertThat(ok.status()).isEqualTo(200);
    }

    private List<CatalogItem> notified() {
        return upper.received("NOTIFY").stream()
                .filter(notify -> notify.hasBody())
                .map(notify -> (CatalogNotify) Manscdp.read(notify.body()))
                .flatMap(notify -> notify.items().stream())
                .toList();
    }

    @Test
    void anUpperIsAnsweredFromWhatWasKeptBeforeTheLowerIsBack() {
        restarted(KEPT);

        upperAsks();

        // a part whose 200 was slow comes twice
        await().until(() -> Set.copyOf(idsOf(answered())).size() == CHANNELS + 1);
        assertThat(idsOf(answered())).containsAll(ids(0, CHANNELS));
        assertThat(answered()).allMatch(CatalogItem::isOn);
    }

    @Test
    void aLowerThatIsBackIsNotAskedAtOnceAndItsUpperIsToldNothing() {
        restarted(KEPT);
        upperSubscribes();

        lower.register(3_600);
        await().until(() -> lab.isOnline("district"));

        await().during(Duration.ofMillis(300))
                .until(() -> notified().isEmpty()
                        && lower.messages(CatalogQuery.class).isEmpty());
        assertThat(lab.state("district", ids(0, 1).getFirst())).isEqualTo(ChannelState.ON);
    }

    @Test
    void whatALowerTellsAfterTheRestartIsToldOnAlone() {
        restarted(KEPT.replace("restored-query = 1h", "restored-query = 50ms"));
        upperSubscribes();
        lowerAnswersWith(CHANNELS + 1);

        lower.register(3_600);

        await().until(() -> !notified().isEmpty());
        assertThat(notified()).extracting(CatalogItem::event).containsExactly(Optional.of(CatalogEvent.ADD));
        assertThat(idsOf(notified())).isEqualTo(ids(CHANNELS, CHANNELS + 1));
    }

    @Test
    void aShortAnswerAfterTheRestartDoesNotShrinkTheCatalog() {
        restarted(KEPT.replace("restored-query = 1h", "restored-query = 50ms, retry = 1h, retry-max = 1h"));
        lowerAnswersWith(3);

        lower.register(3_600);

        await().until(() -> lab.rejected("district", "catalog-unconfirmed") == 1);
        assertThat(lab.channels("district")).hasSize(CHANNELS);
    }

    @Test
    void anotherPlatformUnderTheSameNameHasNoneOfItsChannels() {
        restarted(KEPT);
        lab.close();
        MemoryStore third = first.restarted();
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                third,
                KEPT,
                CatalogLab.upper("city", UPPER_ID, SUBNET.host(3), "share = [{ from = district }]"),
                CatalogLab.lower("district", "37280600002000000009", SUBNET.host(2), "catalog.subscribe = false"));

        assertThat(lab.channels("district")).isEmpty();
        assertThat(third.kept(RecordKind.CHANNEL)).isEmpty();
    }

    @Test
    void aLowerThatStaysAwayIsShownOffWhenItHasHadItsTime() {
        restarted("gateway.catalog { store-delay = 5ms, start-hold = 3s, offline-grace = 100ms }");
        assertThat(lab.state("district", ids(0, 1).getFirst())).isEqualTo(ChannelState.ON);
        upperSubscribes();

        await().until(() -> lab.state("district", ids(0, 1).getFirst()) == ChannelState.OFF);
        await().until(() -> notified().size() == CHANNELS);
        assertThat(notified()).allSatisfy(item -> assertThat(item.event()).contains(CatalogEvent.OFF));
    }
}
