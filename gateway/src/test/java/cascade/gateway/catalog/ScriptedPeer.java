package cascade.gateway.catalog;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A platform on a loopback address of its own that says what a test tells it to say. Without a script it agrees: REGISTER,
 * SUBSCRIBE, MESSAGE and NOTIFY are answered 200.
 */
final class ScriptedPeer implements AutoCloseable {

    private static final String MANSCDP = "Application/MANSCDP+xml";

    /** Patient: the gateway's timers are what the tests are about. */
    private static final SipSettings PATIENT = SipSettings.defaults("script")
            .withTimers(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofSeconds(10));

    private final ControlLoop loop;
    private final String host;
    private final String id;
    private final SipPeer gateway;
    private final SipEndpoint endpoint;
    private final List<SipRequest> received = new ArrayList<>();
    private final Map<String, Consumer<ServerTransaction>> scripts = new HashMap<>();
    private long cseq = 20;

    ScriptedPeer(ControlLoop loop, String host, String id, String gatewayHost) {
        this.loop = loop;
        this.host = host;
        this.id = id;
        gateway = new SipPeer("lan", SipTransport.UDP, new InetSocketAddress(gatewayHost, CatalogLab.PORT));
        endpoint = loop.await(() -> {
            var opened = new SipEndpoint(
                    loop.vertx(), PATIENT, source -> Optional.of("gateway"), SipObserver.NONE, DatagramFilter.ALL_PASS);
            opened.handler(this::onRequest);
            return opened.listen(CatalogLab.point(host)).map(opened);
        });
    }

    private void onRequest(ServerTransaction transaction) {
        received.add(transaction.request());
        scripts.getOrDefault(transaction.request().method(), this::agree).accept(transaction);
    }

    /** 200; with the Expires, Event and Contact that a registration or subscription needs. */
    void agree(ServerTransaction transaction) {
        SipResponse.Builder answer = transaction.answer(200).contact(contact());
        transaction.request().header("Expires").ifPresent(expires -> answer.header("Expires", expires));
        transaction.request().header("Event").ifPresent(event -> answer.header("Event", event));
        transaction.respond(answer.build());
    }

    static Consumer<ServerTransaction> refuse(int status) {
        return transaction -> transaction.respond(transaction.answer(status).build());
    }

    static Consumer<ServerTransaction> keepSilent() {
        return transaction -> {};
    }

    /** What to do with each request of a method from now on. */
    void on(String method, Consumer<ServerTransaction> script) {
        loop.run(() -> scripts.put(method, script));
    }

    /** The requests so far, without retransmissions. */
    List<SipRequest> received(String method) {
        return loop.call(
                () -> received.stream().filter(request -> request.is(method)).toList());
    }

    /** The MANSCDP messages of a kind that came so far, by whatever method. */
    <M extends ManscdpMessage> List<M> messages(Class<M> kind) {
        return loop.call(() -> received.stream()
                .filter(SipRequest::hasBody)
                .map(request -> CatalogLab.read(request.body()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList());
    }

    /** How many requests came so far; on the loop, for scripts. */
    int receivedNow() {
        return received.size();
    }

    void forgetReceived() {
        loop.run(received::clear);
    }

    NameAddr contact() {
        return NameAddr.of(SipUri.of(id, host, CatalogLab.PORT));
    }

    /** A request to the gateway outside a dialog. */
    SipRequest.Builder request(String method) {
        SipUri to = SipUri.of(CatalogLab.GATEWAY_ID, gateway.host().getHostAddress(), CatalogLab.PORT);
        return SipRequest.builder(method, to)
                .from(NameAddr.tagged(SipUri.of(id, host, CatalogLab.PORT), endpoint.newToken()))
                .to(NameAddr.of(to))
                .callId(endpoint.newToken())
                .cseq(cseq++)
                .contact(contact());
    }

    /** Sends a request and waits for its final answer. */
    SipResponse send(UnaryOperator<SipRequest.Builder> filled, String method) {
        return loop.await(() ->
                endpoint.send(filled.apply(request(method)).build(), gateway).response());
    }

    SipResponse send(SipRequest request) {
        return loop.await(() -> endpoint.send(request, gateway).response());
    }

    SipResponse register(int expiresSeconds) {
        return send(
                request -> request.to(NameAddr.of(SipUri.of(id, host, CatalogLab.PORT)))
                        .header("Expires", Integer.toString(expiresSeconds)),
                "REGISTER");
    }

    SipResponse message(ManscdpMessage message) {
        return message(bytes(message));
    }

    SipResponse message(byte[] body) {
        return send(request -> request.body(MANSCDP, body), "MESSAGE");
    }

    /** Sends without waiting, on the loop: for scripts. */
    Future<SipResponse> post(ManscdpMessage message) {
        return post(bytes(message));
    }

    Future<SipResponse> post(byte[] body) {
        return endpoint.send(request("MESSAGE").body(MANSCDP, body).build(), gateway)
                .response();
    }

    /** A NOTIFY in the dialog that the gateway's SUBSCRIBE made. */
    SipResponse notify(SipRequest subscribe, String localTag, String state, Optional<ManscdpMessage> body) {
        return send(
                request -> {
                    request.from(subscribe.to().withTag(localTag))
                            .to(subscribe.from())
                            .callId(subscribe.callId())
                            .header("Event", subscribe.header("Event"))
                            .header("Subscription-State", state);
                    return body.map(message -> request.body(MANSCDP, bytes(message)))
                            .orElse(request);
                },
                "NOTIFY");
    }

    static byte[] bytes(ManscdpMessage message) {
        return new ManscdpWriter(CatalogConfigs.GB2312).write(message);
    }

    @Override
    public void close() {
        loop.await(endpoint::close);
    }
}
