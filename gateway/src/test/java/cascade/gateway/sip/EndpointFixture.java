package cascade.gateway.sip;

import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.endpoint.SipHandler;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.RawPeer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One endpoint on a loop of its own, for peers that speak in raw bytes. Everybody is the known domain "peer". */
final class EndpointFixture implements AutoCloseable {

    static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    /** Of the classes that use these hosts one runs at a time. */
    static final String HOSTS = "cascade.gateway.sip.EndpointFixture";

    static final String HOST = SUBNET.host(1);
    static final String PEER_HOST = SUBNET.host(2);
    static final String NET = "lan";

    final ControlLoop loop = new ControlLoop();
    final RecordingObserver seen = new RecordingObserver();
    /** Requests that reached the handler, in order. */
    final List<SipRequest> handled = new CopyOnWriteArrayList<>();

    final SipEndpoint endpoint;
    final ListeningPoint point;

    EndpointFixture(TestSettings settings) {
        this(settings, source -> Optional.of("peer"));
    }

    EndpointFixture(TestSettings settings, PeerNames peers) {
        endpoint =
                loop.call(() -> new SipEndpoint(loop.vertx(), settings.build(), peers, seen, DatagramFilter.ALL_PASS));
        handler(transaction -> transaction.respond(transaction.answer(200).build()));
        point = loop.await(() ->
                endpoint.listen(new ListeningPoint(NET, HOST, 0, HOST, Set.of(SipTransport.UDP, SipTransport.TCP))));
    }

    /** Handles requests from here on; what is handled is noted as well. */
    void handler(SipHandler handler) {
        endpoint.handler(transaction -> {
            if (transaction.request().callId().startsWith(RawPeer.PROBE)) {
                transaction.respond(transaction.answer(200).build());
                return;
            }
            handled.add(transaction.request());
            handler.onRequest(transaction);
        });
    }

    InetSocketAddress address() {
        return new InetSocketAddress(HOST, point.port());
    }

    /** A peer of ours that speaks raw bytes, on a port of its own. */
    RawPeer rawPeer() {
        return rawPeer(PEER_HOST);
    }

    RawPeer rawPeer(String host) {
        return new RawPeer(host, address());
    }

    static SipPeer peer(SipTransport transport, int port) {
        return new SipPeer(NET, transport, new InetSocketAddress(PEER_HOST, port));
    }

    /** A request of ours to the peer at that port. */
    SipRequest.Builder request(String method, int port) {
        SipUri me = SipUri.of("34020000002000000001", HOST, point.port());
        SipUri you = SipUri.of("34020000001320000001", PEER_HOST, port);
        return SipRequest.builder(method, you)
                .from(NameAddr.tagged(me, endpoint.newToken()))
                .to(NameAddr.of(you))
                .callId(endpoint.newToken())
                .contact(NameAddr.of(me));
    }

    ClientTransaction send(SipRequest request, SipPeer peer) {
        return loop.call(() -> endpoint.send(request, peer));
    }

    Map<String, Integer> residue() {
        return loop.call(endpoint::residue);
    }

    /** Waits until nothing is left of what the test did; connections may stay. */
    void awaitQuiet() {
        await().until(() -> {
            Map<String, Integer> left = residue();
            return left.get("client-transactions") == 0
                    && left.get("server-transactions") == 0
                    && left.get("server-invites") == 0;
        });
    }

    @Override
    public void close() {
        loop.await(endpoint::close);
        loop.close();
    }
}
