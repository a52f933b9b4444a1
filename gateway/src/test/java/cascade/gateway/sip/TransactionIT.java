package cascade.gateway.sip;

import static cascade.gateway.sip.EndpointFixture.HOST;
import static cascade.gateway.sip.EndpointFixture.PEER_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The edges of the transactions: limits, strangers, races, and that nothing is left of them. */
@ResourceLock(EndpointFixture.HOSTS)
class TransactionIT {

    private static final Logger ENDPOINT_LOG = (Logger) LoggerFactory.getLogger(SipEndpoint.class);

    private EndpointFixture gateway;
    private RawPeer peer;

    /** Faults on purpose are asserted, not printed. */
    @BeforeAll
    static void quiet() {
        ENDPOINT_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ENDPOINT_LOG.setLevel(null);
    }

    private static final String OTHER_HOST = EndpointFixture.SUBNET.host(3);

    private void open(TestSettings settings) {
        open(settings, source -> Optional.of("peer"));
    }

    private void open(TestSettings settings, PeerNames peers) {
        gateway = new EndpointFixture(settings, peers);
        peer = gateway.rawPeer();
    }

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    private SipPeer udp() {
        return EndpointFixture.peer(SipTransport.UDP, peer.port());
    }

    private ClientTransaction send(String method) {
        return gateway.send(gateway.request(method, peer.port()).build(), udp());
    }

    private static WireMessage invite(String callId) {
        return WireMessage.request("INVITE").replace("Call-ID", "Call-ID: " + callId);
    }

    private static String cancel(String callId) {
        return WireMessage.request("CANCEL")
                .replace("Call-ID", "Call-ID: " + callId)
                .text();
    }

    @Test
    void callsBeyondTheLimitAreTurnedAwayWith503AndATime() {
        open(TestSettings.fast().maxServerTransactions(10));
        gateway.handler(tx -> {});
        for (int i = 0; i < 9; i++) {
            peer.send(WireMessage.request("INVITE").text());
        }
        peer.send(WireMessage.request("INVITE").text());
        String refused = peer.receive();
        assertThat(refused).startsWith("SIP/2.0 503 Service Unavailable\r\n");
        assertThat(Integer.parseInt(RawPeer.header(refused, "Retry-After"))).isPositive();
        assertThat(gateway.seen.count("rejected peer server-transaction-limit")).isEqualTo(1);
        assertThat(gateway.handled).hasSize(9);
    }

    @Test
    void aNotificationBeyondTheLimitIsNotAnsweredSoThatItComesAgain() {
        open(TestSettings.fast().maxServerTransactions(4));
        gateway.handler(tx -> {});
        for (int i = 0; i < 3; i++) {
            peer.send(WireMessage.request("MESSAGE").text());
        }
        peer.send(WireMessage.request("NOTIFY").text());
        await().until(() -> gateway.seen.count("rejected peer server-transaction-limit") == 1);
        assertThat(gateway.seen.events()).noneMatch(event -> event.startsWith("sent "));
        assertThat(gateway.handled).hasSize(3);
    }

    @Test
    void atTheLimitCallsCanStillBeEnded() {
        open(TestSettings.fast().maxServerTransactions(10));
        gateway.handler(tx -> {
            if (tx.request().is("BYE")) {
                tx.respond(tx.answer(200).build());
            } else if (tx.request().is("INVITE")) {
                tx.onCancel(cancel -> tx.respond(tx.answer(487).build()));
            }
        });
        peer.send(invite("call").text());
        for (int i = 0; i < 20; i++) {
            peer.send(WireMessage.request("MESSAGE").text());
        }
        peer.send(WireMessage.request("BYE").text());
        assertThat(RawPeer.header(peer.receive("SIP/2.0 200"), "CSeq")).endsWith("BYE");
        peer.send(cancel("call"));
        assertThat(RawPeer.header(peer.receive("SIP/2.0 200"), "CSeq")).endsWith("CANCEL");
        peer.receive("SIP/2.0 487");
    }

