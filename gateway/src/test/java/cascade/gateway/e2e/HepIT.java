package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.HepReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a HEP collector gets of a call through the gateway. */
class HepIT {

    private static final int SIP = 1;
    private static final int LOG = 100;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final Collector collector = new Collector(net.host(90));
    private final String hep = "gateway.hep { address = \"" + net.host(90)
            + ":9060\", capture-id = 4711, node = \"gw-1\", password = \"hunter2\" }\n";
    private final ScriptedCascade cascade = new ScriptedCascade(net, hep).up();

    @AfterEach
    void close() {
        cascade.closeWhenQuiet();
        collector.close();
    }

    @Test
    void bothLegsOfACallHaveOneCorrelationIdWhichItsLadderTells() {
        Established call = cascade.establish(6000, 6100);

        await().untilAsserted(() -> assertThat(sip("ACK")).hasSize(2));
        List<HepReader> legs =
                Stream.concat(sip("INVITE").stream(), sip("ACK").stream()).toList();
        assertThat(correlations(legs)).containsExactly(ladder().getString("correlationId"));
        assertThat(legs.stream().map(HepReader::payload))
                .anyMatch(text -> text.contains(call.invite().callId()))
                .anyMatch(text -> text.contains(call.inviteDown().callId()));

        cascade.upperHangsUp(call.ok());
        await().untilAsserted(() -> assertThat(sip("BYE")).hasSize(2));
        assertThat(correlations(sip("BYE"))).isEqualTo(correlations(legs));
    }

    @Test
    void whatTheGatewayDecidedStandsBetweenAsLogLines() {
        Established call = cascade.establish(6000, 6100);
        String correlation = ladder().getString("correlationId");
        cascade.upperHangsUp(call.ok());

        await().untilAsserted(() -> assertThat(collector.packets.stream()
                        .filter(packet ->
                                packet.kind() == LOG && packet.correlation().equals(correlation))
                        .map(HepReader::payload))
                .anyMatch(line -> line.contains(" city established"))
                .anyMatch(line -> line.contains(" ncg ports-opened: " + cascade.districtHost))
                .anyMatch(line -> line.contains(" city ended: upper-bye")));
    }

    @Test
    void theLowersInviteNamesTheUppersCallWhereItTakesXcid() {
        cascade.gateway.reload(cascade.config(hep + "domains.ncg.quirks.x-cid = true\n"));
        Established joined = cascade.establish(6000, 6100);
        assertThat(joined.inviteDown().header("X-CID")).contains(joined.invite().callId());
        cascade.upperHangsUp(joined.ok());

        cascade.gateway.reload(cascade.config(hep));
        Established plain = cascade.establish(6000, 6100);
        assertThat(plain.inviteDown().header("X-CID")).isEmpty();
        cascade.upperHangsUp(plain.ok());
    }

    @Test
    void aPacketTellsWhoCapturedItAndWhereItWent() {
        await().untilAsserted(() -> assertThat(sip("REGISTER")).isNotEmpty());
        HepReader register = sip("REGISTER").stream()
                .filter(packet -> packet.payload().startsWith("REGISTER sip:" + ScriptedCascade.UPPER_ID))
                .findFirst()
                .orElseThrow();

        assertThat(register.number(0x0c)).isEqualTo(4711);
        assertThat(register.text(0x13)).isEqualTo("gw-1");
        assertThat(register.text(0x0e)).isEqualTo("hunter2");
        assertThat(register.number(0x07)).isEqualTo(7100);
        assertThat(register.number(0x08)).isEqualTo(7100);
        assertThat(register.correlation()).isEmpty();
    }

    @Test
    void aReloadSwitchesItOffAndOn() {
        cascade.gateway.reload(cascade.config(""));
        double before = cascade.gateway.metric("cascade_hep_packets_total", "sent");
        cascade.lower.sends(cascade.lowerMessage("OPTIONS", "quiet").build());
        cascade.lower.expectsResponse(200, "OPTIONS");
        assertThat(cascade.gateway.metric("cascade_hep_packets_total", "sent")).isEqualTo(before);

        cascade.gateway.reload(cascade.config(hep));
        cascade.lower.sends(cascade.lowerMessage("OPTIONS", "heard").build());
        cascade.lower.expectsResponse(200, "OPTIONS");
        await().untilAsserted(() ->
                assertThat(sip("OPTIONS")).anyMatch(packet -> packet.payload().contains("Call-ID: heard")));
        assertThat(sip("OPTIONS")).noneMatch(packet -> packet.payload().contains("Call-ID: quiet"));
    }

    @Test
    void aCollectorThatNobodyFindsCostsNothingButACount() {
        cascade.gateway.reload(cascade.config(hep.replace(net.host(90), "collector.invalid")));
        Established call = cascade.establish(6000, 6100);
        cascade.upperHangsUp(call.ok());

        await().untilAsserted(() -> assertThat(cascade.gateway.metric("cascade_hep_packets_total", "dropped"))
                .isPositive());
    }

    private JsonObject ladder() {
        String id = cascade.gateway
                .streams()
                .getJsonObject(0)
                .getJsonArray("viewers")
                .getJsonObject(0)
                .getString("id");
        return new JsonObject(
                cascade.gateway.get("/api/v1/calls/" + id + "/ladder").body());
    }

    private List<HepReader> sip(String method) {
        return collector.packets.stream()
                .filter(packet -> packet.kind() == SIP && packet.payload().startsWith(method + " "))
                .toList();
    }

    private static Set<String> correlations(List<HepReader> packets) {
        return packets.stream().map(HepReader::correlation).collect(Collectors.toSet());
    }

    /** Collector on the usual port. */
    private static final class Collector implements AutoCloseable {
        private final List<HepReader> packets = new CopyOnWriteArrayList<>();
        private final DatagramSocket socket;

        Collector(String host) {
            try {
                socket = new DatagramSocket(new InetSocketAddress(host, 9060));
            } catch (IOException taken) {
                throw new UncheckedIOException(taken);
            }
            Thread.ofVirtual().start(this::receive);
        }

        private void receive() {
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            while (!socket.isClosed()) {
                try {
                    socket.receive(packet);
                    packets.add(HepReader.of(Arrays.copyOf(packet.getData(), packet.getLength())));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
