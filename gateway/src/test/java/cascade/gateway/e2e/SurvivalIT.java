package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.GatewayProcess;
import cascade.gateway.testkit.gateway.MortalGateway;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is killed or stopped, and started again on the same data: what its peers notice of it. It runs in this process;
 * {@link KilledGatewayIT} shows that {@code kill -9} is no other.
 */
@Tag("processes")
class SurvivalIT {

    private static final String UPPER_ID = "37280000000000000000";
    private static final String LOWER_ID = "37280700000000000000";
    private static final String GATEWAY_ID = "37280600002000000001";
    private static final LoopbackSubnet NET = LoopbackSubnet.next();
    private static final String US = NET.host(1);
    private static final String CONFIG =
            """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "US", port = 9180 }
              networks.lan { sip { bind = "US", port = 7100 }, media { ports = "20000-20099" } }
              sip { t1 = 100ms, t2 = 400ms, t4 = 500ms, request-timeout = 3s }
            }
            domains {
              city {
                role = upper, network = lan, device-id = "37280000000000000000", hosts = ["UPPER:7100"]
                share = [{ from = east }]
              }
              east { role = lower, network = lan, device-id = "37280700000000000000", allow-from = ["LOWER"] }
            }
            """.replace("US", US).replace("UPPER", NET.host(10)).replace("LOWER", NET.host(20));

    private final ControlLoop loop = new ControlLoop();

    @TempDir
    Path directory;

    private ScriptedPlatform upper;
    private ScriptedPlatform lower;
    private MortalGateway gateway;
    private RunningGateway running;

    @BeforeEach
    void start() {
        SipUri us = SipUri.of(GATEWAY_ID, US, 7100);
        upper = new ScriptedPlatform(loop, NET.host(10), UPPER_ID, us);
        lower = new ScriptedPlatform(loop, NET.host(20), LOWER_ID, us);
        gateway = new MortalGateway(directory);
        running = gateway.start(CONFIG);
        await().until(() -> running.isOnline("city"));
        assertThat(lower.register(3600).status()).isEqualTo(200);
        assertThat(keepalive()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        gateway.close();
        upper.close();
        lower.close();
        loop.close();
    }

    private int keepalive() {
        return lower.message(Keepalive.ok(1, new DeviceId(LOWER_ID))).status();
    }

    @Test
    void afterAKillTheLowersKeepaliveCountsAndTheUpperSeesNoRegister() {
        upper.forgetReceived();

        gateway.kill();
        gateway.startAgain();

        assertThat(running.isOnline("east")).isTrue();
        assertThat(running.isOnline("city")).isTrue();
        assertThat(keepalive()).isEqualTo(200);
        assertThat(upper.received("REGISTER")).isEmpty();
    }

    @Test
    void subscriptionsGoOnInTheirDialogsAfterAKill() {
        await().until(() -> lower.received("SUBSCRIBE").size() == 1);
        SipRequest ours = lower.received("SUBSCRIBE").getFirst();
        SipRequest theirs = upper.request("SUBSCRIBE")
                .header("Event", "Catalog;id=1")
                .header("Expires", "3600")
                .body(Manscdp.CONTENT_TYPE, Manscdp.bytes(CatalogQuery.of(1, new DeviceId(GATEWAY_ID))))
                .build();
        SipResponse granted = upper.send(theirs);
        assertThat(granted.status()).isEqualTo(200);
        lowerAdds(ours, "37280700001320000001");
        await().until(() -> !upper.received("NOTIFY").isEmpty());
        long lastCseq = upper.received("NOTIFY").getLast().cseq().number();
        lower.forgetReceived();
        upper.forgetReceived();

        gateway.kill();
        gateway.startAgain();

        SipResponse refreshed = upper.send(SipRequest.builder("SUBSCRIBE", theirs.uri())
                .from(theirs.from())
                .to(granted.to())
                .callId(theirs.callId())
                .cseq(theirs.cseq().number() + 1)
                .contact(upper.contact())
                .header("Event", "Catalog;id=1")
                .header("Expires", "3600")
                .build());
        assertThat(refreshed.status()).isEqualTo(200);
        lowerAdds(ours, "37280700001320000002");
        await().until(() -> !upper.received("NOTIFY").isEmpty());
        SipRequest notify = upper.received("NOTIFY").getFirst();
        assertThat(notify.callId()).isEqualTo(theirs.callId());
        assertThat(notify.to().tag()).isEqualTo(theirs.from().tag());
        assertThat(notify.cseq().number()).isGreaterThan(lastCseq);
        assertThat(lower.received("SUBSCRIBE")).isEmpty();
    }

    private void lowerAdds(SipRequest subscribe, String camera) {
        CatalogItem item = CatalogItem.builder(new DeviceId(camera))
                .event(CatalogEvent.ADD)
                .build();
        CatalogNotify added = CatalogNotify.of(7, new DeviceId(LOWER_ID), List.of(item));
        assertThat(lower.notify(subscribe, "any", "active", Optional.of(added)).status())
                .isEqualTo(200);
    }

    @Test
    void aCleanStopDeregistersNowhereAndTheNextStartGoesOn() {
        await().until(() -> lower.received("SUBSCRIBE").size() == 1);
        upper.forgetReceived();

        gateway.stop();
        gateway.startAgain();

        assertThat(keepalive()).isEqualTo(200);
        assertThat(running.isOnline("city")).isTrue();
        assertThat(upper.received("REGISTER")).isEmpty();
        assertThat(lower.received("SUBSCRIBE")).hasSize(1);
    }

    @Test
    void aStopForGoodDeregistersWhereTheOperatorSaysSo() {
        gateway.kill();
        upper.forgetReceived();
        gateway.start(CONFIG + "gateway.store { leave-at-stop = on, refresh-at-start = on }\n");
        await().until(() -> upper.received("REGISTER").size() == 1);

        gateway.stop();

        assertThat(upper.received("REGISTER"))
                .extracting(SipRequest::expires)
                .last()
                .satisfies(expires -> assertThat(expires.orElseThrow()).isZero());
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefusedAndSaysWhoHasIt() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("second"));
        Path other = Files.writeString(
                elsewhere.resolve("gateway.conf"),
                CONFIG.replace(US, NET.host(2)) + "gateway.data-dir = \"" + gateway.data() + "\"\n");

        try (GatewayProcess second = GatewayProcess.start(elsewhere, "run", "--config", other.toString())) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(List.copyOf(second.err()))
                    .anyMatch(line -> line.startsWith("not started: data-dir ")
                            && line.contains(" is in use by process ")
                            && line.contains(", since "));
        }
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void theStoreIsAmongTheHealthChecksAndTheMeters() {
        assertThat(running.get("/health/live").body()).contains("\"store\"", "written, ");
        assertThat(running.get("/metrics").body())
                .contains(
                        "cascade_store_up 1",
                        "cascade_store_records{kind=\"lower-registration\"} 1",
                        "cascade_store_records{kind=\"upper-registration\"} 1");
    }
}