    @Test
    void requestsOfOursBeyondTheLimitFailAndAreNotSent() {
        open(TestSettings.fast().maxClientTransactions(2).timeout(Duration.ofMinutes(1)));
        send("MESSAGE");
        send("MESSAGE");
        peer.receive("MESSAGE");
        peer.receive("MESSAGE");

        ClientTransaction third = send("INFO");

        assertThat(third.response().cause())
                .isInstanceOf(SipTransportException.class)
                .hasMessageContaining("limit of 2");
        ClientTransaction bye = send("BYE");
        assertThat(bye.response().isComplete()).isFalse();
        String sent = peer.receive("BYE");
        assertThat(gateway.seen.events())
                .contains("rejected peer client-transaction-limit")
                .doesNotContain("sent peer INFO ");
        peer.send(RawPeer.answer(sent, "SIP/2.0 200 OK"));
        assertThat(gateway.loop.await(bye::response).status()).isEqualTo(200);
    }

    @Test
    void aRequestThatCannotBeSentFailsAndLeavesNothing() {
        open(TestSettings.fast());
        SipPeer elsewhere = new SipPeer("udp-only", SipTransport.TCP, gateway.address());
        gateway.loop.await(
                () -> gateway.endpoint.listen(new ListeningPoint("udp-only", HOST, 0, HOST, Set.of(SipTransport.UDP))));
        for (String method : List.of("MESSAGE", "INVITE")) {
            SipRequest request = gateway.request(method, 5060).build();
            assertThat(gateway.send(request, elsewhere).response().cause())
                    .isInstanceOf(SipTransportException.class)
                    .hasMessageContaining("udp-only has no TCP");
        }
        assertThat(gateway.residue()).containsEntry("client-transactions", 0);
    }

    @Test
    void aDatagramTooLongForUdpFailsAtOnceInsteadOfBeingRepeated() {
        open(TestSettings.fast().timeout(Duration.ofMinutes(5)));
        SipRequest request = gateway.request("MESSAGE", peer.port())
                .body("text/plain", new byte[70_000])
                .build();
        assertThat(gateway.loop.awaitFailure(
                        () -> gateway.endpoint.send(request, udp()).response()))
                .isInstanceOf(SipTransportException.class)
                .hasMessageStartingWith("UDP " + PEER_HOST + ":" + peer.port());
    }

    @Test
    void anIgnoredRequestLeavesNothingAndMayComeAgain() {
        open(TestSettings.fast());
        List<ServerTransaction> ignored = new CopyOnWriteArrayList<>();
        gateway.handler(tx -> {
            ignored.add(tx);
            tx.ignore();
        });
        for (WireMessage request : List.of(WireMessage.request("MESSAGE"), invite("call"))) {
            peer.send(request.text());
            peer.send(request.text());
        }
        assertThat(peer.whatCameUntilNow()).isEmpty();
        assertThat(ignored).hasSize(4);
        gateway.awaitQuiet();
        assertThat(ignored).noneMatch(ServerTransaction::isAnswered);
        gateway.loop.run(() -> {
            ignored.get(0).respond(ignored.get(0).answer(200).build());
            ignored.get(2).respond(ignored.get(2).answer(404).build());
        });
        assertThat(peer.whatCameUntilNow()).as("answers after all").isEmpty();
    }

    @Test
    void anAnswerThatComesAfterItsTransactionDoesNotDisturbTheNextOne() {
        open(TestSettings.fast());
        List<ServerTransaction> seen = new CopyOnWriteArrayList<>();
        gateway.handler(tx -> {
            seen.add(tx);
            if (seen.size() == 1) {
                tx.ignore();
            }
        });
        String request = WireMessage.request("MESSAGE").text();
        peer.send(request);
        peer.send(request);
        await().until(() -> seen.size() == 2);
        gateway.loop.run(() -> {
            seen.get(0).respond(seen.get(0).answer(200).build());
            seen.get(1).respond(seen.get(1).answer(404).build());
        });
        assertThat(peer.receive()).startsWith("SIP/2.0 404");
        peer.send(request);
        assertThat(peer.receive()).startsWith("SIP/2.0 404");
        assertThat(seen).hasSize(2);
    }

    @Test
    void aRequestThatNobodyAnswersIsForgottenWhenItsClientHasGivenUp() {
        open(TestSettings.fast());
        gateway.handler(tx -> {});
        peer.send(WireMessage.request("MESSAGE").text());
        await().until(() -> gateway.handled.size() == 1);
        gateway.awaitQuiet();
        assertThat(gateway.seen.count("rejected peer unanswered")).isEqualTo(1);
    }

