package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.media.LegAddress;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.sip.HepReader;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a HEP collector gets of a call through the gateway. */
class HepIT {

    private static final int SIP = 1;
    private static final int RTCP = 5;
    private static final int LOG = 100;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final Collector collector = new Collector(net.host(90));
    private final String hep = "gateway.hep { address = \"" + net.host(90)
            + ":9060\", capture-id = 4711, node = \"gw-1\", password = \"hunter2\" }\n";
    private final ScriptedCascade cascade = new ScriptedCascade(net, hep).up();

    private int asked;

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
    void rtcpOfBothLegsHasTheCallsCorrelationId() throws SdpSyntaxException {
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost);
                RtpPeer screen = RtpPeer.on(cascade.upperHost)) {
            Established call = cascade.establish(
                    screen.rtpAddress().getPort(), camera.rtpAddress().getPort());
            int port = SdpParser.parse(call.inviteDown().bodyText())
                    .video()
                    .orElseThrow()
                    .port();
            var source = new LegAddress(cascade.districtHost, port);
            int ssrc = 100_000_001;
            camera.sendRtp(source, RtpPeer.packet(1, 1, ssrc));
            screen.receiveRtp();
            camera.sendRtcp(source, new RtcpBuilder().senderReport(ssrc, 7).bytes());

            await().untilAsserted(() -> assertThat(ofKind(RTCP)).hasSize(2));
            assertThat(correlations(ofKind(RTCP))).containsExactly(ladder().getString("correlationId"));
            HepReader received = ofKind(RTCP).getFirst();
            assertThat(new JsonObject(received.payload()).getLong("ssrc")).isEqualTo(ssrc);
            assertThat(new JsonObject(received.payload()).getInteger("type")).isEqualTo(200);
            assertThat(received.number(0x07)).isEqualTo(camera.rtcpAddress().getPort());
            assertThat(received.number(0x08)).isEqualTo(source.rtcpPort());
            HepReader passedOn = ofKind(RTCP).getLast();
            assertThat(passedOn.number(0x08)).isEqualTo(screen.rtcpAddress().getPort());
            cascade.upperHangsUp(call.ok());
        }
    }

    @Test
    void byTcpTheWholeCallComesInOneConnection() {
        try (TcpCollector stream = new TcpCollector(net.host(91))) {
            cascade.gateway.reload(cascade.config(overTcp()));
            Established call = cascade.establish(6000, 6100);
            cascade.upperHangsUp(call.ok());

            await().untilAsserted(() -> assertThat(methods(stream.packets)).contains("INVITE", "ACK", "BYE"));
            assertThat(stream.connections).hasValue(1);
        }
    }

    @Test
    void aCollectorThatComesBackIsConnectedToAgain() {
        cascade.gateway.reload(cascade.config(overTcp()));
        await().untilAsserted(() -> {
            options();
            assertThat(cascade.gateway.metric("cascade_hep_packets_total", "dropped"))
                    .isPositive();
        });
        try (TcpCollector first = new TcpCollector(net.host(91))) {
            await().untilAsserted(() -> {
                options();
                assertThat(methods(first.packets)).contains("OPTIONS");
            });
        }
        try (TcpCollector second = new TcpCollector(net.host(91))) {
            await().untilAsserted(() -> {
                options();
                assertThat(methods(second.packets)).contains("OPTIONS");
            });
        }
    }

    private String overTcp() {
        return hep.replace(net.host(90), net.host(91)) + "gateway.hep { transport = tcp, retry = 50ms }\n";
    }

    private void options() {
        cascade.lower.sends(cascade.lowerMessage("OPTIONS", "o" + asked++).build());
        cascade.lower.expectsResponse(200, "OPTIONS");
    }

    private static Set<String> methods(List<HepReader> packets) {
        return packets.stream()
                .filter(packet -> packet.kind() == SIP)
                .map(packet -> packet.payload().split(" ", 2)[0])
                .collect(Collectors.toSet());
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
        return ofKind(SIP).stream()
                .filter(packet -> packet.payload().startsWith(method + " "))
                .toList();
    }

    private List<HepReader> ofKind(int kind) {
        return collector.packets.stream()
                .filter(packet -> packet.kind() == kind)
                .toList();
    }

    private static Set<String> correlations(List<HepReader> packets) {
        return packets.stream().map(HepReader::correlation).collect(Collectors.toSet());
    }

    /** Collector on the usual port that takes one connection at a time, each packet by its length. */
    private static final class TcpCollector implements AutoCloseable {
        private static final int LENGTH_END = 6;
        private final List<HepReader> packets = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket listener;
        private volatile Socket connection = new Socket();

        TcpCollector(String host) {
            try {
                listener = new ServerSocket();
                listener.setReuseAddress(true);
                listener.bind(new InetSocketAddress(host, 9060));
            } catch (IOException taken) {
                throw new UncheckedIOException(taken);
            }
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    connection = listener.accept();
                    connections.incrementAndGet();
                    read(new DataInputStream(connection.getInputStream()));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private void read(DataInputStream in) throws IOException {
            for (byte[] head = in.readNBytes(LENGTH_END); head.length == LENGTH_END; head = in.readNBytes(LENGTH_END)) {
                int length = ByteBuffer.wrap(head).getShort(4) & 0xffff;
                byte[] packet = Arrays.copyOf(head, length);
                in.readFully(packet, LENGTH_END, length - LENGTH_END);
                packets.add(HepReader.of(packet));
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
                connection.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
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
