package cascade.gateway.sip;

import static cascade.gateway.sip.EndpointFixture.PEER_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.LogLines;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIP over TCP: framing, broken connections, limits. */
@ResourceLock(EndpointFixture.HOSTS)
class TcpIT {

    private EndpointFixture gateway;

    private void open(TestSettings settings) {
        gateway = new EndpointFixture(settings);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(PEER_HOST, 0));
        socket.connect(gateway.address(), Patience.millis());
        socket.setSoTimeout(Patience.millis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One head without a body, or what came before the end. */
    private static String read(Socket socket) throws IOException {
        var text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static WireMessage message() {
        return WireMessage.request("MESSAGE").replace("Via", "Via: SIP/2.0/TCP " + PEER_HOST + ":5060;branch=z9hG4bK1");
    }

    private ServerSocket listen() throws IOException {
        var server = new ServerSocket(0, 5, InetAddress.getByName(PEER_HOST));
        server.setSoTimeout(Patience.millis());
        return server;
    }

    private static Socket accept(ServerSocket server) throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(Patience.millis());
        return socket;
    }

    private ClientTransaction sendTo(ServerSocket server) {
        int port = server.getLocalPort();
        return gateway.send(gateway.request("MESSAGE", port).build(), EndpointFixture.peer(SipTransport.TCP, port));
    }

    @Test
    void aPingIsAnsweredAndMessagesGoOn() throws IOException {
        open(TestSettings.fast());
        try (Socket socket = connect()) {
            write(socket, "\r\n\r\n");
            assertThat(socket.getInputStream().readNBytes(2)).asString().isEqualTo("\r\n");
            write(socket, message().body("x").text());
            assertThat(read(socket)).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @Test
    void aBodyMayComeLongAfterItsHead() throws IOException {
        open(TestSettings.fast());
        String text = message().body("a\r\n\r\nb").text();
        int headEnd = text.indexOf("\r\n\r\n") + 4;
        try (Socket socket = connect()) {
            for (String piece : List.of(
                    text.substring(0, headEnd + 1),
                    text.substring(headEnd + 1, headEnd + 4),
                    text.substring(headEnd + 4))) {
                write(socket, piece);
                // what was sent so far has been taken in before the rest comes
                gateway.residue();
            }
            assertThat(read(socket)).startsWith("SIP/2.0 200 OK\r\n");
        }
        assertThat(gateway.handled.getFirst().bodyText()).isEqualTo("a\r\n\r\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: 1", "Content-Length: -999", "Content-Length: 5\r\nContent-Length: 13"})
    void aMessageThatCannotBeCutIsAnswered400AndTheConnectionClosed(String line) throws IOException {
        open(TestSettings.fast());
        try (Socket socket = connect()) {
            write(socket, message().line(line).text());
            assertThat(read(socket)).startsWith("SIP/2.0 400 Bad Request\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(gateway.seen.count("rejected unknown tcp-connection")).isEqualTo(1);
        assertThat(gateway.handled).isEmpty();
        await().until(() -> gateway.residue().get("tcp-connections") == 0);
    }

    @Tag("alone")
    @Test
    @FieldReport("load 4")
    void aCrowdOfStrangersWritesOneLineAndTellsHowManyItLeftOut() throws IOException {
        open(TestSettings.fast());
        try (LogLines log = LogLines.of("sip.transport")) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = connect()) {
                    write(socket, message().line("Content-Length: -999").text());
                    assertThat(read(socket)).startsWith("SIP/2.0 400 Bad Request\r\n");
                }
            }
            assertThat(gateway.seen.count("rejected unknown tcp-connection")).isEqualTo(20);
            assertThat(log.with("tcp connection closed")).hasSize(1);
            assertThat(LogLines.value(log.with("tcp connection closed").getFirst(), "cause"))
                    .contains("Content-Length");
        }
    }

    @Test
    void aMessageAnnouncedTooLargeIsAnswered513BeforeItComes() throws IOException {
        open(TestSettings.fast().maxMessageBytes(10_000));
        try (Socket socket = connect()) {
            write(socket, message().line("Content-Length: 9999").text());
            assertThat(read(socket)).startsWith("SIP/2.0 513 Message Too Large\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aHalfMessageIsGivenUpAfterTheReadTimeout() throws IOException {
        open(TestSettings.fast().tcpReadTimeout(Duration.ofMillis(300)));
        try (Socket socket = connect()) {
            write(
                    socket,
                    message()
                            .line("Content-Length: 100")
                            .uncountedBody("only this")
                            .text());
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(gateway.seen.count("rejected unknown tcp-connection")).isEqualTo(1);
        assertThat(gateway.handled).isEmpty();
        await().until(() -> gateway.residue().get("tcp-connections") == 0);
    }

    @Test
    void aBusyConnectionThatIsAlwaysWithinAMessageIsNotGivenUp() throws IOException {
        Duration readTimeout = Duration.ofMillis(500);
        open(TestSettings.fast().tcpReadTimeout(readTimeout));
        String text = message().body("x".repeat(100)).text();
        long until = System.nanoTime() + readTimeout.multipliedBy(3).toNanos();
        int sent = 0;
        try (Socket socket = connect()) {
            // one message behind, the end of the one before and the beginning of the next go together
            String half = text.substring(0, text.length() / 2);
            String rest = text.substring(text.length() / 2);
            write(socket, half);
            while (System.nanoTime() < until) {
                write(socket, rest + half);
                sent++;
                assertThat(read(socket)).startsWith("SIP/2.0 200");
            }
            write(socket, rest);
            assertThat(read(socket)).startsWith("SIP/2.0 200");
        }
        assertThat(sent).isPositive();
        assertThat(gateway.seen.events()).doesNotContain("rejected unknown tcp-connection");
    }

    @Test
    void anIdleConnectionIsNotHalfRead() throws IOException {
        open(TestSettings.fast().tcpReadTimeout(Duration.ofMillis(100)));
        try (Socket socket = connect()) {
            write(socket, message().body("x").text());
            read(socket);
            gateway.awaitQuiet();
            write(socket, message().body("y").text());
            assertThat(read(socket)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void aConnectionThatClosesMidTransactionEndsItAtOnceAndTheNextRequestOpensAnother() throws Exception {
        open(TestSettings.fast().timeout(Duration.ofMillis(500)));
        try (ServerSocket server = listen()) {
            ClientTransaction first = sendTo(server);
            try (Socket socket = accept(server)) {
                assertThat(read(socket)).startsWith("MESSAGE");
            }
            assertThat(gateway.loop.awaitFailure(first::response)).isInstanceOf(SipTransportException.class);
            await().until(() -> gateway.residue().get("tcp-connections") == 0);

            ClientTransaction second = sendTo(server);
            try (Socket socket = accept(server)) {
                String request = read(socket);
                write(socket, answer(request));
                assertThat(gateway.loop.await(second::response).status()).isEqualTo(200);
            }
        }
        gateway.awaitQuiet();
    }

    private static String answer(String request) {
        return RawPeer.answer(request, "SIP/2.0 200 OK");
    }

    @Test
    void aConnectionResetWithinAMessageLeavesNothing() throws IOException {
        open(TestSettings.fast());
        Socket socket = connect();
        write(socket, message().line("Content-Length: 100").text());
        await().until(() -> gateway.residue().get("tcp-connections") == 1);
        socket.setSoLinger(true, 0);
        socket.close();
        await().until(() -> gateway.residue().get("tcp-connections") == 0);
        assertThat(gateway.seen.events()).isEmpty();
    }

    @Test
    void anAnswerWhoseConnectionIsGoneGoesToWhereTheViaSays() throws Exception {
        open(TestSettings.fast());
        List<ServerTransaction> open = new CopyOnWriteArrayList<>();
        gateway.handler(open::add);
        try (ServerSocket server = listen()) {
            try (Socket socket = connect()) {
                write(
                        socket,
                        message()
                                .replace(
                                        "Via",
                                        "Via: SIP/2.0/TCP " + PEER_HOST + ":" + server.getLocalPort()
                                                + ";branch=z9hG4bK1")
                                .body("x")
                                .text());
                await().until(() -> open.size() == 1);
            }
            await().until(() -> gateway.residue().get("tcp-connections") == 0);
            gateway.loop.run(
                    () -> open.getFirst().respond(open.getFirst().answer(200).build()));
            try (Socket back = accept(server)) {
                assertThat(read(back)).startsWith("SIP/2.0 200 OK\r\n").contains("CSeq: 20 MESSAGE");
            }
        }
    }

    @Test
    @Clause(value = "SIP", part = "TCP, the connection that the peer opened")
    void requestsToAPeerGoBackOverTheConnectionItOpened() throws Exception {
        open(TestSettings.fast());
        try (Socket socket = connect()) {
            write(socket, message().body("x").text());
            read(socket);
            SipRequest request =
                    gateway.request("MESSAGE", socket.getLocalPort()).build();
            ClientTransaction sent =
                    gateway.send(request, EndpointFixture.peer(SipTransport.TCP, socket.getLocalPort()));
            write(socket, answer(read(socket)));
            assertThat(gateway.loop.await(sent::response).status()).isEqualTo(200);
            assertThat(gateway.residue()).containsEntry("tcp-connections", 1);
        }
    }

    @Test
    void severalRequestsToOneNewPeerShareOneConnection() throws Exception {
        open(TestSettings.fast());
        try (ServerSocket server = listen()) {
            List<ClientTransaction> sent = List.of(sendTo(server), sendTo(server), sendTo(server));
            try (Socket socket = accept(server)) {
                for (int i = 0; i < sent.size(); i++) {
                    write(socket, answer(read(socket)));
                }
                for (ClientTransaction one : sent) {
                    assertThat(gateway.loop.await(one::response).status()).isEqualTo(200);
                }
                assertThat(gateway.residue()).containsEntry("tcp-connections", 1);
            }
        }
    }

    @Test
    void connectionsBeyondTheLimitAreRefusedInBothDirections() throws Exception {
        open(TestSettings.fast().tcpMaxConnections(2));
        try (Socket one = connect();
                Socket two = connect();
                ServerSocket server = listen()) {
            write(one, message().body("x").text());
            write(two, message().body("x").text());
            read(one);
            read(two);
            try (Socket three = connect()) {
                assertThat(three.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(gateway.loop.awaitFailure(sendTo(server)::response))
                    .isInstanceOf(SipTransportException.class)
                    .hasMessageContaining("connection limit 2");
            assertThat(gateway.seen.count("rejected unknown tcp-connection")).isEqualTo(2);
            assertThat(gateway.residue()).containsEntry("tcp-connections", 2).containsEntry("client-transactions", 0);
        }
        await().until(() -> gateway.residue().get("tcp-connections") == 0);
    }

    @Test
    void aPeerThatReadsNothingIsSentNoMoreThanItsShare() throws Exception {
        open(TestSettings.fast().maxMessageBytes(64 * 1024).timeout(Duration.ofMinutes(5)));
        try (ServerSocket server = listen()) {
            int port = server.getLocalPort();
            SipRequest large = gateway.request("MESSAGE", port)
                    .body("text/plain", new byte[60_000])
                    .build();
            List<Future<?>> sent = new ArrayList<>();
            try (Socket deaf = accept(
                    server,
                    () -> sent.add(gateway.send(large, EndpointFixture.peer(SipTransport.TCP, port))
                            .response()))) {
                assertThat(deaf.isConnected()).isTrue();
                await().until(() -> {
                    sent.add(gateway.send(large, EndpointFixture.peer(SipTransport.TCP, port))
                            .response());
                    return sent.getLast().failed();
                });
                assertThat(sent.getLast().cause())
                        .isInstanceOf(SipTransportException.class)
                        .hasMessageContaining("does not read");
            }
        }
    }

    private static Socket accept(ServerSocket server, Runnable before) throws IOException {
        before.run();
        return accept(server);
    }

    @Test
    void closingTheEndpointClosesItsConnections() throws Exception {
        open(TestSettings.fast());
        try (Socket socket = connect();
                ServerSocket server = listen()) {
            write(socket, message().body("x").text());
            read(socket);
            ClientTransaction sent = sendTo(server);
            try (Socket outgoing = accept(server)) {
                read(outgoing);
                gateway.loop.await(gateway.endpoint::close);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                assertThat(outgoing.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(sent.response().cause()).isInstanceOf(SipTransportException.class);
            await().until(() -> gateway.residue().get("tcp-connections") == 0);
        }
    }
}
