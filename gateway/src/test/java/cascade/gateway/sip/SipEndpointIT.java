package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two endpoints on real loopback sockets, on one loop. */
class SipEndpointIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String NEAR = SUBNET.host(1);
    private static final String FAR = SUBNET.host(2);
    private static final String NET = "lan";
    private static final SipSettings FAST =
            TestSettings.fast().t1(Duration.ofMillis(40)).build();

    private final ControlLoop loop = new ControlLoop();
    private final RecordingObserver nearSees = new RecordingObserver();
    private final RecordingObserver farSees = new RecordingObserver();
    private SipEndpoint near;
    private SipEndpoint far;
    private ListeningPoint farPoint;

    @BeforeEach
    void open() {
        openWith(FAST, DatagramFilter.ALL_PASS);
    }

    private void openWith(SipSettings settings, DatagramFilter filter) {
        loop.await(() -> {
            near = new SipEndpoint(loop.vertx(), settings, peer -> Optional.of("far"), nearSees, filter);
            far = new SipEndpoint(loop.vertx(), settings, peer -> Optional.of("near"), farSees, filter);
            return Future.all(near.listen(point(NEAR)), far.listen(point(FAR))).map(both -> {
                farPoint = both.resultAt(1);
                return farPoint;
            });
        });
    }

    private static ListeningPoint point(String host) {
        return new ListeningPoint(NET, host, 0, host, Set.of(SipTransport.UDP, SipTransport.TCP));
    }

    @AfterEach
    void close() {
        loop.await(() -> Future.join(near.close(), far.close()).mapEmpty());
        loop.close();
    }

    private SipPeer farPeer(SipTransport transport) {
        return new SipPeer(NET, transport, new InetSocketAddress(FAR, farPoint.port()));
    }

    private SipRequest.Builder request(String method) {
        SipUri me =
                SipUri.of("34020000002000000001", NEAR, near.listeningPoint(NET).port());
        SipUri you = SipUri.of("34020000001320000001", FAR, farPoint.port());
        return SipRequest.builder(method, you)
                .from(NameAddr.tagged(me, near.newToken()))
                .to(NameAddr.of(you))
                .callId(near.newToken())
                .contact(NameAddr.of(me));
    }

    @ParameterizedTest
    @EnumSource(SipTransport.class)
    void aRequestIsAnsweredOverTheTransportItCameBy(SipTransport transport) {
        far.handler(tx -> tx.respond(
                tx.answer(200).header("X-Body", tx.request().bodyText()).build()));

        SipResponse answer = loop.await(() -> near.send(
                        request("MESSAGE")
                                .body("Application/MANSCDP+xml", "hello".getBytes(StandardCharsets.UTF_8))
                                .build(),
                        farPeer(transport))
                .response());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Body")).contains("hello");
        assertThat(answer.to().tag()).isPresent();
    }

    @Test
    void everythingRunsOnTheOneLoopThread() {
        List<String> threads = new CopyOnWriteArrayList<>();
        far.handler(tx -> {
            threads.add(Thread.currentThread().getName());
            tx.respond(tx.answer(200).build());
        });

        loop.await(() -> near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP))
                .response()
                .onSuccess(answer -> threads.add(Thread.currentThread().getName())));
        loop.await(() -> near.send(request("MESSAGE").build(), farPeer(SipTransport.TCP))
                .response()
                .onSuccess(answer -> threads.add(Thread.currentThread().getName())));

        String loopThread = loop.call(() -> Thread.currentThread().getName());
        assertThat(threads).hasSize(4).containsOnly(loopThread);
    }

    @Test
    void aSilentPeerGetsTheRequestAtDoublingIntervalsUntilTimerF() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName(FAR))) {
            var peer = new SipPeer(NET, SipTransport.UDP, new InetSocketAddress(FAR, silent.getLocalPort()));
            List<Long> arrivals = new CopyOnWriteArrayList<>();
            Thread listener = Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        silent.receive(new DatagramPacket(new byte[2000], 2000));
                        arrivals.add(System.nanoTime());
                    }
                } catch (java.io.IOException closed) {
                    // the test is over
                }
            });

            Throwable failure = loop.awaitFailure(
                    () -> near.send(request("MESSAGE").build(), peer).response());

            assertThat(failure).isInstanceOf(SipTimeoutException.class).hasMessageContaining("1600 ms");
            // 0, 40, 120, 280, then every 160 ms until 1600 ms
            assertThat(arrivals.size()).isBetween(8, 13);
            long firstGap = arrivals.get(1) - arrivals.get(0);
            long thirdGap = arrivals.get(3) - arrivals.get(2);
            assertThat(thirdGap).isGreaterThan(firstGap);
            assertThat(nearSees.count("retransmitted far request")).isEqualTo(arrivals.size() - 1L);
            assertThat(listener.isAlive()).isTrue();
        }
    }

    @Test
    void aTcpPeerThatIsNotThereFailsTheRequestAndBlocksNothing() throws Exception {
        int closedPort;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(FAR))) {
            closedPort = taken.getLocalPort();
        }
        var nobody = new SipPeer(NET, SipTransport.TCP, new InetSocketAddress(FAR, closedPort));
        far.handler(tx -> tx.respond(tx.answer(200).build()));

        Future<Throwable> refused =
                loop.start(() -> near.send(request("MESSAGE").build(), nobody)
                        .response()
                        .transform(outcome -> Future.succeededFuture(outcome.cause())));
        SipResponse meanwhile = loop.await(() ->
                near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP)).response());

        assertThat(meanwhile.status()).isEqualTo(200);
        await().until(refused::isComplete);
        assertThat(refused.result()).isInstanceOf(SipTransportException.class);
    }

    @Test
    void aTcpPeerThatNeverAcceptsIsGivenUpAfterTheConnectTimeout() throws Exception {
        // a listener whose backlog is full leaves further SYNs unanswered
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName(FAR))) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(FAR, deaf.getLocalPort()));
            }
            var peer = new SipPeer(NET, SipTransport.TCP, new InetSocketAddress(FAR, deaf.getLocalPort()));
            Throwable failure = loop.awaitFailure(
                    () -> near.send(request("MESSAGE").build(), peer).response());
            assertThat(failure).isInstanceOfAny(SipTransportException.class, SipTimeoutException.class);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void theFirstMessageOnANewTcpConnectionIsNotLost() {
        far.handler(tx -> tx.respond(tx.answer(200).build()));
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(loop.await(() -> near.send(request("MESSAGE").build(), farPeer(SipTransport.TCP))
                            .response())
                    .status());
        }
        assertThat(answers).hasSize(20).containsOnly(200);
        assertThat(loop.call(() -> near.residue().get("tcp-connections"))).isEqualTo(1);
    }

    @Test
    void aRetransmittedRequestIsNotCarriedOutTwice() {
        List<SipRequest> carriedOut = new CopyOnWriteArrayList<>();
        far.handler(tx -> {
            carriedOut.add(tx.request());
            loop.vertx().setTimer(200, late -> tx.respond(tx.answer(200).build()));
        });

        SipResponse answer = loop.await(() ->
                near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP)).response());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(farSees.count("retransmitted near received")).isPositive();
        assertThat(carriedOut).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SipTransport.class)
    void inviteTwoHundredAckByeFormADialog(SipTransport transport) {
        Promise<SipRequest> acknowledged = Promise.promise();
        Promise<SipRequest> ended = Promise.promise();
        far.handler(tx -> {
            if (tx.request().is("INVITE")) {
                tx.respond(tx.answer(100).build());
                tx.accept(tx.answer(200)
                                .contact(NameAddr.of(SipUri.of("34020000001320000001", FAR, farPoint.port())))
                                .build())
                        .onComplete(acknowledged);
            } else {
                ended.complete(tx.request());
                tx.respond(tx.answer(200).build());
            }
        });

        SipResponse byeAnswer = loop.await(() -> {
            ClientTransaction invite = near.send(request("INVITE").build(), farPeer(transport));
            return invite.response().compose(ok -> {
                Dialog dialog = Dialog.ofClient(invite.request(), ok, "far");
                invite.acknowledge(dialog.ack(), invite.peer());
                return acknowledged
                        .future()
                        .compose(ack -> near.send(dialog.request("BYE").build(), invite.peer())
                                .response());
            });
        });

        assertThat(byeAnswer.status()).isEqualTo(200);
        SipRequest ack = acknowledged.future().result();
        SipRequest bye = ended.future().result();
        assertThat(ack.cseq().number()).isEqualTo(1);
        assertThat(bye.cseq().number()).isEqualTo(2);
        assertThat(bye.to().tag()).isPresent().isEqualTo(ack.to().tag());
    }

    @Test
    void aRejectedInviteIsAcknowledgedSoThatItsRepetitionStops() {
        far.handler(tx -> tx.respond(tx.answer(486).build()));

        SipResponse busy = loop.await(() ->
                near.send(request("INVITE").build(), farPeer(SipTransport.UDP)).response());

        assertThat(busy.status()).isEqualTo(486);
        await().untilAsserted(() -> assertThat(farSees.events()).contains("received near ACK "));
        await().until(() -> loop.call(() -> far.residue().get("server-transactions")) == 0);
        assertThat(farSees.count("rejected near no-ack")).isZero();
    }

    @Test
    void cancelEndsAnUnansweredInviteWith487() {
        far.handler(tx -> {
            tx.respond(tx.answer(100).build());
            tx.onCancel(cancel -> tx.respond(tx.answer(487).build()));
        });

        SipResponse end = loop.await(() -> {
            ClientTransaction invite = near.send(request("INVITE").build(), farPeer(SipTransport.UDP));
            invite.onProvisional(trying -> invite.cancel());
            return invite.response();
        });

        assertThat(end.status()).isEqualTo(487);
    }

    @Test
    void cancelBeforeAnyProvisionalAnswerWaitsForOne() {
        List<String> order = new CopyOnWriteArrayList<>();
        far.handler(tx -> loop.vertx().setTimer(100, later -> {
            order.add("trying");
            tx.respond(tx.answer(100).build());
            tx.onCancel(cancel -> {
                order.add("cancel");
                tx.respond(tx.answer(487).build());
            });
        }));

        SipResponse end = loop.await(() -> {
            ClientTransaction invite = near.send(request("INVITE").build(), farPeer(SipTransport.UDP));
            invite.cancel();
            return invite.response();
        });

        assertThat(end.status()).isEqualTo(487);
        assertThat(order).containsExactly("trying", "cancel");
    }

    @Test
    void aLate200AfterGivingUpIsHandedOutSoThatItCanBeAcknowledgedAndEnded() {
        far.handler(tx -> {
            if (tx.request().is("INVITE")) {
                loop.vertx()
                        .setTimer(
                                FAST.inviteTimeout().toMillis() + 100,
                                late -> tx.accept(tx.answer(200).build()));
            }
        });
        Promise<SipResponse> surplus = Promise.promise();

        Throwable timeout = loop.awaitFailure(() -> near.send(request("INVITE").build(), farPeer(SipTransport.UDP))
                .onSurplusAnswer((sent, success) -> surplus.tryComplete(success))
                .response());

        assertThat(timeout).isInstanceOf(SipTimeoutException.class);
        await().until(() -> surplus.future().isComplete());
        assertThat(surplus.future().result().status()).isEqualTo(200);
    }

    @Test
    void a200WithoutAckIsRepeatedAndThenReported() {
        Promise<Throwable> noAck = Promise.promise();
        far.handler(tx -> tx.accept(tx.answer(200).build()).onFailure(noAck::complete));

        SipResponse ok = loop.await(() ->
                near.send(request("INVITE").build(), farPeer(SipTransport.TCP)).response());

        assertThat(ok.status()).isEqualTo(200);
        await().until(() -> noAck.future().isComplete());
        assertThat(noAck.future().result()).isInstanceOf(SipTimeoutException.class);
        assertThat(farSees.count("retransmitted near response")).isGreaterThan(3);
    }

    @Test
    void everyRequestSurvivesTheLossOfOneDatagramInFive() {
        loop.await(() -> Future.join(near.close(), far.close()).mapEmpty());
        Random random = new Random(20_26);
        openWith(
                TestSettings.fast().timeout(Duration.ofSeconds(20)).build(),
                outgoing -> !outgoing || random.nextInt(5) != 0);
        far.handler(tx -> {
            if (tx.request().is("INVITE")) {
                tx.accept(tx.answer(200).build());
            } else {
                tx.respond(tx.answer(200).build());
            }
        });

        List<Future<SipResponse>> answers = loop.call(() -> {
            var all = new ArrayList<Future<SipResponse>>();
            for (int i = 0; i < 100; i++) {
                all.add(near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP))
                        .response());
                ClientTransaction invite = near.send(request("INVITE").build(), farPeer(SipTransport.UDP));
                all.add(invite.response()
                        .onSuccess(ok -> invite.acknowledge(
                                Dialog.ofClient(invite.request(), ok, "far").ack(), invite.peer())));
            }
            return all;
        });
        loop.await(() -> Future.all(answers));

        assertThat(answers).allMatch(answer -> answer.result().status() == 200);
        await().until(() -> loop.call(() -> near.residue().get("client-transactions")
                        + far.residue().get("server-transactions"))
                == 0);
    }

    @Test
    void aKnownPeersUnreadableRequestIsAnswered400AndCounted() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getByName(NEAR))) {
            peer.setSoTimeout(Patience.millis());
            send(
                    peer,
                    "MESSAGE sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP " + NEAR + ":" + peer.getLocalPort()
                            + ";rport;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\n"
                            + "CSeq: x MESSAGE\r\nContent-Length: 0\r\n\r\n");
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            peer.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 400 Bad Request\r\n")
                    .contains("branch=z9hG4bK1")
                    .contains("CSeq: x MESSAGE");
            assertThat(farSees.count("rejected near grammar")).isEqualTo(1);
        }
    }

    @Test
    void aTcpStreamIsCutByContentLengthHoweverItArrives() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        far.handler(tx -> {
            bodies.add(tx.request().bodyText());
            tx.respond(tx.answer(200).build());
        });
        String one = message("1", "first");
        String two = message("2", "second");
        try (Socket socket = new Socket(FAR, farPoint.port())) {
            byte[] bytes = ("\r\n\r\n" + one + two).getBytes(StandardCharsets.UTF_8);
            for (byte b : bytes) {
                socket.getOutputStream().write(b);
            }
            socket.getOutputStream().flush();
            await().until(() -> bodies.size() == 2);
        }
        assertThat(bodies).containsExactly("first", "second");
    }

    @Test
    void aTcpStreamThatCannotBeCutIsClosed() throws Exception {
        try (Socket socket = new Socket(FAR, farPoint.port())) {
            socket.setSoTimeout(Patience.millis());
            socket.getOutputStream()
                    .write("MESSAGE sip:x@y SIP/2.0\r\nCSeq: 1 MESSAGE\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(farSees.count("rejected unknown tcp-connection")).isEqualTo(1);
    }

    @Test
    void aFloodOfStrangersIsBoundedAndKnownPeersGoOn() {
        loop.await(() -> Future.join(near.close(), far.close()).mapEmpty());
        SipSettings bounded = TestSettings.fast().rates(50, 100_000).build();
        loop.await(() -> {
            near = new SipEndpoint(
                    loop.vertx(), bounded, peer -> Optional.of("far"), nearSees, DatagramFilter.ALL_PASS);
            far = new SipEndpoint(loop.vertx(), bounded, peer -> Optional.empty(), farSees, DatagramFilter.ALL_PASS);
            return Future.all(near.listen(point(NEAR)), far.listen(point(FAR))).map(both -> {
                farPoint = both.resultAt(1);
                return farPoint;
            });
        });
        far.handler(tx -> tx.respond(tx.answer(403).build()));
        loop.run(() -> {
            for (int i = 0; i < 500; i++) {
                near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP));
            }
        });
        await().until(() -> farSees.count("rejected unknown flood") > 300);
        assertThat(farSees.count("received unknown MESSAGE ")).isLessThan(200);
    }

    @Test
    void methodsThatNobodyKnowsAreAnswered501WithAllow() {
        SipResponse answer = loop.await(() ->
                near.send(request("DANCE").build(), farPeer(SipTransport.UDP)).response());
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.header("Allow")).contains(SipEndpoint.allow());
        assertThat(farSees.events()).contains("received near DANCE ");
    }

    @Test
    void otherSettingsHoldForTheNextRequest() {
        loop.call(() -> {
            near.reconfigure(TestSettings.fast().maxClientTransactions(0).build());
            return null;
        });

        Throwable failure = loop.awaitFailure(() ->
                near.send(request("MESSAGE").build(), farPeer(SipTransport.UDP)).response());

        assertThat(failure).hasMessageContaining("limit of 0 client transactions");
    }

    @Test
    void aNetworkThatIsNoLongerListenedOnLeavesItsPortFree() throws java.io.IOException {
        int port = farPoint.port();
        loop.await(() -> far.unlisten(NET));

        new DatagramSocket(new InetSocketAddress(FAR, port)).close();
        new java.net.ServerSocket(port, 1, java.net.InetAddress.getByName(FAR)).close();
        assertThat(loop.await(() -> far.listen(point(FAR))).network()).isEqualTo(NET);
    }

    @Test
    void aClosedEndpointLeavesItsPortsFreeAtOnce() throws java.io.IOException {
        int port = farPoint.port();
        var free = new CompletableFuture<Boolean>();
        loop.await(() -> far.unlisten(NET));
        loop.await(() -> far.listen(new ListeningPoint(NET, FAR, port, FAR, Set.of(SipTransport.UDP))));
        loop.await(() -> far.close().onSuccess(closed -> free.complete(canBeBound(port))));

        assertThat(free).isCompletedWithValue(true);
    }

    /** On the loop itself, before its next select. */
    private static boolean canBeBound(int port) {
        try (var socket = new DatagramSocket(new InetSocketAddress(FAR, port))) {
            return socket.isBound();
        } catch (java.io.IOException taken) {
            return false;
        }
    }

    @Test
    void aTakenPortIsNamedInTheFailure() {
        var taken = new ListeningPoint("other", FAR, farPoint.port(), FAR, Set.of(SipTransport.UDP));
        Throwable failure = loop.awaitFailure(() -> far.listen(taken));
        assertThat(failure)
                .isInstanceOf(SipTransportException.class)
                .hasMessageContaining("UDP " + FAR + ":" + farPoint.port());
    }

    private static String message(String branch, String body) {
        return "MESSAGE sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.9:7100;rport;branch=z9hG4bK" + branch
                + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: " + branch
                + "\r\nCSeq: 20 MESSAGE\r\nContent-Length:   "
                + body.length() + "\r\n\r\n" + body;
    }

    private void send(DatagramSocket from, String text) throws java.io.IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(FAR, farPoint.port())));
    }
}
