package cascade.gateway.sip.transaction;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.WrittenRequest;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;

/** What both client transactions of RFC 3261 section 17.1 share. */
public abstract sealed class ClientTx implements ClientTransaction, ResponseTarget
        permits InviteClientTx, NonInviteClientTx {

    final TransactionContext context;
    private final SipRequest request;
    private final SipPeer peer;
    final MessageSecurity security;
    private final byte[] bytes;
    private final Runnable onGone;
    private final Promise<SipResponse> answer = Promise.promise();
    private final long startedNanos;
    private Handler<SipResponse> provisional = response -> {};

    ClientTx(TransactionContext context, SipRequest request, SipPeer peer, MessageSecurity security, Runnable onGone) {
        this.context = context;
        this.request = security.sealed(request);
        this.peer = peer;
        this.security = security;
        this.bytes = SipWriter.write(this.request);
        this.onGone = onGone;
        this.startedNanos = context.nanoTime();
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public SipPeer peer() {
        return peer;
    }

    @Override
    public Future<SipResponse> response() {
        return answer.future();
    }

    @Override
    public ClientTransaction onProvisional(Handler<SipResponse> handler) {
        provisional = handler;
        return this;
    }

    final WrittenRequest written() {
        return new WrittenRequest(bytes);
    }

    /** Starts the timers and sends the request. */
    public abstract void begin();

    final void sendFirst() {
        context.observer().sent(context.domainOf(peer), request.method(), "");
        context.transmit(bytes, peer).onFailure(this::onTransportError);
    }

    final void sendAgain() {
        context.observer().retransmitted(context.domainOf(peer), "request");
        context.transmit(bytes, peer).onFailure(this::onTransportError);
    }

    @Override
    public abstract void onResponse(SipResponse response);

    @Override
    public final Optional<String> objection(SipResponse response) {
        return security.objection(response);
    }

    final SipTransportException disbelieved(SipResponse response, String why) {
        return new SipTransportException(
                request.method() + " to " + peer + ": its answer " + response.status() + " is not believed, " + why,
                null);
    }

    public abstract void onTransportError(Throwable cause);

    /** Ends without another word. */
    public abstract void abandon(Throwable cause);

    final boolean isReliable() {
        return peer.transport().isReliable();
    }

    final void deliverProvisional(SipResponse response) {
        provisional.handle(response);
    }

    final void succeed(SipResponse response) {
        if (answer.tryComplete(response)) {
            observe();
        }
    }

    private void observe() {
        Duration took = Duration.ofNanos(context.nanoTime() - startedNanos);
        context.observer().transaction(context.domainOf(peer), request.method(), took, request.callId());
    }

    final void fail(Throwable cause) {
        if (answer.tryFail(cause) && cause instanceof SipTimeoutException) {
            observe();
        }
    }

    final boolean isDecided() {
        return answer.future().isComplete();
    }

    final void gone() {
        onGone.run();
    }
}
