package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.idsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Captured catalog messages, replayed to the gateway in the place of the platform that they were sent to. */
class CapturedCatalogIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String GATEWAY = SUBNET.host(1);
    private static final String LOWER = SUBNET.host(2);
    private static final String UPPER = SUBNET.host(3);
    private static final String WVP_ID = "34020000002000000001";
    private static final String WVP_LOWER_ID = "34020000002000000002";
    private static final String WVP_UPPER_ID = "34030000002000000009";

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform lower = CatalogLab.platform(loop, LOWER, WVP_LOWER_ID, GATEWAY);
    private final ScriptedPlatform upper = CatalogLab.platform(loop, UPPER, WVP_UPPER_ID, GATEWAY);
    private final AtomicReference<String> dialogTag = new AtomicReference<>("");
    private CatalogLab lab;

    @AfterEach
    void close() {
        lab.close();
        lower.close();
        upper.close();
        loop.close();
    }

    private void open(String upperId, String ourId, String lowerId) {
        lab = CatalogLab.start(
                loop,
                GATEWAY,
                CatalogLab.lower("district", lowerId, LOWER, "local-device-id = \"%s\"".formatted(ourId)),
                CatalogLab.upper(
                        "city",
                        upperId,
                        UPPER,
                        "local-device-id = \"%s\", share = [{ from = district }]".formatted(ourId)));
        await().until(() -> lab.isOnline("city"));
    }

    @Test
    void collectsAndShowsTheCatalogOfTheWvpCaptures() {
        open(WVP_UPPER_ID, WVP_ID, WVP_LOWER_ID);
        collectCapturedCatalog();
        assertThat(lab.channels("district")).hasSize(7);
        assertThat(lab.node("district", "34020000001320000001")
                        .orElseThrow()
                        .item()
                        .name())
                .contains("东门枪机1");

        SipResponse accepted = replay(upper, "wvp/lower/033-03catalog-query-up-message-catalog-query.sip");

        assertThat(accepted.status()).isEqualTo(200);
        var collector = new CatalogCollector(101, 100);
        await().until(() -> {
            upper.messages(CatalogResponse.class).forEach(collector::add);
            return collector.isComplete();
        });
        assertThat(idsOf(collector.items()))
                .containsExactlyInAnyOrder(
                        WVP_ID,
                        "34020000002150000001",
                        "34020000002160000001",
                        "34020000001320000001",
                        "34020000001320000002",
                        "34020000001320000003",
                        "34020000001320000004",
                        "34020000001320000005");
        CatalogItem camera = collector.items().stream()
                .filter(item -> item.deviceId().equals(id("34020000001320000003")))
                .findFirst()
                .orElseThrow();
        assertThat(camera.parentIds())
                .as("the lower's own id gives way to ours")
                .containsExactly(id(WVP_ID), id("34020000002160000001"));
        assertThat(camera.name()).contains("东门枪机3");
        assertThat(camera.longitude()).contains("118.5");
        assertThat(camera.extraText("PTZType")).contains("1");
    }

    @Test
    void servesTheSubscriptionOfTheWvpCaptures() {
        open(WVP_UPPER_ID, WVP_ID, WVP_LOWER_ID);
        SipRequest subscribe = collectCapturedCatalog();

        SipResponse accepted = replay(upper, "wvp/lower/060-05subscribe-catalog-up-subscribe-catalog-query.sip");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Event")).contains("Catalog;id=7");
        assertThat(accepted.header("Expires")).contains("600");

        notifyCaptured(subscribe, "wvp/lower/064-05subscribe-catalog-lo-notify-catalog-notify.sip");
        await().until(() -> upper.messages(CatalogNotify.class).size() == 1);
        assertThat(lab.state("district", "34020000001320000002")).isEqualTo(ChannelState.OFF);
        SipRequest notify = upper.received("NOTIFY").getFirst();
        assertThat(notify.callId()).isEqualTo("sub1@127.8.0.3");
        assertThat(notify.to().tag()).contains("77");
        assertThat(notify.from().tag()).isEqualTo(accepted.to().tag());

        notifyCaptured(subscribe, "wvp/lower/070-05subscribe-catalog-lo-notify-catalog-notify.sip");
        notifyCaptured(subscribe, "wvp/lower/072-05subscribe-catalog-lo-notify-catalog-notify.sip");
        await().until(() -> lab.state("district", "34020000001320000004") == ChannelState.OFF
                && upper.messages(CatalogNotify.class).stream()
                                .mapToInt(part -> part.items().size())
                                .sum()
                        == 4);

        SipRequest refresh = captured("wvp/lower/088-06subscribe-refresh-up-subscribe-catalog-query.sip");
        SipResponse refreshed =
                upper.send(refresh.toBuilder().vias(List.of()).to(accepted.to()).build());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.to().tag()).isEqualTo(accepted.to().tag());
    }

    @Test
    void answersTheSubscriptionOfTheNcgCapturesAsNcgDoes() {
        open("37280000000000000000", "37280600000000000000", "37280600002000000009");
        SipRequest ncg = captured("ncg/03-subscribe-catalog-request.sip");

        SipResponse accepted = upper.send(ncg.toBuilder().vias(List.of()).build());

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("Event")).contains("Catalog;id=945357");
        assertThat(accepted.header("Expires")).contains("1800");
        assertThat(accepted.contact().orElseThrow().uri().user()).isEqualTo("37280600000000000000");
        assertThat(accepted.hasBody()).isFalse();
    }

    /** Lets the lower register and answer the query with its three captured parts; gives our SUBSCRIBE. */
    private SipRequest collectCapturedCatalog() {
        lower.on("SUBSCRIBE", transaction -> {
            dialogTag.set(transaction.localTag());
            lower.agree(transaction);
        });
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            long sn = ((CatalogQuery) Manscdp.read(transaction.request().body())).sn();
            for (String part : List.of("017", "019", "021")) {
                byte[] body = CapturedBodies.of("wvp/lower/" + part + "-00setup-lo-message-catalog-response.sip");
                lower.post(withSn(body, sn));
            }
        });
        lower.register(3600);
        await().until(() -> lab.channels("district").size() == 7
                && !lower.received("SUBSCRIBE").isEmpty());
        return lower.received("SUBSCRIBE").getFirst();
    }

    private static byte[] withSn(byte[] body, long sn) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .replaceFirst("<SN>\\d+</SN>", "<SN>" + sn + "</SN>")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void notifyCaptured(SipRequest subscribe, String name) {
        var body = Manscdp.read(CapturedBodies.of(name));
        int status = lower.notify(subscribe, dialogTag.get(), "active;expires=3000", Optional.of(body))
                .status();
        assertThat(status).isEqualTo(200);
    }

    /** Sends a captured request as it is, but for its Via. */
    private static SipResponse replay(ScriptedPlatform sender, String name) {
        return sender.send(captured(name).toBuilder().vias(List.of()).build());
    }

    private static SipRequest captured(String name) {
        try (InputStream stream = CapturedCatalogIT.class.getResourceAsStream("/captures/" + name)) {
            byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
            var reader = new SipReader(new SipLimits(65_536, 8_192, 128, 32));
            return switch (reader.read(bytes, false)) {
                case SipReader.Reading.Message(var message, var _) -> (SipRequest) message;
                default -> throw new AssertionError(name + " is not readable");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
