package cascade.gateway.sip.transaction;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INVITE client transaction (RFC 3261 section 17.1.1 with RFC 6026).
 *
 * <pre>
 *   CALLING --1xx--> PROCEEDING --2xx------> ACCEPTED --ACK--> AcceptedInvite until M    (repeated 2xx: ACK again)
 *      |                 |------3xx-6xx----> COMPLETED --D--> gone      (repeated: ACK again)
 *      |                 `--cancel, B------> GIVEN_UP
 *      `--B--> GIVEN_UP --64*T1--> gone                                 (late 1xx: CANCEL)
 * </pre>
 *
 * GIVEN_UP is ours: a peer's late 2xx must still be acknowledged and ended, or its camera streams to nobody. So must one
 * that follows a failure. Both are handed out as surplus and lead to ACCEPTED.
 */
public final class InviteClientTx extends ClientTx {

    private enum State {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        GIVEN_UP,
        GONE
    }

    private final Consumer<SipRequest> startCancel;
    private final Consumer<AcceptedInvite> onAcknowledged;
    private final Retransmitter timerA;
    private final Timer timerB;
    private final Timer lifetime;
    private final Duration timeout;
    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    private SurplusHandler surplus = (invite, success) -> {};
    private Runnable unacknowledged = () -> {};
    /** To tags of the 2xx that came: each is a dialog of its own, with an ACK of its own. */
    private final Set<String> answeredTags = new HashSet<>(2);

    private final Map<String, AcceptedInvite.Ack> acks = new HashMap<>(2);
    /** What is left of it. */
    private @Nullable AcceptedInvite accepted;

    /**
     * @param startCancel starts the CANCEL's own transaction
     * @param onAcknowledged takes what is left in its place once every 2xx has its ACK
     */
    public InviteClientTx(
            TransactionContext context,
            SipRequest request,
            SipPeer peer,
            Duration timeout,
            MessageSecurity security,
            Consumer<SipRequest> startCancel,
            Consumer<AcceptedInvite> onAcknowledged,
            Runnable onGone) {
        super(context, request, peer, security, onGone);
        this.startCancel = startCancel;
        this.onAcknowledged = onAcknowledged;
        this.timeout = timeout;
        timerA = new Retransmitter(context.timers(), context.settings().t1(), timeout.multipliedBy(2), this::sendAgain);
        timerB = new Timer(context.timers());
        lifetime = new Timer(context.timers());
    }

    @Override
    public void begin() {
        timerB.start(timeout, this::onTimeout);
        if (!isReliable()) {
            timerA.start();
        }
        sendFirst();
    }

    /**
     * Goes on with an INVITE that a former process has sent, in place of {@link #begin}: responses find it, it can be cancelled
     * and acknowledged. Without a response it is given up after its time, as one that was cancelled.
     *
     * @param answeredTag the To tag of the 2xx that had come already, whose ACK may still be due; empty: none had
     */
    public void resume(Optional<String> answeredTag) {
        if (answeredTag.isPresent()) {
            state = State.ACCEPTED;
            answeredTags.add(answeredTag.get());
            lifetime.start(context.settings().repetition(), this::terminate);
        } else {
            state = State.PROCEEDING;
            timerB.start(timeout, this::onTimeout);
        }
    }

