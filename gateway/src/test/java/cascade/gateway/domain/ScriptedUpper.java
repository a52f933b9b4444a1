package cascade.gateway.domain;

import static cascade.gateway.domain.DomainLab.FAST;

import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An upper platform that does to each request what a test says; a request that is not answered stays unanswered. */
final class ScriptedUpper implements AutoCloseable {

    private final ControlLoop loop;
    private final List<SipRequest> received = new ArrayList<>();
    private final SipEndpoint endpoint;
    private Consumer<ServerTransaction> onRegister = ScriptedUpper::accept;
    private Consumer<ServerTransaction> onMessage =
            transaction -> transaction.respond(transaction.answer(200).build());

    ScriptedUpper(ControlLoop loop, String host) {
        this.loop = loop;
        endpoint = loop.await(() -> {
            var opened = new SipEndpoint(
                    loop.vertx(), FAST, source -> Optional.of("gateway"), SipObserver.NONE, DatagramFilter.ALL_PASS);
            opened.handler(this::onRequest);
            return opened.listen(DomainLab.point(host)).map(opened);
        });
    }

    private void onRequest(ServerTransaction transaction) {
        received.add(transaction.request());
        if (transaction.request().is("REGISTER")) {
            onRegister.accept(transaction);
        } else {
            onMessage.accept(transaction);
        }
    }

    /** 200 with the lifetime that was asked for. */
    static void accept(ServerTransaction transaction) {
        accept(transaction, transaction.request().header("Expires").orElseThrow());
    }

    static void accept(ServerTransaction transaction, String expires) {
        transaction.respond(transaction
                .answer(200)
                .contact(transaction.request().contact().orElseThrow())
                .header("Expires", expires)
                .header("Date", "2019-12-25T16:45:44")
                .build());
    }

    ScriptedUpper onRegister(Consumer<ServerTransaction> script) {
        loop.run(() -> onRegister = script);
        return this;
    }

    ScriptedUpper onMessage(Consumer<ServerTransaction> script) {
        loop.run(() -> onMessage = script);
        return this;
    }

    /** The requests so far, without retransmissions. */
    List<SipRequest> received() {
        return loop.call(() -> List.copyOf(received));
    }

    List<SipRequest> received(String method) {
        return received().stream().filter(request -> request.is(method)).toList();
    }

    @Override
    public void close() {
        loop.await(endpoint::close);
    }
}
