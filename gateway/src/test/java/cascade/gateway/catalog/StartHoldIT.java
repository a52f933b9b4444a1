package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogParts.ids;
import static cascade.gateway.catalog.CatalogParts.part;
import static cascade.gateway.catalog.CatalogParts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom an upper waits for after a start, and whom not: district registers, county stays away. */
class StartHoldIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String DISTRICT_ID = "37280600002000000001";
    private static final String COUNTY_ID = "37280700002000000001";
    private static final String UPPER_ID = "37280000002000000000";
    private static final String SETTINGS = "gateway.catalog.start-hold = 1h";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, SUBNET.host(3), UPPER_ID, GATEWAY);
    private final ScriptedPlatform district = CatalogLab.platform(loop, SUBNET.host(2), DISTRICT_ID, GATEWAY);
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        district.close();
        loop.close();
    }

    private static String[] domains(String upperKeys) {
        return new String[] {
            SETTINGS,
            CatalogLab.upper("city", UPPER_ID, SUBNET.host(3), upperKeys),
            CatalogLab.lower("district", DISTRICT_ID, SUBNET.host(2), "catalog.subscribe = false"),
            CatalogLab.lower("county", COUNTY_ID, SUBNET.host(4), "")
        };
    }

    /**
     * @param script of district when it is asked for its catalog, as soon as it registers
     * @param settings instead of the usual ones
     */
    private void open(String upperKeys, Consumer<ServerTransaction> script, String... settings) {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                Stream.concat(Stream.of(domains(upperKeys)), Stream.of(settings))
                        .toArray(String[]::new));
        await().until(() -> lab.isOnline("city"));
        district.on("MESSAGE", script);
    }

    private void answerThree(ServerTransaction transaction) {
        district.agree(transaction);
        district.post(part(query(transaction), 3, 0, 3));
    }

    private void askForAll() {
        assertThat(upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(200);
    }

    private List<CatalogItem> answered() {
        return upper.messages(CatalogResponse.class).stream()
                .flatMap(part -> part.items().stream())
                .toList();
    }

    private int statusOfInfo(String channel) {
        return upper.message(new DeviceInfoQuery(5, id(channel), List.of())).status();
    }

    @Test
    @FieldReport(value = "wvp 2", part = "a reload that drops the lower that was waited for")
    void aQueryIsAnsweredWhenAReloadTakesAwayTheLowerThatItWaitedFor() {
        open("share = [{ from = district }, { from = county }]", this::answerThree);
        district.register(3600);
        await().until(() -> lab.channels("district").size() == 3);
        askForAll();
        assertThat(answered()).isEmpty();

        lab.reconfigureUpper("city", domains("share = [{ from = district }]"));

        await().until(() -> answered().size() == 4);
        assertThat(idsOf(answered())).contains(CatalogLab.GATEWAY_ID).containsAll(ids(0, 3));
    }

    @Test
    @FieldReport(value = "wvp 2", part = "a lower that refuses is not waited for")
    void aLowerThatRefusesItsQueryIsNotWaitedFor() {
        open("share = [{ from = district }]", ScriptedPlatform.refuse(403));
        askForAll();
        district.register(3600);

        await().until(() -> answered().size() == 1);
        assertThat(statusOfInfo(ids(0, 1).getFirst())).isEqualTo(404);
    }

    @Test
    @FieldReport(value = "wvp 2", part = "nor one that answers with an error")
    void aLowerThatAnswersItsQueryWithAnErrorIsNotWaitedFor() {
        open("share = [{ from = district }]", transaction -> {
            district.agree(transaction);
            district.post(error(query(transaction)));
        });
        askForAll();
        district.register(3600);

        await().until(() -> answered().size() == 1);
    }

    private static byte[] error(CatalogQuery query) {
        return """
                <?xml version="1.0" encoding="GB2312"?>
                <Response><CmdType>Catalog</CmdType><SN>%d</SN><DeviceID>%s</DeviceID><Result>ERROR</Result></Response>
                """.formatted(query.sn(), query.deviceId()).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aLowerThatIsAskedInItsTurnIsWaitedForMeanwhile() {
        open(
                "share = [{ from = district }]",
                this::answerThree,
                "gateway { sip.own-requests-rate = 1, catalog { start-hold = 0s, collect-hold = 1h } }");
        try (ScriptedPlatform county = CatalogLab.platform(loop, SUBNET.host(4), COUNTY_ID, GATEWAY)) {
            county.on("MESSAGE", ScriptedPlatform.refuse(403));
            county.register(3600);
        }
        district.register(3600);
        askForAll();

        await().until(() -> !answered().isEmpty());
        await().until(() -> answered().size() == 4);
        assertThat(idsOf(answered())).containsAll(ids(0, 3));
    }

    @Test
    void aLowerThatIsBusyForTheMomentIsWaitedFor() {
        open("share = [{ from = district }]", ScriptedPlatform.refuse(503));
        askForAll();
        district.register(3600);
        await().until(() -> lab.rejected("district", "catalog-query-failed") > 0);
        assertThat(answered()).isEmpty();

        district.on("MESSAGE", this::answerThree);

        await().until(() -> answered().size() == 4);
    }

    @Test
    @FieldReport(value = "load 20", part = "not for what no missing lower could show")
    void whatNoLowerThatIsStillMissingCouldShowIsUnknownAtOnce() {
        String renamed = "37280700001320000007";
        open(
                "share = [{ from = district }, { from = county, channels = [\"372807*\"] }], map = { \"%s\" = \"%s\" }"
                        .formatted(renamed, "37280000001320000007"),
                this::answerThree);
        assertThat(statusOfInfo("37280600001320009999"))
                .as("district may have it")
                .isEqualTo(480);
        district.register(3600);
        await().until(() -> lab.channels("district").size() == 3);

        assertThat(statusOfInfo("37280600001320009999"))
                .as("district has it not")
                .isEqualTo(404);
        assertThat(statusOfInfo("37280700001320000001"))
                .as("county may have it")
                .isEqualTo(480);
        assertThat(statusOfInfo("37280000001320000007"))
                .as("county may have it")
                .isEqualTo(480);
        assertThat(statusOfInfo(renamed)).as("is never shown under that id").isEqualTo(404);
    }
}
