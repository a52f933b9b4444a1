package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.UdpQueue;
import cascade.gateway.testkit.sip.WireMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Bursts of peers and strangers against one another: nobody's load takes what is another's. */
@ResourceLock(EndpointFixture.HOSTS)
class LoadSharesIT {

    private static final String STRANGER_HOST = EndpointFixture.SUBNET.host(3);
    private static final String UNBOUND = "34020000002000000009";

    private Optional<EndpointFixture> opened = Optional.empty();

    private EndpointFixture open(TestSettings settings) {
        var gateway = new EndpointFixture(settings, new PeerNames() {
            @Override
            public Optional<String> domainOf(SipPeer source) {
                return source.host().getHostAddress().equals(STRANGER_HOST) ? Optional.empty() : Optional.of("peer");
            }

            @Override
            public Optional<String> domainOfId(SipPeer source, String fromUser) {
                return fromUser.equals(UNBOUND) ? Optional.of("district") : Optional.empty();
            }
        });
        opened = Optional.of(gateway);
        return gateway;
    }

    @AfterEach
    void close() {
        opened.ifPresent(EndpointFixture::close);
    }

    @Test
    @FieldReport(value = "load 1", part = "records that shrink to their answer")
    void moreNotificationsThanTransactionsFitAreAllAnswered() throws Exception {
        EndpointFixture gateway =
                open(TestSettings.fast().t1(Duration.ofMillis(500)).maxServerTransactions(40));
        try (RawPeer lower = gateway.rawPeer()) {
            for (int i = 0; i < 400; i++) {
                lower.send(WireMessage.request("NOTIFY").text());
                lower.receive("SIP/2.0 200");
            }
        }
        assertThat(gateway.seen.count("rejected peer server-transaction-limit")).isZero();
        assertThat(gateway.residue().get("server-transactions")).isZero();
    }

    @Test
    @FieldReport("load 11")
    void datagramsThatWaitAreReadInOneTurnOfTheLoop() throws Exception {
        EndpointFixture gateway = open(TestSettings.fast());
        var handledAfterTheTurn = new CompletableFuture<Integer>();
        gateway.handler(tx -> {
            if (gateway.handled.size() == 1) {
                gateway.loop.context().runOnContext(turn -> handledAfterTheTurn.complete(gateway.handled.size()));
            }
        });
        try (RawPeer lower = gateway.rawPeer()) {
            comeTogether(gateway, lower, Collections.nCopies(40, "REGISTER"));
            assertThat(handledAfterTheTurn.get(10, TimeUnit.SECONDS)).isEqualTo(40);
        }
    }

    @Test
    @FieldReport(value = "load 2", part = "a call overtakes a catalog that waits")
    void aCallOvertakesTheCatalogThatCameBeforeIt() throws Exception {
        EndpointFixture gateway = open(TestSettings.fast());
        var before = new CompletableFuture<Integer>();
        gateway.handler(tx -> {
            if (tx.request().is("INVITE")) {
                before.complete(gateway.handled.size());
            } else {
                ControlLoop.work(Duration.ofMillis(4));
            }
        });
        List<String> methods = new ArrayList<>(Collections.nCopies(100, "MESSAGE"));
        methods.add("INVITE");
        try (RawPeer lower = gateway.rawPeer()) {
            comeTogether(gateway, lower, methods);
            // two bursts of the socket, a slice of bulk after each
            assertThat(before.get(10, TimeUnit.SECONDS)).isLessThan(20);
            await().until(() -> gateway.handled.size() == 101);
        }
    }

    /** All of them wait in the socket before the first is read. */
    private static void comeTogether(EndpointFixture gateway, RawPeer lower, List<String> methods) throws IOException {
        Runnable sent = gateway.loop.hold();
        try {
            var queue = new UdpQueue(gateway.address());
            lower.send(WireMessage.request(methods.getFirst()).text());
            await().until(() -> queue.bytes() > 0);
            long one = queue.bytes();
            for (String method : methods.subList(1, methods.size())) {
                lower.send(WireMessage.request(method).text());
            }
            // a busy kernel hands them over a little later than it took them
            await().until(() -> queue.bytes() >= methods.size() * one);
        } finally {
            sent.run();
        }
    }

    @Test
    @FieldReport("load 12")
    void aConfiguredIdRegistersWhileStrangersSpendTheirWholeBudget() {
        EndpointFixture gateway = open(TestSettings.fast().rates(5, 1000));
        try (RawPeer stranger = gateway.rawPeer(STRANGER_HOST)) {
            for (int i = 0; i < 50; i++) {
                stranger.send(WireMessage.request("REGISTER").text());
            }
            await().until(() -> gateway.seen.count("rejected unknown flood") >= 40);
            int before = gateway.handled.size();
            stranger.send(WireMessage.request("REGISTER")
                    .replace("From", "From: <sip:" + UNBOUND + "@3402000000>;tag=1")
                    .text());
            await().until(() -> gateway.handled.size() > before);
        }
    }

    @Test
    @FieldReport("load 3")
    void idleConnectionsOfStrangersCloseNothingOfAKnownPeer() throws IOException {
        EndpointFixture gateway = open(TestSettings.fast()
                .tcpMaxConnections(2)
                .shares(new SipSettings.Shares(100, 100, 100, 100, 10, 5, 100, "", "")));
        List<Socket> strangers = new ArrayList<>();
        try (Socket peer = connect(gateway, EndpointFixture.PEER_HOST)) {
            for (int i = 0; i < 50; i++) {
                strangers.add(connect(gateway, STRANGER_HOST));
            }
            await().untilAsserted(() -> assertThat(gateway.residue()).containsEntry("tcp-connections", 6));
            peer.getOutputStream()
                    .write(WireMessage.request("MESSAGE")
                            .line("Content-Length: 0")
                            .bytes());
            await().until(() -> gateway.handled.size() == 1);
            assertThat(gateway.seen.count("rejected unknown tcp-connection")).isEqualTo(45);
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    @FieldReport(value = "load 2", part = "nothing is dropped over TCP")
    void overAStreamAKnownPeersMessagesBeyondItsRateWaitAndAreAllTaken() throws IOException {
        EndpointFixture gateway = open(TestSettings.fast().rates(5, 200));
        try (Socket peer = connect(gateway, EndpointFixture.PEER_HOST)) {
            for (int i = 0; i < 300; i++) {
                peer.getOutputStream()
                        .write(WireMessage.request("MESSAGE")
                                .line("Content-Length: 0")
                                .bytes());
            }
            await().untilAsserted(() -> assertThat(gateway.handled).hasSize(300));
            assertThat(gateway.seen.count("rejected peer flood")).isZero();
        }
    }

    @Test
    @FieldReport("load 10")
    void newCallsAreRefusedInOverloadAndTheRestGoesOn() {
        EndpointFixture gateway = open(TestSettings.fast().overload(new SipSettings.Overload(Duration.ofDays(1), -1)));
        try (RawPeer peer = gateway.rawPeer()) {
            await().until(() -> {
                peer.send(WireMessage.request("INVITE").text());
                return peer.whatCameUntilNow().contains("SIP/2.0 503");
            });
            peer.send(WireMessage.request("MESSAGE").text());
            peer.receive("SIP/2.0 200");
        }
    }

    private static Socket connect(EndpointFixture gateway, String host) throws IOException {
        return new Socket(gateway.address().getAddress(), gateway.address().getPort(), InetAddress.getByName(host), 0);
    }
}
