package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** The edge of the SIP side: who hears what is on the wire, and what fails there harms nothing behind it. */
@ResourceLock(EndpointFixture.HOSTS)
class EdgeIT {

    private static final Logger ENDPOINT_LOG = (Logger) LoggerFactory.getLogger(SipEndpoint.class);

    private final AtomicBoolean namesFail = new AtomicBoolean();
    private final EndpointFixture gateway = new EndpointFixture(TestSettings.fast(), source -> {
        if (namesFail.getAndSet(false)) {
            throw new IllegalStateException("on purpose");
        }
        return Optional.of("peer");
    });
    private final RawPeer peer = gateway.rawPeer();

    /** Faults on purpose are asserted, not printed. */
    @BeforeAll
    static void quiet() {
        ENDPOINT_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ENDPOINT_LOG.setLevel(null);
    }

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    @Test
    void aTapHearsEachMessageWithBothEndsOfItsWay() {
        List<TappedMessage> heard = new CopyOnWriteArrayList<>();
        gateway.loop.run(() -> gateway.endpoint.tap(heard::add));
        String request = WireMessage.request("MESSAGE").text();
        peer.send(request);
        String answer = peer.receive("SIP/2.0 200");

        assertThat(heard).hasSize(2).allSatisfy(message -> {
            assertThat(message.local()).isEqualTo(gateway.point);
            assertThat(message.peer()).isEqualTo(EndpointFixture.peer(SipTransport.UDP, peer.port()));
            assertThat(message.domain()).isEqualTo("peer");
        });
        assertThat(heard.getFirst().direction()).isEqualTo(Direction.RECEIVED);
        assertThat(new String(heard.getFirst().bytes(), StandardCharsets.UTF_8)).isEqualTo(request);
        assertThat(heard.getLast().direction()).isEqualTo(Direction.SENT);
        assertThat(new String(heard.getLast().bytes(), StandardCharsets.UTF_8)).isEqualTo(answer);
    }

    @Test
    void aTapThatFailsTakesNothingFromTheMessage() {
        gateway.loop.run(() -> gateway.endpoint.tap(message -> {
            throw new IllegalStateException("on purpose");
        }));
        peer.send(WireMessage.request("MESSAGE").text());
        peer.receive("SIP/2.0 200");
        assertThat(gateway.seen.count("rejected peer internal")).isPositive();
    }

    @Test
    void aFaultInFindingOutWhoSentAMessageIsCountedAndTheNextOfItsStreamIsRead() throws IOException {
        try (Socket stream = new Socket(
                gateway.address().getAddress(),
                gateway.address().getPort(),
                InetAddress.getByName(EndpointFixture.PEER_HOST),
                0)) {
            await().until(() -> gateway.residue().get("tcp-connections") == 1);
            namesFail.set(true);
            byte[] one =
                    WireMessage.request("MESSAGE").line("Content-Length: 0").bytes();
            byte[] two =
                    WireMessage.request("MESSAGE").line("Content-Length: 0").bytes();
            byte[] both = new byte[one.length + two.length];
            System.arraycopy(one, 0, both, 0, one.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            stream.getOutputStream().write(both);
            await().until(() -> gateway.handled.size() == 1);
        }
        assertThat(gateway.seen.count("rejected unknown internal")).isEqualTo(1);
    }
}
