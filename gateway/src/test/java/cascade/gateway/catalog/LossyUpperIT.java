package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.LossyHop;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upper behind a network that loses one datagram in twenty, both ways: it hears of every channel, and of each once. */
class LossyUpperIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String GATEWAY = SUBNET.host(1);
    private static final String HOP = SUBNET.host(2);
    private static final String UPPER = SUBNET.host(3);
    private static final String UPPER_ID = "37280000002000000000";
    private static final int CHANNELS = 2_000;
    private static final double LOSS = 0.05;

    private static final String ACKED =
            "cascade_catalog_items_total{direction=\"out\",domain=\"city\",result=\"acked\"}";

    /** What is told twice because a busy machine waited too long would say nothing of the network. */
    private static final SipSettings PATIENT = CatalogLab.FAST.withTimers(
            Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(1000), Duration.ofSeconds(25));

    private final ControlLoop loop = new ControlLoop();
    private final LossyHop hop = new LossyHop(HOP, at(GATEWAY), at(UPPER));
    private final ScriptedPlatform upper = CatalogLab.platform(loop, UPPER, UPPER_ID, HOP);
    private final CatalogLab lab = CatalogLab.start(
            loop,
            GATEWAY,
            PATIENT,
            "gateway { catalog.response-timeout = 25s, sip.t1 = 200ms }",
            CatalogLab.upper("city", UPPER_ID, HOP, "share = [{ from = district }], quirks { initial-notify = all }"),
            CatalogLab.lower("district", "37280600002000000001", SUBNET.host(4), ""));

    /** How often each channel was told, by requests that are no repetitions. */
    private final Map<String, Integer> told = new ConcurrentHashMap<>();

    private static InetSocketAddress at(String host) {
        return new InetSocketAddress(host, CatalogLab.PORT);
    }

    @BeforeEach
    void lose() {
        List<CatalogItem> cameras = IntStream.range(0, CHANNELS)
                .mapToObj(i -> camera("3728060000132%07d".formatted(i)).build())
                .toList();
        loop.run(() -> lab.catalogs.tree().online("district", true));
        loop.run(() -> lab.catalogs.tree().replace("district", cameras));
        await().until(() -> lab.isOnline("city"));
        for (String method : List.of("MESSAGE", "NOTIFY")) {
            upper.on(method, transaction -> {
                count(transaction.request().body());
                upper.agree(transaction);
            });
        }
        hop.loses(LOSS, 20260228);
    }

    private void count(byte[] body) {
        switch (Manscdp.read(body)) {
            case CatalogResponse part -> part.items().forEach(this::count);
            case CatalogNotify notify -> notify.items().forEach(this::count);
            default -> {}
        }
    }

    private void count(CatalogItem item) {
        told.merge(item.deviceId().value(), 1, Integer::sum);
    }

    @AfterEach
    void close() {
        hop.loses(0, 0);
        lab.close();
        upper.close();
        hop.close();
        loop.close();
    }

    @Test
    @FieldReport(value = "load 9", part = "by NOTIFY, five in a hundred lost")
    void isNotifiedOfEveryChannelOnce() {
        upper.send(
                subscribe -> subscribe
                        .header("Event", "Catalog")
                        .header("Expires", "600")
                        .body(Manscdp.CONTENT_TYPE, Manscdp.bytes(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)))),
                "SUBSCRIBE");

        hasEachOnce();
    }

    @Test
    @FieldReport(value = "load 9", part = "by query, five in a hundred lost")
    @Clause(value = "list catalog tcp", part = "UDP with losses")
    void isAnsweredWithEveryChannelOnce() {
        upper.message(CatalogQuery.of(1, id(CatalogLab.GATEWAY_ID)));

        hasEachOnce();
    }

    /** The channels and ourselves. */
    private void hasEachOnce() {
        // a busy machine repeats much of it
        await().atMost(Duration.ofMinutes(3)).until(() -> told.size() == CHANNELS + 1);
        await().until(() -> lab.metric(ACKED) == CHANNELS + 1);
        assertThat(told).allSatisfy((channel, times) -> assertThat(times).isEqualTo(1));
        assertThat(hop.lost()).isPositive();
    }
}
