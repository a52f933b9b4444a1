package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Permission;
import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an upper sees while the catalog of a large lower is made anew, which takes many turns of the loop. */
class LargeLowerIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String GATEWAY = SUBNET.host(1);
    private static final String UPPER = SUBNET.host(3);
    private static final String UPPER_ID = "37280000002000000000";
    private static final String LOWER_ID = "37280600002000000001";
    private static final String RECORDER = "37280600001180000001";
    private static final int CAMERAS = 1_200;
    private static final String LOWER = CatalogLab.lower("district", LOWER_ID, SUBNET.host(2), "");

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, UPPER, UPPER_ID, GATEWAY);
    private final CatalogLab lab = CatalogLab.start(loop, GATEWAY, upper("share = [{ from = district }]"), LOWER);

    private static String upper(String share) {
        return CatalogLab.upper("city", UPPER_ID, UPPER, share + ", catalog { items-per-message = 10 }");
    }

    private static String cameraId(int number) {
        return "3728060000132%07d".formatted(number);
    }

    @BeforeEach
    void collect() {
        var items = new ArrayList<CatalogItem>();
        items.add(camera(RECORDER).build());
        for (int i = 0; i < CAMERAS; i++) {
            items.add(camera(cameraId(i), RECORDER).build());
        }
        await().until(() -> lab.isOnline("city"));
        loop.run(() -> {
            lab.catalogs.tree().online("district", true);
            lab.catalogs.tree().replace("district", items);
        });
        await().until(() -> !loop.call(() -> lab.catalogs.view("city").isBehind()));
    }

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        loop.close();
    }

    /** The recorder above all its cameras goes: the part is made anew, and an answer does not tell of what was before. */
    @Test
    @FieldReport(value = "load 8", part = "what an upper sees of a lower is made anew in turns")
    void aQueryMeanwhileIsAnsweredFromTheNewPart() {
        boolean behind = loop.call(() -> {
            lab.catalogs.tree().apply("district", List.of(CatalogItem.of(id(RECORDER), CatalogEvent.DEL)));
            return lab.catalogs.view("city").isBehind();
        });
        assertThat(behind).isTrue();

        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        List<CatalogItem> items = answer(1);
        assertThat(items).hasSize(1 + CAMERAS);
        assertThat(items.subList(1, items.size()))
                .allSatisfy(item -> assertThat(item.parentIds()).containsExactly(id(CatalogLab.GATEWAY_ID)));
    }

    @Test
    void aQueryForTheRecorderFindsAllBelowIt() {
        upper.message(CatalogQuery.of(2, id(RECORDER)));

        assertThat(answer(2)).hasSize(1 + CAMERAS);
    }

    /** A reload that changes the share: calls go on finding their channels until the new view is made. */
    @Test
    void aChannelIsFoundWhileAnotherShareIsMade() {
        lab.reconfigureUpper("city", upper("share = [{ from = district, except = [\"" + cameraId(0) + "\"] }]"), LOWER);

        assertThat(resolved(cameraId(1))).isInstanceOf(Resolution.Found.class);
        await().until(() -> resolved(cameraId(0)) instanceof Resolution.Unknown);
        assertThat(resolved(cameraId(1))).isInstanceOf(Resolution.Found.class);
    }

    private Resolution resolved(String camera) {
        return loop.call(() -> lab.catalogs.view("city").resolve(id(camera), Permission.LIVE));
    }

    private List<CatalogItem> answer(long sn) {
        await().until(() -> collector(sn).isComplete());
        return collector(sn).items();
    }

    private CatalogCollector collector(long sn) {
        var collector = new CatalogCollector(sn, 2 * CAMERAS);
        upper.messages(CatalogResponse.class).forEach(collector::add);
        return collector;
    }
}
