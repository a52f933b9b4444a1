package cascade.gateway.sip;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INVITE client transaction (RFC 3261 section 17.1.1 with RFC 6026).
 *
 * <pre>
 *   CALLING --1xx--> PROCEEDING --2xx------> ACCEPTED --M--> gone       (repeated 2xx: ACK again)
 *      |                 |------3xx-6xx----> COMPLETED --D--> gone      (repeated: ACK again)
 *      |                 `--cancel, 64*T1--> GIVEN_UP
 *      `--B--> GIVEN_UP --64*T1--> gone                                 (late 2xx: surplus)
 * </pre>
 *
 * GIVEN_UP is ours: a peer's late 200 must still be acknowledged and ended, or its camera streams to nobody.
 */
final class InviteClientTx extends ClientTx {

    private enum State {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        GIVEN_UP,
        GONE
    }

    private record Acknowledged(byte[] bytes, SipPeer to) {}

    private final Consumer<SipRequest> sendCancel;
    private final Retransmitter timerA;
    private final Timer timerB;
    private final Timer lifetime;
    private final Duration timeout;
    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    private Handler<SipResponse> surplus = response -> {};
    private @Nullable SipResponse accepted;
    private @Nullable Acknowledged ack;

    /** @param sendCancel starts the CANCEL's own transaction */
    InviteClientTx(
            TransactionContext context,
            SipRequest request,
            SipPeer peer,
            Duration timeout,
            Consumer<SipRequest> sendCancel,
            Runnable onGone) {
        super(context, request, peer, onGone);
        this.sendCancel = sendCancel;
        this.timeout = timeout;
        timerA = new Retransmitter(context.vertx(), context.settings().t1(), timeout.multipliedBy(2), this::sendAgain);
        timerB = new Timer(context.vertx(), this::onTimeout);
        lifetime = new Timer(context.vertx(), this::terminate);
        timerB.start(timeout);
        if (!isReliable()) {
            timerA.start();
        }
        begin();
    }

    @Override
    void onResponse(SipResponse response) {
        switch (state) {
            case CALLING, PROCEEDING -> {
                if (response.isProvisional()) {
                    onProvisional(response);
                } else if (response.isSuccess()) {
                    onSuccess(response);
                } else {
                    onRejection(response);
                }
            }
            case ACCEPTED -> onRepeatedSuccess(response);
            case COMPLETED -> {
                if (!response.isProvisional()) {
                    context.observer().retransmitted(context.domainOf(peer()), "received");
                    acknowledgeRejection(response);
                }
            }
            case GIVEN_UP -> {
                if (response.isSuccess()) {
                    enterAccepted(response);
                    surplus.handle(response);
                } else if (!response.isProvisional()) {
                    acknowledgeRejection(response);
                }
            }
            case GONE -> {}
        }
    }

    private void onProvisional(SipResponse response) {
        timerA.stop();
        if (state == State.CALLING) {
            timerB.stop();
            state = State.PROCEEDING;
        }
        if (cancelWanted) {
            doCancel();
        }
        deliverProvisional(response);
    }

    private void onSuccess(SipResponse response) {
        enterAccepted(response);
        succeed(response);
    }

    private void enterAccepted(SipResponse response) {
        timerA.stop();
        timerB.stop();
        state = State.ACCEPTED;
        accepted = response;
        lifetime.start(timeout);
    }

    private void onRepeatedSuccess(SipResponse response) {
        if (!response.isSuccess() || accepted == null) {
            return;
        }
        if (response.to().tag().equals(accepted.to().tag())) {
            context.observer().retransmitted(context.domainOf(peer()), "received");
            sendAckAgain();
        } else {
            surplus.handle(response);
        }
    }

    private void onRejection(SipResponse response) {
        timerA.stop();
        timerB.stop();
        state = State.COMPLETED;
        acknowledgeRejection(response);
        if (isReliable()) {
            terminate();
        } else {
            lifetime.start(timeout);
        }
        succeed(response);
    }

    /** The ACK of a failure belongs to this transaction: same branch, same Request-URI (RFC 3261 section 17.1.1.3). */
    private void acknowledgeRejection(SipResponse response) {
        SipRequest ackRequest = sameTransaction("ACK", response.to()).build();
        context.transmit(SipWriter.write(ackRequest), peer());
        context.observer().sent(context.domainOf(peer()), "ACK", "");
    }

    private SipRequest.Builder sameTransaction(String method, NameAddr to) {
        SipRequest invite = request();
        SipRequest.Builder builder = SipRequest.builder(method, invite.uri())
                .via(invite.topVia())
                .from(invite.from())
                .to(to)
                .callId(invite.callId())
                .cseq(invite.cseq().number())
                .header("Max-Forwards", "70")
                .header("User-Agent", context.settings().userAgent());
        invite.headers().all("Route").forEach(route -> builder.header("Route", route));
        return builder;
    }

    @Override
    public ClientTransaction onSurplusAnswer(Handler<SipResponse> handler) {
        surplus = handler;
        return this;
    }

    @Override
    public void acknowledge(SipRequest ackRequest, SipPeer to) {
        ack = new Acknowledged(SipWriter.write(context.stamped(ackRequest, to)), to);
        context.observer().sent(context.domainOf(to), "ACK", "");
        context.transmit(ack.bytes(), to);
    }

    private void sendAckAgain() {
        if (ack != null) {
            context.observer().retransmitted(context.domainOf(peer()), "ack");
            context.transmit(ack.bytes(), ack.to());
        }
    }

    @Override
    public void cancel() {
        if (isDecided() || cancelWanted) {
            return;
        }
        cancelWanted = true;
        if (state == State.PROCEEDING) {
            doCancel();
        }
    }

    private void doCancel() {
        if (!cancelSent) {
            cancelSent = true;
            sendCancel.accept(sameTransaction("CANCEL", request().to()).build());
            timerB.start(timeout);
        }
    }

    private void onTimeout() {
        timerA.stop();
        state = State.GIVEN_UP;
        lifetime.start(timeout);
        fail(new SipTimeoutException("INVITE to " + peer() + ": no " + (cancelSent ? "end after CANCEL" : "answer")
                + " within " + timeout.toMillis() + " ms"));
    }

    @Override
    void onTransportError(Throwable cause) {
        if (state == State.CALLING) {
            terminate();
            fail(cause);
        }
    }

    @Override
    void abandon() {
        terminate();
        fail(new SipTransportException("endpoint closed", null));
    }

    private void terminate() {
        timerA.stop();
        timerB.stop();
        lifetime.stop();
        state = State.GONE;
        gone();
    }
}
