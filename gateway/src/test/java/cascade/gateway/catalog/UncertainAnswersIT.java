package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogParts.ids;
import static cascade.gateway.catalog.CatalogParts.part;
import static cascade.gateway.catalog.CatalogParts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Catalog answers that are short, partial, empty or overtaken: none of them makes the tree wrong. */
class UncertainAnswersIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String LOWER_ID = "37280600002000000001";
    private static final String ONE = ids(0, 1).getFirst();
    private static final String TWO = ids(1, 2).getFirst();
    private static final String THREE = ids(2, 3).getFirst();
    private static final String NEW = ids(9, 10).getFirst();

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform lower = CatalogLab.platform(loop, SUBNET.host(2), LOWER_ID, GATEWAY);
    private final List<CatalogQuery> asked = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private CatalogLab lab;

    /** @param queryTimeout long where a test says something while a query runs */
    private void open(String queryTimeout) {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                "gateway.catalog { max-item = 2000B, query-timeout = " + queryTimeout + " }",
                CatalogLab.lower(
                        "district",
                        LOWER_ID,
                        SUBNET.host(2),
                        "catalog.subscribe = false, quirks { accept-unsolicited-notify = true }"));
        loop.run(() -> lab.catalogs
                .tree()
                .addListener((name, changes) -> changes.stream()
                        .filter(CatalogChange.Deleted.class::isInstance)
                        .forEach(change -> deleted.add(change.ref().originalId().value()))));
    }

    @AfterEach
    void close() {
        lab.close();
        lower.close();
        loop.close();
    }

    @Test
    @FieldReport("F45")
    void f45KeepsWhatIsNotifiedWhileAQueryRuns() {
        open("3s");
        answering((number, query) -> lower.post(part(query, 3, 0, 2)));
        lower.register(3600);
        await().until(() -> asked.size() == 1);

        notify(CatalogItem.of(id(ONE), CatalogEvent.OFF));
        notify(CatalogItem.of(id(TWO), CatalogEvent.DEL));
        notify(camera(NEW).event(CatalogEvent.ADD).build());
        lower.message(part(asked.getFirst(), 3, 2, 3));

        await().until(() -> lab.node("district", THREE).isPresent());
        assertThat(lab.channels("district")).containsExactlyInAnyOrder(ONE, THREE, NEW);
        assertThat(states()).isEqualTo(Map.of(ONE, ChannelState.OFF, THREE, ChannelState.ON, NEW, ChannelState.ON));
        assertThat(lab.rejected("district", "catalog-unknown-item"))
                .as("its item was in a part")
                .isZero();
    }

    @Test
    @FieldReport(value = "F45", part = "late parts")
    void f45DoesNotBringBackByALatePartWhatWasDeletedMeanwhile() {
        open("3s");
        answering((number, query) -> lower.post(part(query, 1, 0, 1)));
        lower.register(3600);
        await().until(() -> lab.channels("district").equals(ids(0, 1)));

        notify(CatalogItem.of(id(TWO), CatalogEvent.DEL));
        lower.message(part(asked.getFirst(), 3, 1, 3));

        assertThat(lab.channels("district")).containsExactly(ONE, THREE);
    }

    @Test
    @FieldReport("empty list")
    void keepsAllChannelsUntilASecondEmptyAnswerConfirmsTheFirst() {
        open("300ms");
        var known = new ArrayList<Integer>();
        answering((number, query) -> {
            known.add(lab.catalogs.tree().nodes("district").size());
            lower.post(number == 1 ? part(query, 4, 0, 4) : part(query, 0, 0, 0));
        });
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 4);

        lower.register(3600);

        await().until(() -> lab.channels("district").isEmpty());
        assertThat(loop.call(() -> List.copyOf(known))).containsExactly(0, 4, 4);
        assertThat(lab.rejected("district", "catalog-unconfirmed")).isEqualTo(1);
    }

    @Test
    @FieldReport(value = "empty list", part = "an error is no list")
    void deletesNothingHoweverOftenALowerAnswersWithAnError() {
        open("300ms");
        answering((number, query) -> lower.post(number == 1 ? part(query, 4, 0, 4) : error(query)));
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 4);

        lower.register(3600);

        await().until(() -> lab.rejected("district", "catalog-query-failed") >= 3);
        assertThat(deleted).isEmpty();
    }

    private static CatalogResponse error(CatalogQuery query) {
        return new CatalogResponse(
                query.sn(), query.deviceId(), OptionalInt.of(0), List.of(), List.of(XmlNode.of("Result", "ERROR")));
    }

    @Test
    @FieldReport(value = "empty list", part = "and a short one")
    void deletesNothingWhenOnlyOneOfTwoAnswersLacksIt() {
        open("300ms");
        answering((number, query) -> {
            int from = number == 2 ? 2 : 0;
            int to = number == 3 ? 3 : 4;
            lower.post(part(query, to - from, from, to));
        });
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 4);

        lower.register(3600);

        // the second lacks 0 and 1, the third 3, the fourth nothing
        await().until(() -> asked.size() == 4);
        await().until(() -> lab.rejected("district", "catalog-unconfirmed") == 2);
        assertThat(deleted).isEmpty();
        assertThat(lab.channels("district")).containsExactlyInAnyOrderElementsOf(ids(0, 4));
    }

    @Test
    @FieldReport("load 6")
    void asksAgainSoonForAnIncompleteCatalogAndServesMeanwhileWhatCame() {
        open("300ms");
        var known = new ArrayList<Integer>();
        answering((number, query) -> {
            known.add(lab.catalogs.tree().nodes("district").size());
            switch (number) {
                case 1 -> lower.post(part(query, 5, 0, 2));
                case 2 -> lower.post(part(query, 5, 1, 3));
                case 3 -> lower.post(part(query, 5, 2, 4));
                case 4 -> lower.post(part(query, 5, 0, 4));
                default -> lower.post(part(query, 5, 0, 5));
            }
        });

        lower.register(3600);

        await().until(() -> lab.channels("district").equals(ids(0, 5)));
        assertThat(loop.call(() -> List.copyOf(known))).containsExactly(0, 2, 3, 4, 4);
        assertThat(asked.get(1).sn()).isNotEqualTo(asked.get(0).sn());
        assertThat(lab.rejected("district", "catalog-incomplete")).isEqualTo(1);
        assertThat(deleted).isEmpty();
    }

    @Test
    void cutsAnItemThatNoDatagramHoldsAndLeavesOutOneThatCannotBeCut() {
        open("300ms");
        var vast = XmlNode.of("Vast", "x".repeat(3_000));
        CatalogItem cut = camera(ONE).extra(List.of(vast)).build();
        CatalogItem left = camera(TWO).name("y".repeat(3_000)).build();
        CatalogItem whole = camera(THREE).build();
        answering((number, query) ->
                lower.post(CatalogResponse.part(query.sn(), query.deviceId(), 3, List.of(cut, left, whole))));

        lower.register(3600);

        await().until(() -> lab.channels("district").equals(List.of(ONE, THREE)));
        assertThat(lab.node("district", ONE).orElseThrow().item().extra()).isEmpty();
        assertThat(lab.rejected("district", "catalog-large-item")).isGreaterThanOrEqualTo(2);
    }

    private Map<String, ChannelState> states() {
        return Map.of(
                ONE, lab.state("district", ONE), THREE, lab.state("district", THREE), NEW, lab.state("district", NEW));
    }

    private void notify(CatalogItem item) {
        assertThat(lower.message(CatalogNotify.of(9, id(LOWER_ID), List.of(item)))
                        .status())
                .isEqualTo(200);
    }

    /** 200 to every query; then the script, with the number of the query. */
    private void answering(BiConsumer<Integer, CatalogQuery> script) {
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            CatalogQuery query = query(transaction);
            asked.add(query);
            script.accept(asked.size(), query);
        });
    }
}