    @Test
    void aHandlerThatFailsIsAnsweredFor() {
        open(TestSettings.fast());
        gateway.handler(tx -> {
            throw new IllegalArgumentException("on purpose");
        });
        peer.send(WireMessage.request("MESSAGE").text());
        assertThat(peer.receive()).startsWith("SIP/2.0 500 Server Internal Error\r\n");
        peer.send(invite("call").text());
        assertThat(peer.receive("SIP/2.0 500")).contains("CSeq: 20 INVITE");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsReplacedByOneThatCan() {
        open(TestSettings.fast());
        gateway.handler(tx ->
                tx.accept(SipResponse.to(tx.request(), 200).reason("a\r\nb").build()));
        peer.send(invite("call").text());
        assertThat(peer.receive("SIP/2.0 5")).startsWith("SIP/2.0 500");
    }

    @Test
    void aCallbackThatFailsHarmsNoOtherExchange() {
        open(TestSettings.fast());
        ClientTransaction first = send("MESSAGE");
        gateway.loop.run(() -> first.response().onSuccess(ok -> {
            throw new IllegalStateException("on purpose");
        }));
        peer.send(RawPeer.answer(peer.receive(), "SIP/2.0 200 OK"));
        await().until(() -> first.response().isComplete());

        ClientTransaction second = send("MESSAGE");
        String request = peer.receive("MESSAGE");
        peer.send(RawPeer.answer(request, "SIP/2.0 200 OK"));
        assertThat(gateway.loop.await(second::response).status()).isEqualTo(200);
        gateway.awaitQuiet();
    }

    @Test
    void closingFailsWhatIsOpenEvenIfSomebodyFailsOnThat() {
        open(TestSettings.fast());
        Promise<SipRequest> acknowledged = Promise.promise();
        gateway.handler(tx -> tx.accept(tx.answer(200).build()).onComplete(acknowledged));
        peer.send(invite("call").text());
        peer.receive("SIP/2.0 200");
        List<Future<SipResponse>> open = IntStream.range(0, 10)
                .mapToObj(i -> send(i % 2 == 0 ? "MESSAGE" : "INVITE").response())
                .toList();
        gateway.loop.run(() -> open.forEach(answer -> answer.onFailure(cause -> {
            throw new IllegalStateException("on purpose");
        })));

        gateway.loop.await(gateway.endpoint::close);

        assertThat(open).allMatch(answer -> answer.cause() instanceof SipTransportException);
        assertThat(acknowledged.future().cause()).isInstanceOf(SipTransportException.class);
        assertThat(gateway.residue())
                .allSatisfy((kind, left) -> assertThat(left).as(kind).isZero());
    }

    @Test
    void afterClosingRequestsFailAtOnceAndAnswersGoNowhere() {
        open(TestSettings.fast());
        List<ServerTransaction> open = new CopyOnWriteArrayList<>();
        gateway.handler(open::add);
        peer.send(WireMessage.request("MESSAGE").text());
        await().until(() -> open.size() == 1);
        gateway.loop.await(gateway.endpoint::close);

        assertThat(send("BYE").response().cause()).isInstanceOf(SipTransportException.class);
        gateway.loop.run(
                () -> open.getFirst().respond(open.getFirst().answer(200).build()));
        assertThat(gateway.residue())
                .allSatisfy((kind, left) -> assertThat(left).as(kind).isZero());
    }

    @Test
    void nothingIsLeftOfInvitesHoweverTheyEnd() {
        open(TestSettings.fast().t1(Duration.ofMillis(50)));
        gateway.handler(tx -> {
            switch (tx.request().callId()) {
                case "accepted" -> tx.accept(tx.answer(200).build());
                case "refused" -> tx.respond(tx.answer(486).build());
                case "cancelled" ->
                    tx.onCancel(cancel -> tx.respond(tx.answer(487).build()));
                case "ignored" -> tx.ignore();
                case "failed" -> throw new IllegalStateException("on purpose");
                default -> tx.respond(tx.answer(200).build());
            }
        });
        for (String callId : List.of("accepted", "refused", "cancelled", "ignored", "failed")) {
            peer.send(invite(callId).text());
        }
        peer.send(cancel("cancelled"));
        peer.send(cancel("ignored"));
        peer.send(cancel("never seen"));
        peer.whatCameUntilNow();
        assertThat(gateway.residue().get("server-invites")).isEqualTo(4);
        gateway.awaitQuiet();
        assertThat(gateway.residue())
                .allSatisfy((kind, left) -> assertThat(left).as(kind).isZero());
    }

    @Test
    void aCancelThatComesBeforeAnybodyListensIsNotLost() {
        open(TestSettings.fast());
        List<ServerTransaction> open = new CopyOnWriteArrayList<>();
        gateway.handler(open::add);
        peer.send(invite("call").text());
        peer.send(cancel("call"));
        peer.receive("SIP/2.0 200");
        gateway.loop.run(() -> {
            ServerTransaction tx = open.getFirst();
            tx.onCancel(cancel -> tx.respond(tx.answer(487).build()));
        });
        assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 487");
    }

    @Test
    void aCancelAfterTheAnswerChangesNothing() {
        open(TestSettings.fast());
        List<SipRequest> cancels = new CopyOnWriteArrayList<>();
        gateway.handler(tx -> {
            tx.onCancel(cancels::add);
            tx.accept(tx.answer(200).build());
        });
        peer.send(invite("call").text());
        peer.receive("SIP/2.0 200");
        peer.send(cancel("call"));
        String answer = peer.receive("SIP/2.0 200");
        while (!RawPeer.header(answer, "CSeq").endsWith("CANCEL")) {
            answer = peer.receive("SIP/2.0 200");
        }
        assertThat(cancels).isEmpty();
    }

    @Test
    void aCancelOrAckOfAnotherDomainReachesNobodysInvite() {
        open(
                TestSettings.fast(),
                source -> Optional.of(source.host().getHostAddress().equals(OTHER_HOST) ? "other" : "peer"));
        List<SipRequest> cancels = new CopyOnWriteArrayList<>();
        Promise<SipRequest> acknowledged = Promise.promise();
        gateway.handler(tx -> {
            tx.onCancel(cancels::add);
            if (tx.request().callId().equals("answered")) {
                tx.accept(tx.answer(200).build()).onComplete(acknowledged);
            }
        });
        peer.send(invite("open").text());
        peer.send(invite("answered").text());
        peer.receive("SIP/2.0 200");
        try (RawPeer other = gateway.rawPeer(OTHER_HOST)) {
            other.send(cancel("open"));
            assertThat(other.receive()).startsWith("SIP/2.0 481");
            other.send(WireMessage.request("ACK")
                    .replace("Call-ID", "Call-ID: answered")
                    .text());
            other.whatCameUntilNow();
        }
        assertThat(cancels).isEmpty();
        assertThat(acknowledged.future().isComplete()).isFalse();
        assertThat(gateway.seen.events()).contains("rejected other stray-cancel", "rejected other stray-ack");
    }

    /** Field case F17: a domain has several hosts, and its CANCEL and ACK come from any of them. */
    @Test
    void aCancelOrAckOfAnotherHostOfTheSameDomainReachesItsInvite() {
        open(TestSettings.fast());
        Promise<SipRequest> cancelled = Promise.promise();
        Promise<SipRequest> acknowledged = Promise.promise();
        gateway.handler(tx -> {
            tx.onCancel(cancelled::complete);
            if (tx.request().callId().equals("answered")) {
                tx.accept(tx.answer(200).build()).onComplete(acknowledged);
            }
        });
        peer.send(invite("open").text());
        peer.send(invite("answered").text());
        peer.receive("SIP/2.0 200");
        try (RawPeer other = gateway.rawPeer(OTHER_HOST)) {
            other.send(cancel("open"));
            assertThat(other.receive()).startsWith("SIP/2.0 200");
            other.send(WireMessage.request("ACK")
                    .replace("Call-ID", "Call-ID: answered")
                    .text());
            await().until(() -> acknowledged.future().succeeded());
        }
        await().until(() -> cancelled.future().isComplete());
    }

    @Test
    void anAckThatIsOverdueFailsBeforeTheRepetitionsOfTheInviteEnd() {
        open(TestSettings.fast().t1(Duration.ofMillis(100)).ackTimeout(Duration.ofMillis(100)));
        Promise<SipRequest> acknowledged = Promise.promise();
        gateway.handler(tx -> tx.accept(tx.answer(200).build()).onComplete(acknowledged));
        String invite = invite("call").text();
        peer.send(invite);
        await().until(() -> acknowledged.future().failed());
        assertThat(acknowledged.future().cause())
                .isInstanceOf(SipTimeoutException.class)
                .hasMessageContaining("100 ms");
        assertThat(gateway.residue()).containsEntry("server-invites", 1);
        peer.send(invite);
        peer.whatCameUntilNow();
        assertThat(gateway.handled).as("not a second call").hasSize(1);
    }

    @Test
    void aShortTimeoutDoesNotShortenTheTimeInWhichA200IsAcknowledgedAgain() {
        open(TestSettings.fast().t1(Duration.ofMillis(100)));
        SipRequest request = gateway.request("INVITE", peer.port()).build();
        ClientTransaction invite =
                gateway.loop.call(() -> gateway.endpoint.send(request, udp(), Duration.ofMillis(300)));
        String sent = peer.receive("INVITE");
        gateway.loop.run(() -> invite.response()
                .onSuccess(ok -> invite.acknowledge(
                        Dialog.ofClient(invite.request(), ok, "far").ack(), invite.peer())));
        String ok = RawPeer.answer(sent, "SIP/2.0 200 OK", 1);
        peer.send(ok);
        String ack = peer.receive("ACK");
        Promise<Void> later = Promise.promise();
        gateway.loop.run(() -> gateway.loop.vertx().setTimer(600, id -> later.complete()));
        await().until(() -> later.future().isComplete());
        peer.send(ok);
        assertThat(peer.receive("ACK")).isEqualTo(ack);
    }

    @Test
    @FieldReport(value = "operator 17", part = "unsolicited responses")
    void responsesThatNobodyAskedForLabelNoSeriesOfTheirOwn() {
        open(TestSettings.fast());
        String asked = WireMessage.request("MESSAGE").text();
        for (int status = 600; status < 700; status++) {
            peer.send(RawPeer.answer(asked, "SIP/2.0 " + status + " Invented"));
        }
        peer.whatCameUntilNow();
        assertThat(gateway.seen.count("rejected peer stray-response")).isEqualTo(100);
        assertThat(gateway.seen.count("received peer MESSAGE stray")).isEqualTo(100);
        assertThat(gateway.seen.events()).noneMatch(event -> event.matches("received peer MESSAGE 6\\d\\d"));
    }

    @Test
    void aResponseThatIsNotForUsAloneIsDropped() {
        open(TestSettings.fast());
        ClientTransaction message = send("MESSAGE");
        String request = peer.receive();
        String ok = RawPeer.answer(request, "SIP/2.0 200 OK");
        peer.send(ok.replace("\r\nFrom:", "\r\nVia: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1\r\nFrom:"));
        peer.whatCameUntilNow();
        assertThat(message.response().isComplete()).isFalse();
        assertThat(gateway.seen.count("rejected peer stray-response")).isEqualTo(1);
        peer.send(ok);
        assertThat(gateway.loop.await(message::response).status()).isEqualTo(200);
    }

    @Test
    void aRequestWithUnknownExtensionsOrNoHopsLeftIsRefusedByName() {
        open(TestSettings.fast());
        peer.send(WireMessage.request("MESSAGE")
                .line("Require: 100rel")
                .line("Require: timer")
                .text());
        assertThat(RawPeer.header(peer.receive("SIP/2.0 420"), "Unsupported")).isEqualTo("100rel, timer");
        peer.send(WireMessage.request("UPDATE").text());
        assertThat(RawPeer.header(peer.receive("SIP/2.0 405"), "Allow")).isEqualTo(SipEndpoint.allow());
        peer.send(WireMessage.request("MESSAGE")
                .replace("Max-Forwards", "Max-Forwards: many")
                .text());
        peer.receive("SIP/2.0 400");
        peer.send(WireMessage.request("MESSAGE").without("Max-Forwards").text());
        peer.receive("SIP/2.0 200");
        assertThat(gateway.seen.events())
                .contains(
                        "rejected peer status-420",
                        "rejected peer status-405",
                        "rejected peer status-400",
                        "received peer UPDATE ");
        assertThat(gateway.seen.count("received peer MESSAGE ")).isEqualTo(3);
    }

    @Test
    void strangersLearnNothingWhereTheyAreToLearnNothing() {
        open(
                TestSettings.fast().dropUnknownSources().maxServerTransactions(2),
                source -> source.host().getHostAddress().equals(OTHER_HOST) ? Optional.empty() : Optional.of("peer"));
        gateway.handler(tx -> {});
        try (RawPeer stranger = gateway.rawPeer(OTHER_HOST)) {
            stranger.send(WireMessage.request("MESSAGE").line("no header").text());
            stranger.send(WireMessage.request("DANCE").text());
            stranger.send(WireMessage.request("MESSAGE").line("Require: x").text());
            stranger.send(cancel("never seen"));
            for (int i = 0; i < 5; i++) {
                stranger.send(WireMessage.request("MESSAGE").text());
            }
            await().until(() -> gateway.seen.count("rejected unknown server-transaction-limit") == 3);
            assertThat(gateway.seen.events())
                    .contains(
                            "rejected unknown bad-header",
                            "rejected unknown status-501",
                            "rejected unknown status-420",
                            "rejected unknown stray-cancel")
                    .noneMatch(event -> event.startsWith("sent "));
        }
    }

    @Test
    void anUnreadableRequestOfAStrangerIsNotAnsweredWithMoreThanItSent() {
        open(TestSettings.fast(), source -> Optional.empty());
        WireMessage shortOne =
                WireMessage.request("MESSAGE").startLine("MESSAGE x SIP/2.0").without("Max-Forwards");
        peer.send(shortOne.text());
        assertThat(peer.whatCameUntilNow()).isEmpty();
        String longOne = shortOne.line("X-Filler: " + "x".repeat(100)).text();
        peer.send(longOne);
        assertThat(peer.receive()).startsWith("SIP/2.0 400").hasSizeLessThanOrEqualTo(longOne.length());
    }

    @Test
    void aFloodOfMessagesDoesNotCostAKnownPeerItsAnswers() {
        open(TestSettings.fast().rates(10, 20));
        ClientTransaction message = send("MESSAGE");
        String request = peer.receive();
        for (int i = 0; i < 100; i++) {
            peer.send(WireMessage.request("MESSAGE").text());
        }
        peer.send(RawPeer.answer(request, "SIP/2.0 202 Accepted"));
        assertThat(gateway.loop.await(message::response).status()).isEqualTo(202);
        assertThat(gateway.seen.count("rejected peer flood")).isPositive();
    }

    @ParameterizedTest
    @EnumSource(SipTransport.class)
    void aPortThatIsTakenLeavesTheOtherTransportsPortFree(SipTransport taken) throws IOException {
        open(TestSettings.fast());
        InetAddress host = InetAddress.getByName(HOST);
        try (ServerSocket tcp = new ServerSocket(0, 1, host);
                DatagramSocket udp = taken == SipTransport.UDP ? new DatagramSocket(tcp.getLocalPort(), host) : null) {
            var point = new ListeningPoint(
                    "other", HOST, tcp.getLocalPort(), HOST, Set.of(SipTransport.UDP, SipTransport.TCP));
            assertThat(gateway.loop.awaitFailure(() -> gateway.endpoint.listen(point)))
                    .isInstanceOf(SipTransportException.class)
                    .hasMessageStartingWith(taken + " " + HOST + ":" + tcp.getLocalPort());
            if (udp == null) {
                await().untilAsserted(() -> assertThatCode(() -> new DatagramSocket(tcp.getLocalPort(), host).close())
                        .doesNotThrowAnyException());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "close", "listen", "respond"})
    void nothingMayBeCalledOffTheLoop(String call) {
        open(TestSettings.fast());
        List<ServerTransaction> open = new CopyOnWriteArrayList<>();
        gateway.handler(open::add);
        peer.send(WireMessage.request("MESSAGE").text());
        await().until(() -> open.size() == 1);
        SipRequest request = gateway.request("MESSAGE", peer.port()).build();
        assertThatThrownBy(() -> {
                    switch (call) {
                        case "send" -> gateway.endpoint.send(request, udp());
                        case "close" -> gateway.endpoint.close();
                        case "listen" -> gateway.endpoint.listen(gateway.point);
                        default ->
                            open.getFirst().respond(open.getFirst().answer(200).build());
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("off its loop");
    }
}
