package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Signalling over IPv6: on the one address that its loopback has, by ports that are free. */
class Ipv6IT {

    private static final String HERE = "::1";
    private static final String NET = "lan";

    private final ControlLoop loop = new ControlLoop();
    private final List<SipRequest> handled = new CopyOnWriteArrayList<>();
    private SipEndpoint endpoint;
    private ListeningPoint point;

    @BeforeAll
    static void needsIpv6() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HERE), 0));
        } catch (IOException e) {
            System.out.println("SKIPPED: no IPv6 here: " + e.getMessage());
            assumeTrue(false, "IPv6");
        }
    }

    @BeforeEach
    void open() {
        endpoint = loop.call(() -> new SipEndpoint(
                loop.vertx(),
                TestSettings.fast().build(),
                source -> Optional.of("peer"),
                SipObserver.NONE,
                DatagramFilter.ALL_PASS));
        endpoint.handler(transaction -> {
            handled.add(transaction.request());
            transaction.respond(transaction.answer(200).build());
        });
        point = loop.await(() ->
                endpoint.listen(new ListeningPoint(NET, HERE, 0, HERE, Set.of(SipTransport.UDP, SipTransport.TCP))));
    }

    @AfterEach
    void close() {
        loop.await(endpoint::close);
        loop.close();
    }

    private SipPeer ourselves(SipTransport transport) {
        return new SipPeer(NET, transport, new InetSocketAddress(InetAddress.ofLiteral(HERE), point.port()));
    }

    @ParameterizedTest
    @EnumSource(SipTransport.class)
    void requestAndAnswerWriteAddressesInBrackets(SipTransport transport) {
        SipUri us = SipUri.ofAuthority("34020000002000000001", point.authority());

        SipResponse answer = loop.await(() -> endpoint.send(
                        SipRequest.builder("MESSAGE", us)
                                .from(NameAddr.tagged(us, "1"))
                                .to(NameAddr.of(us))
                                .callId("a")
                                .contact(NameAddr.of(us))
                                .body("Application/MANSCDP+xml", "hello".getBytes(StandardCharsets.UTF_8))
                                .build(),
                        ourselves(transport))
                .response());

        SipRequest request = handled.getFirst();
        String authority = "[::1]:" + point.port();
        assertThat(point.authority()).isEqualTo(authority);
        assertThat(request.startLine()).isEqualTo("MESSAGE sip:34020000002000000001@" + authority + " SIP/2.0");
        assertThat(request.topVia()).asString().startsWith("SIP/2.0/" + transport + " " + authority + ";");
        assertThat(request.topVia().params()).containsEntry("received", "::1");
        assertThat(request.from().uri().host()).isEqualTo("[::1]");
        assertThat(request.contact().orElseThrow().uri()).isEqualTo(us);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.topVia().params()).containsEntry("received", "::1");
    }

    /** RFC 5118 section 4.5: received without brackets by us, whatever the sent-by looks like. */
    @ParameterizedTest
    @CsvSource({
        "[2001:db8::10]:5060;rport, true",
        "[::1]:PORT;rport, true",
        "[0:0:0:0:0:0:0:1]:PORT, false",
        "[::1]:PORT, false",
        "camera.example:PORT, true",
    })
    void theAnswerGoesBackToTheSource(String sentBy, boolean told) {
        try (RawPeer peer = new RawPeer(HERE, ourselves(SipTransport.UDP).address())) {
            RawPeer.Answer answer = peer.ask("MESSAGE sip:34020000002000000001@[::1] SIP/2.0\r\nVia: SIP/2.0/UDP "
                    + sentBy.replace("PORT", Integer.toString(peer.port()))
                    + ";branch=z9hG4bK1\r\nFrom: <sip:1@[::1]>;tag=1\r\nTo: <sip:2@[::1]>\r\nCall-ID: b\r\n"
                    + "CSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n");

            assertThat(answer.text()).startsWith("SIP/2.0 200");
            assertThat(answer.text().contains(";received=::1")).isEqualTo(told);
        }
    }

    @Test
    void anAnswerThatCarriesBracketsInReceivedIsRead() {
        try (RawPeer peer = new RawPeer(HERE, ourselves(SipTransport.UDP).address())) {
            SipUri there = SipUri.ofAuthority("34020000001320000001", "[::1]:" + peer.port());
            var to =
                    new SipPeer(NET, SipTransport.UDP, new InetSocketAddress(InetAddress.ofLiteral(HERE), peer.port()));
            var waiting = loop.call(() -> endpoint.send(
                            SipRequest.builder("MESSAGE", there)
                                    .from(NameAddr.tagged(there, "1"))
                                    .to(NameAddr.of(there))
                                    .callId("c")
                                    .build(),
                            to)
                    .response());
            String request = peer.receive();
            String headers = request.substring(request.indexOf("\r\n") + 2);

            peer.send("SIP/2.0 200 OK\r\n" + headers.replace(";rport", ";rport=1;received=[::1]"));

            assertThat(loop.await(() -> waiting).status()).isEqualTo(200);
        }
    }
}