    @Override
    public void onResponse(SipResponse response) {
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
            case COMPLETED, GIVEN_UP -> {
                if (response.isProvisional()) {
                    onLateProvisional();
                } else if (response.isSuccess()) {
                    enterAccepted(response);
                    surplus.onSurplus(this, response);
                } else {
                    onLateRejection(response);
                }
            }
            case GONE -> {}
        }
    }

    /** The peer that sent it has a call, and is told that it has ended. */
    @Override
    public void onDisbelieved(SipResponse response, String why) {
        if (response.isProvisional()) {
            return;
        }
        if (state != State.CALLING && state != State.PROCEEDING) {
            onResponse(response);
        } else if (response.isSuccess()) {
            enterAccepted(response);
            fail(disbelieved(response, why));
            surplus.onSurplus(this, response);
        } else {
            reject(response);
            fail(disbelieved(response, why));
        }
    }

    /** Nobody waits for the answer any more, so the peer need not go on. */
    private void onLateProvisional() {
        if (state == State.GIVEN_UP && !cancelSent) {
            sendCancel();
        }
    }

    private void onLateRejection(SipResponse response) {
        if (state == State.COMPLETED) {
            context.observer().retransmitted(context.domainOf(peer()), "received");
        }
        acknowledgeRejection(response);
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
        answeredTags.add(tagOf(response));
        lifetime.start(context.settings().repetition(), this::terminate);
    }

    private void onRepeatedSuccess(SipResponse response) {
        if (!response.isSuccess()) {
            return;
        }
        if (answeredTags.add(tagOf(response))) {
            surplus.onSurplus(this, response);
        } else {
            context.observer().retransmitted(context.domainOf(peer()), "received");
            sendAckAgain(tagOf(response));
        }
    }

    private static String tagOf(SipMessage message) {
        return message.to().tag().orElse("");
    }

    private void onRejection(SipResponse response) {
        reject(response);
        succeed(response);
    }

    private void reject(SipResponse response) {
        timerA.stop();
        timerB.stop();
        state = State.COMPLETED;
        acknowledgeRejection(response);
        if (isReliable()) {
            terminate();
        } else {
            lifetime.start(context.settings().repetition(), this::terminate);
        }
    }

    /** The ACK of a failure belongs to this transaction: same branch, same Request-URI (RFC 3261 section 17.1.1.3). */
    private void acknowledgeRejection(SipResponse response) {
        SipRequest ackRequest = sameTransaction("ACK", response.to()).build();
        context.transmit(SipWriter.write(security.sealed(ackRequest)), peer());
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
                .header("Max-Forwards", Integer.toString(SipRequest.MAX_FORWARDS))
                .header("User-Agent", context.settings().userAgent());
        invite.headers().all("Route").forEach(route -> builder.header("Route", route));
        return builder;
    }

    @Override
    public ClientTransaction onSurplusAnswer(SurplusHandler handler) {
        surplus = handler;
        return this;
    }

    @Override
    public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
        unacknowledged = handler;
        return this;
    }

    @Override
    public void acknowledge(SipRequest ackRequest, SipPeer to) {
        if (accepted != null) {
            accepted.acknowledge(ackRequest, to);
            return;
        }
        acks.put(tagOf(ackRequest), AcceptedInvite.Ack.send(context, ackRequest, to, security));
        if (state == State.ACCEPTED && acks.keySet().containsAll(answeredTags)) {
            shrink();
        }
    }

    private void shrink() {
        lifetime.stop();
        state = State.GONE;
        accepted = new AcceptedInvite(this, acks, surplus);
        onAcknowledged.accept(accepted);
    }

    private void sendAckAgain(String tag) {
        AcceptedInvite.Ack sent = acks.get(tag);
        if (sent != null) {
            sent.sendAgain(context);
        } else {
            unacknowledged.run();
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
            sendCancel();
            timerB.start(timeout, this::onTimeout);
        }
    }

    private void sendCancel() {
        cancelSent = true;
        startCancel.accept(sameTransaction("CANCEL", request().to()).build());
    }

    private void onTimeout() {
        timerA.stop();
        state = State.GIVEN_UP;
        lifetime.start(context.settings().repetition(), this::terminate);
        fail(new SipTimeoutException("INVITE to " + peer() + ": no " + (cancelSent ? "end after CANCEL" : "answer")
                + " within " + timeout.toMillis() + " ms"));
    }

    @Override
    public void onTransportError(Throwable cause) {
        if (state == State.CALLING) {
            terminate();
            fail(cause);
        }
    }

    @Override
    public void abandon(Throwable cause) {
        terminate();
        fail(cause);
    }

    private void terminate() {
        timerA.stop();
        timerB.stop();
        lifetime.stop();
        state = State.GONE;
        gone();
    }
}
