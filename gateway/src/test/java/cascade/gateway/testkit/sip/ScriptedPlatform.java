package cascade.gateway.testkit.sip;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Platform with transactions of its own, on UDP and TCP 7100 of a loopback address: requests come once however often they
 * are repeated, and a test says per method what to do with them. Without a script it agrees: REGISTER, SUBSCRIBE, MESSAGE
 * and NOTIFY are answered 200. Where a test writes every message itself, repetitions included, take {@link ScriptedPeer}.
 */
public final class ScriptedPlatform implements AutoCloseable {

    private static final int PORT = 7100;

    /** Longer than the gateway's, whose timers are what the tests are about. */
    private static final SipSettings PATIENT = SipSettings.defaults("script")
            .withTimers(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofSeconds(10));

    private final ControlLoop loop;
    private final NameAddr contact;
    private final SipUri gateway;
    private final SipPeer gatewayPeer;
    private final SipEndpoint endpoint;
    private final List<SipRequest> received = new ArrayList<>();
    private final Map<String, Consumer<ServerTransaction>> scripts = new HashMap<>();
    private long cseq = 20;

    public ScriptedPlatform(ControlLoop loop, String host, String id, SipUri gateway) {
        this.loop = loop;
        this.gateway = gateway;
        contact = NameAddr.of(SipUri.of(id, host, PORT));
        gatewayPeer = new SipPeer("lan", SipTransport.UDP, new InetSocketAddress(gateway.host(), PORT));
        endpoint = loop.await(() -> {
            var opened = new SipEndpoint(
                    loop.vertx(), PATIENT, source -> Optional.of("gateway"), SipObserver.NONE, DatagramFilter.ALL_PASS);
            opened.handler(this::onRequest);
            return opened.listen(
                            new ListeningPoint("lan", host, PORT, host, Set.of(SipTransport.UDP, SipTransport.TCP)))
                    .map(opened);
        });
    }

    private void onRequest(ServerTransaction transaction) {
        received.add(transaction.request());
        scripts.getOrDefault(transaction.request().method(), this::agree).accept(transaction);
    }

    /** 200; to REGISTER with the lifetime that was asked for, to SUBSCRIBE with Expires, Event and Contact. */
    public void agree(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (request.is("REGISTER")) {
            acceptRegister(transaction, request.header("Expires").orElseThrow());
            return;
        }
        SipResponse.Builder answer = transaction.answer(200).contact(contact);
        request.header("Expires").ifPresent(expires -> answer.header("Expires", expires));
        request.header("Event").ifPresent(event -> answer.header("Event", event));
        transaction.respond(answer.build());
    }

    /** 200 to a REGISTER, with the Contact that came, a Date, and a lifetime in seconds. */
    public static void acceptRegister(ServerTransaction transaction, String expires) {
        transaction.respond(transaction
                .answer(200)
                .contact(transaction.request().contact().orElseThrow())
                .header("Expires", expires)
                .header("Date", "2019-12-25T16:45:44")
                .build());
    }

    public static Consumer<ServerTransaction> refuse(int status) {
        return transaction -> transaction.respond(transaction.answer(status).build());
    }

    public static Consumer<ServerTransaction> keepSilent() {
        return transaction -> {};
    }

    /** What to do with each request of a method from now on. */
    public void on(String method, Consumer<ServerTransaction> script) {
        loop.run(() -> scripts.put(method, script));
    }

    /** The requests so far, without retransmissions. */
    public List<SipRequest> received(String method) {
        return loop.call(
                () -> received.stream().filter(request -> request.is(method)).toList());
    }

    /** The MANSCDP messages of a kind that came so far, by whatever method. */
    public <M extends ManscdpMessage> List<M> messages(Class<M> kind) {
        return loop.call(() -> received.stream()
                .filter(SipRequest::hasBody)
                .map(request -> Manscdp.read(request.body()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList());
    }

    public void forgetReceived() {
        loop.run(received::clear);
    }

    public NameAddr contact() {
        return contact;
    }

    /** A request to the gateway outside a dialog. */
    public SipRequest.Builder request(String method) {
        return SipRequest.builder(method, gateway)
                .from(contact.withTag(endpoint.newToken()))
                .to(NameAddr.of(gateway))
                .callId(endpoint.newToken())
                .cseq(cseq++)
                .contact(contact);
    }

    /** Sends a request and waits for its final answer. */
    public SipResponse send(UnaryOperator<SipRequest.Builder> filled, String method) {
        return loop.await(() -> endpoint.send(filled.apply(request(method)).build(), gatewayPeer)
                .response());
    }

    public SipResponse send(SipRequest request) {
        return loop.await(() -> endpoint.send(request, gatewayPeer).response());
    }

    public SipResponse register(int expiresSeconds) {
        return send(request -> request.to(contact).header("Expires", Integer.toString(expiresSeconds)), "REGISTER");
    }

    public SipResponse message(ManscdpMessage message) {
        return message(Manscdp.bytes(message));
    }

    public SipResponse message(byte[] body) {
        return send(request -> request.body(Manscdp.CONTENT_TYPE, body), "MESSAGE");
    }

    /** Sends without waiting, on the loop: for scripts. */
    public Future<SipResponse> post(ManscdpMessage message) {
        return post(Manscdp.bytes(message));
    }

    public Future<SipResponse> post(byte[] body) {
        return endpoint.send(request("MESSAGE").body(Manscdp.CONTENT_TYPE, body).build(), gatewayPeer)
                .response();
    }

    /** The same for any request, in a dialog or not. */
    public Future<SipResponse> post(SipRequest request) {
        return endpoint.send(request, gatewayPeer).response();
    }

    /** A request to one of the gateway's channels outside a dialog. */
    public SipRequest.Builder requestTo(String method, String channel) {
        SipUri uri = SipUri.of(channel, gateway.host(), PORT);
        return SipRequest.builder(method, uri)
                .from(contact.withTag(endpoint.newToken()))
                .to(NameAddr.of(uri))
                .callId(endpoint.newToken())
                .cseq(cseq++)
                .contact(contact);
    }

    /** Invites and acknowledges, on the loop; the dialog, or a failure where the answer is no 2xx. */
    public Future<Dialog> call(SipRequest invite) {
        ClientTransaction transaction = endpoint.send(invite, gatewayPeer);
        return transaction.response().compose(answer -> {
            if (!answer.isSuccess()) {
                return Future.failedFuture(answer.startLine());
            }
            Dialog dialog = Dialog.ofClient(transaction.request(), answer, "gateway");
            transaction.acknowledge(dialog.ack(), gatewayPeer);
            return Future.succeededFuture(dialog);
        });
    }

    /** A NOTIFY in the dialog that the gateway's SUBSCRIBE made. */
    public SipResponse notify(SipRequest subscribe, String localTag, String state, Optional<ManscdpMessage> body) {
        return send(
                request -> {
                    request.from(subscribe.to().withTag(localTag))
                            .to(subscribe.from())
                            .callId(subscribe.callId())
                            .header("Event", subscribe.header("Event"))
                            .header("Subscription-State", state);
                    return body.map(message -> request.body(Manscdp.CONTENT_TYPE, Manscdp.bytes(message)))
                            .orElse(request);
                },
                "NOTIFY");
    }

    @Override
    public void close() {
        loop.await(endpoint::close);
    }
}
