package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static cascade.gateway.catalog.CatalogParts.ids;
import static cascade.gateway.catalog.CatalogParts.part;
import static cascade.gateway.catalog.CatalogParts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upper while we have just started, and while a lower leaves for a moment. */
class ComingAndGoingIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String UPPER_ID = "37280000002000000000";
    private static final String LOWER_ID = "37280600002000000001";
    private static final String CAMERA = ids(0, 1).getFirst();

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = CatalogLab.platform(loop, SUBNET.host(3), UPPER_ID, GATEWAY);
    private final ScriptedPlatform lower = CatalogLab.platform(loop, SUBNET.host(2), LOWER_ID, GATEWAY);
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        upper.close();
        lower.close();
        loop.close();
    }

    private void open(String settings) {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                settings,
                CatalogLab.upper("city", UPPER_ID, SUBNET.host(3), "share = [{ from = district }]"),
                CatalogLab.lower("district", LOWER_ID, SUBNET.host(2), "catalog.subscribe = false"));
        await().until(() -> lab.isOnline("city"));
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            lower.post(part(query(transaction), 3, 0, 3));
        });
    }

    @Test
    void aQueryThatWaitsForItsTurnIsDroppedWithItsLower() {
        open("gateway.sip.own-requests-rate = 1");
        await().until(() -> {
            lower.register(0);
            lower.register(3600);
            return lab.get(lab.domains::waitingRequests) == 1;
        });

        lower.register(0);

        assertThat(lab.get(lab.domains::waitingRequests)).isZero();
        int asked = lower.messages(CatalogQuery.class).size();
        lower.register(3600);
        await().until(() -> lower.messages(CatalogQuery.class).size() > asked);
    }

    @Test
    @FieldReport(value = "wvp 2", part = "catalogs are held back")
    void wvp2AnswersACatalogQueryAfterAStartWhenTheLowersWereHeard() {
        open("gateway.catalog.start-hold = 1h");
        assertThat(upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(200);
        assertThat(upper.message(CatalogQuery.of(2, id(CatalogLab.GATEWAY_ID))).status())
                .isEqualTo(200);
        await().during(Duration.ofMillis(200))
                .until(() -> upper.messages(CatalogResponse.class).isEmpty());

        lower.register(3600);

        await().until(() -> answered().size() == 4);
        assertThat(idsOf(answered())).contains(CatalogLab.GATEWAY_ID).containsAll(ids(0, 3));
        assertThat(upper.messages(CatalogResponse.class))
                .as("the first was given up by its asker")
                .allSatisfy(part -> assertThat(part.sn()).isEqualTo(2));
    }

    /** Lost and sent again, it came behind the next one, and took the answer away from that. */
    @Test
    void aQueryThatComesBehindALaterOneOfItsAskerIsAnsweredToo() {
        open("gateway.catalog.start-hold = 1h");
        upper.message(CatalogQuery.of(2, id(CatalogLab.GATEWAY_ID)));
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        lower.register(3600);

        await().until(() -> answered().size() == 8);
        assertThat(upper.messages(CatalogResponse.class))
                .extracting(CatalogResponse::sn)
                .contains(1L, 2L);
    }

    /** WVP draws its SNs by lot; a platform that was restarted counts anew. */
    @Test
    void ofTwoQueriesTheLaterOneIsAnsweredWhateverItsSn() {
        open("gateway.catalog.start-hold = 1h");
        upper.message(CatalogQuery.of(654_321, id(CatalogLab.GATEWAY_ID)));
        upper.message(CatalogQuery.of(123_456, id(CatalogLab.GATEWAY_ID)));

        lower.register(3600);

        await().until(() -> answered().size() == 4);
        assertThat(upper.messages(CatalogResponse.class))
                .allSatisfy(part -> assertThat(part.sn()).isEqualTo(123_456));
    }

    @Test
    @FieldReport(value = "wvp 2", part = "but not for ever")
    void wvp2AnswersWithWhatThereIsWhenTheLowersStayAway() {
        open("gateway.catalog.start-hold = 2s");
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        await().until(() -> answered().size() == 1);
        assertThat(idsOf(answered())).containsExactly(CatalogLab.GATEWAY_ID);
    }

    @Test
    @FieldReport(value = "load 20", part = "queries and subscriptions")
    void load20SaysOfWhatMayAppearYetThatItIsUnavailableAndNotUnknown() {
        open("gateway.catalog.start-hold = 1h");

        assertUnavailable(upper.message(new DeviceInfoQuery(5, id(CAMERA), List.of())));
        assertUnavailable(upper.send(subscribe(CAMERA)));
        assertThat(mayAppear(CAMERA)).isTrue();

        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 3);

        assertThat(mayAppear(CAMERA)).isFalse();
        assertThat(upper.send(subscribe("37280600001329999999")).status()).isEqualTo(404);
    }

    @Test
    @FieldReport(value = "wvp 3", part = "no flap above")
    void wvp3TellsNothingOfALowerThatUnregistersAndIsSoonBack() {
        open("gateway.catalog.offline-grace = 1h");
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 3);
        assertThat(upper.send(subscribe(CatalogLab.GATEWAY_ID)).status()).isEqualTo(200);

        lower.register(0);
        await().until(() -> !lab.isOnline("district"));
        assertThat(lab.state("district", CAMERA)).isEqualTo(ChannelState.ON);
        lower.register(3600);
        await().until(() -> lab.isOnline("district"));

        await().during(Duration.ofMillis(300))
                .until(() -> upper.messages(CatalogNotify.class).isEmpty());
    }

    @Test
    @FieldReport(value = "wvp 3", part = "no flap, but a loss")
    void wvp3TellsThatALowerIsOffWhichDoesNotReturn() {
        open("gateway.catalog.offline-grace = 300ms");
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 3);
        upper.send(subscribe(CatalogLab.GATEWAY_ID));

        lower.register(0);

        await().until(() -> upper.messages(CatalogNotify.class).stream()
                        .mapToInt(notify -> notify.items().size())
                        .sum()
                == 3);
        assertThat(lab.state("district", CAMERA)).isEqualTo(ChannelState.OFF);
    }

    private boolean mayAppear(String channel) {
        return lab.get(() -> lab.catalogs
                .settling(lab.domains.upper("city").orElseThrow(), id(channel))
                .isPresent());
    }

    private static void assertUnavailable(SipResponse response) {
        assertThat(response.status()).isEqualTo(480);
        assertThat(Integer.parseInt(response.header("Retry-After").orElseThrow()))
                .isBetween(1, 3600);
    }

    private List<CatalogItem> answered() {
        return upper.messages(CatalogResponse.class).stream()
                .flatMap(part -> part.items().stream())
                .toList();
    }

    private SipRequest subscribe(String deviceId) {
        return upper.request("SUBSCRIBE")
                .header("Event", "Catalog")
                .header("Expires", "600")
                .body("Application/MANSCDP+xml", Manscdp.bytes(CatalogQuery.of(1, id(deviceId))))
                .build();
    }
}
