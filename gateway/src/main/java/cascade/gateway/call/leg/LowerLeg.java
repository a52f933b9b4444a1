package cascade.gateway.call.leg;

import cascade.gateway.call.leg.KeptDialog.Phase;
import cascade.gateway.call.leg.KeptDialog.Role;
import cascade.gateway.call.leg.LowerLegState.Answered;
import cascade.gateway.call.leg.LowerLegState.Calling;
import cascade.gateway.call.leg.LowerLegState.Cancelling;
import cascade.gateway.call.leg.LowerLegState.Confirmed;
import cascade.gateway.call.leg.LowerLegState.Ended;
import cascade.gateway.call.leg.LowerLegState.Ending;
import cascade.gateway.call.leg.LowerLegState.Idle;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UAC dialog with a lower, or with an upper that is called for its broadcast: INVITE, its responses, ACK, CANCEL and BYE
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2">RFC 3261 sections 13.2</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-9.1">9.1</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-15">15</a>). Every 2xx is acknowledged and every dialog
 * that one makes is ended by one BYE, also those that come after CANCEL, after the time-out, or from a fork: else a camera
 * streams to nobody. The states are drawn at {@link LowerLegState}. Control loop only.
 */
public final class LowerLeg {

    private static final Logger LOG = LoggerFactory.getLogger(LowerLeg.class);

    /** The owner's ear. After {@link #end}, and after each call that says that the leg is over, it hears nothing more. */
    public interface Listener {

        /** The lower rings (180) or reports progress (183); possibly several times. */
        void onRinging(int status);

        /**
         * A 2xx came; its ACK waits for {@link LowerLeg#acknowledge}, or for the 2xx to be repeated.
         *
         * @param from whence it came
         */
        void onAnswered(SipResponse success, SipPeer from);

        /** Over: a final response other than 2xx. */
        void onRejected(SipResponse refusal);

        /** Over: no final response in time, or the INVITE could not be sent. */
        void onUnanswered(String why);

        /** Over: the lower hung up, perhaps before its 2xx was seen. */
        void onBye();

        /** The lower wants the session changed; every re-INVITE has to be accepted or rejected. */
        void onReInvite(ReInvite reInvite);

        /**
         * Our 2xx to its re-INVITE was never acknowledged (<a
         * href="https://datatracker.ietf.org/doc/html/rfc3261#section-14.2">RFC 3261 section 14.2</a>: to be ended).
         */
        void onReInviteUnacknowledged();
    }

    private final PeerLink link;
    private final String domain;
    private final DialogTable<LowerLeg> dialogs;
    private final DialogKeeper keeper;
    private final Listener listener;
    private final Timer patience;
    private final ReInvites reInvites;
    private final SurplusDialogs surplus;
    private LowerLegState state = new Idle();
    private String callId = "";
    /** Where the INVITE went. */
    private Optional<SipPeer> peer = Optional.empty();

    /**
     * @param domain the lower's name
     * @param dialogs where requests of the lower find this leg
     * @param keeper is told of the dialog as it changes
     */
    public LowerLeg(
            PeerLink link,
            String domain,
            DialogTable<LowerLeg> dialogs,
            DialogKeeper keeper,
            Timers timers,
            Listener listener) {
        this.keeper = keeper;
        this.link = link;
        this.domain = domain;
        this.dialogs = dialogs;
        this.listener = listener;
        this.patience = new Timer(timers);
        this.reInvites = new ReInvites(link, this::keepConfirmed);
        this.surplus = new SurplusDialogs(link, domain);
    }

    /**
     * Sends the INVITE, once.
     *
     * @param answerTimeout to the final response; then CANCEL
     */
    public void invite(SipRequest request, Duration answerTimeout) {
        ClientTransaction invite = link.send(request);
        Dialog dialog = Dialog.ofClient(request, domain);
        patience.start(answerTimeout, () -> giveUp(invite, dialog, answerTimeout));
        begin(new Calling(invite, dialog), invite, dialog);
        keep(Phase.EARLY, dialog, Optional.of(invite.request()));
        listen(invite, dialog);
    }

    /**
     * Goes on with the dialog of a former process, once, in place of {@link #invite}. What was not answered waits for {@link
     * #end}, what was not acknowledged for {@link #acknowledge}.
     */
    public void restore(KeptDialog kept) {
        Dialog dialog = Dialog.of(kept.dialog());
        peer = Optional.of(kept.peer());
        link.wasAt(kept.peer());
        if (kept.phase() == Phase.CONFIRMED || kept.invite().isEmpty()) {
            callId = dialog.callId();
            state = new Confirmed(dialog);
            dialogs.add(dialog, this);
            return;
        }
        ClientTransaction invite = link.resume(kept.invite().get(), kept.peer(), kept.answeredTag());
        if (kept.phase() == Phase.EARLY) {
            begin(new Calling(invite, dialog), invite, dialog);
            listen(invite, dialog);
        } else {
            begin(new Answered(invite, dialog), invite, dialog);
            invite.onSurplusAnswer(surplus::settle).onUnacknowledgedAnswer(this::acknowledge);
        }
    }

    private void begin(LowerLegState first, ClientTransaction invite, Dialog dialog) {
        callId = dialog.callId();
        peer = Optional.of(invite.peer());
        state = first;
        dialogs.add(dialog, this);
    }

    private void listen(ClientTransaction invite, Dialog dialog) {
        invite.onProvisional(provisional -> onProvisional(dialog, provisional))
                .onSurplusAnswer(surplus::settle)
                .response()
                .onSuccess(response -> onFinal(invite, dialog, response))
                .onFailure(cause -> onNothing(dialog, String.valueOf(cause.getMessage())));
    }

    private void giveUp(ClientTransaction invite, Dialog dialog, Duration waited) {
        state = new Cancelling(dialog);
        invite.cancel();
        listener.onUnanswered("no answer within " + waited.toSeconds() + " s");
    }

    private void onProvisional(Dialog dialog, SipResponse provisional) {
        dialog.early(provisional);
        int status = provisional.status();
        if (state instanceof Calling && (status == 180 || status == 183)) {
            listener.onRinging(status);
        }
    }

    private void onFinal(ClientTransaction invite, Dialog dialog, SipResponse response) {
        patience.stop();
        switch (state) {
            case Calling calling
            when response.isSuccess() -> {
                dialog.confirm(invite.request(), response);
                state = new Answered(invite, dialog);
                keep(Phase.ANSWERED, dialog, Optional.of(invite.request()));
                // the first 2xx waits for the upper's ACK; a lower that asks again is not kept waiting
                invite.onUnacknowledgedAnswer(this::acknowledge);
                listener.onAnswered(response, invite.peer());
            }
            case Calling calling -> {
                toEnded(dialog);
                listener.onRejected(response);
            }
            case Cancelling cancelling when response.isSuccess() -> onLateAnswer(cancelling, invite, response);
            case Cancelling cancelling -> toEnded(dialog);
            // one final response a transaction, which these have had
            case Answered answered -> {}
            case Confirmed confirmed -> {}
            case Ending ending -> {}
            case Idle(), Ended() -> {}
        }
    }

    private void onLateAnswer(Cancelling cancelling, ClientTransaction invite, SipResponse success) {
        Dialog dialog = cancelling.dialog().confirm(invite.request(), success);
        link.acknowledge(invite, dialog);
        if (surplus.isHungUp(dialog)) {
            toEnded(dialog);
        } else {
            LOG.atInfo()
                    .addKeyValue("callId", callId)
                    .addKeyValue("peer", domain)
                    .log("late answer acknowledged and ended");
            hangUp(dialog);
        }
    }

    private void onNothing(Dialog dialog, String why) {
        patience.stop();
        boolean awaited = state instanceof Calling;
        toEnded(dialog);
        if (awaited) {
            listener.onUnanswered(why);
        }
    }

    /** Lets the ACK of the 2xx go; without one, or a second time, nothing happens. */
    public void acknowledge() {
        if (state instanceof Answered(ClientTransaction invite, Dialog dialog)) {
            link.acknowledge(invite, dialog);
            state = new Confirmed(dialog);
            keepConfirmed();
        }
    }

    private Future<Void> keepConfirmed() {
        return state instanceof Confirmed(Dialog dialog)
                ? keep(Phase.CONFIRMED, dialog, Optional.empty())
                : Future.succeededFuture();
    }

    private Future<Void> keep(Phase phase, Dialog dialog, Optional<SipRequest> invite) {
        return peer.map(there -> keeper.keep(new KeptDialog(Role.UAC, phase, dialog.snapshot(), there, invite)))
                .orElseGet(Future::succeededFuture);
    }

    /**
     * Ends the call from our side: CANCEL before the 2xx, BYE after it.
     *
     * @return when a BYE that was due has been answered or given up
     */
    public Future<Void> end() {
        patience.stop();
        reInvites.terminate();
        return switch (state) {
            case Idle() -> {
                state = new Ended();
                yield Future.succeededFuture();
            }
            case Calling(ClientTransaction invite, Dialog dialog) -> {
                state = new Cancelling(dialog);
                invite.cancel();
                yield Future.succeededFuture();
            }
            case Answered(ClientTransaction invite, Dialog dialog) -> {
                link.acknowledge(invite, dialog);
                yield hangUp(dialog);
            }
            case Confirmed(Dialog dialog) -> hangUp(dialog);
            case Cancelling cancelling -> Future.succeededFuture();
            case Ending ending -> Future.succeededFuture();
            case Ended() -> Future.succeededFuture();
        };
    }

    private Future<Void> hangUp(Dialog dialog) {
        state = new Ending(dialog);
        return Bye.send(link, dialog).onComplete(done -> toEnded(dialog));
    }

    private void toEnded(Dialog dialog) {
        state = new Ended();
        dialogs.remove(dialog);
        keeper.forget(KeptDialog.key(Role.UAC, dialog));
    }

    /** A BYE of the lower in this dialog, early ones included: answered 200 in every state. */
    public void onBye(ServerTransaction bye) {
        bye.respond(bye.answer(200).build());
        Optional<String> from = bye.request().from().tag();
        if (surplus.has(from)) {
            return;
        }
        surplus.onHungUp(from);
        reInvites.terminate();
        switch (state) {
            case Calling(ClientTransaction invite, Dialog dialog) -> {
                // a callee ends by BYE only what it has answered (section 15): its 2xx was lost, or is still under way
                patience.stop();
                state = new Cancelling(dialog);
                invite.cancel();
                listener.onBye();
            }
            case Answered(ClientTransaction invite, Dialog dialog) -> {
                link.acknowledge(invite, dialog);
                toEnded(dialog);
                listener.onBye();
            }
            case Confirmed(Dialog dialog) -> {
                toEnded(dialog);
                listener.onBye();
            }
            case Cancelling cancelling -> {}
            case Ending ending -> {}
            case Idle(), Ended() -> {}
        }
    }

    /**
     * A re-INVITE of the lower; while our own INVITE is in progress it is glare (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-14.2">RFC 3261 section 14.2</a>).
     */
    public void onReInvite(ServerTransaction again) {
        switch (state) {
            case Confirmed(Dialog dialog) ->
                reInvites.receive(again, dialog, listener::onReInvite, listener::onReInviteUnacknowledged);
            case Calling calling -> again.refuse(491, "our INVITE is still in progress");
            case Answered answered -> again.refuse(491, "our INVITE is not acknowledged yet");
            case Cancelling cancelling -> again.refuse(481, "the call has ended");
            case Ending ending -> again.refuse(481, "the call has ended");
            case Idle(), Ended() -> again.refuse(481, "the call has ended");
        }
    }

    /**
     * Sends an INFO in the dialog; the final answer, whatever its code. Fails where there is no dialog.
     *
     * @param onward what it takes along from the upper's
     */
    public Future<SipResponse> info(String contentType, byte[] body, Onward onward) {
        return switch (state) {
            case Answered(ClientTransaction invite, Dialog dialog) -> info(dialog, contentType, body, onward);
            case Confirmed(Dialog dialog) -> info(dialog, contentType, body, onward);
            case Calling calling -> Future.failedFuture(new IllegalStateException("the call is not answered yet"));
            case Cancelling cancelling -> Future.failedFuture(new IllegalStateException("the call has ended"));
            case Ending ending -> Future.failedFuture(new IllegalStateException("the call has ended"));
            case Idle(), Ended() -> Future.failedFuture(new IllegalStateException("the call has ended"));
        };
    }

    private Future<SipResponse> info(Dialog dialog, String contentType, byte[] body, Onward onward) {
        return link.send(
                        onward.into(dialog.request("INFO"))
                                .body(contentType, body)
                                .build(),
                        dialog)
                .response();
    }

    /** Names the dialog's record; empty where there is no dialog. */
    public Optional<String> key() {
        return switch (state) {
            case Calling(ClientTransaction invite, Dialog dialog) -> key(dialog);
            case Answered(ClientTransaction invite, Dialog dialog) -> key(dialog);
            case Confirmed(Dialog dialog) -> key(dialog);
            case Cancelling(Dialog dialog) -> key(dialog);
            case Ending(Dialog dialog) -> key(dialog);
            case Idle(), Ended() -> Optional.empty();
        };
    }

    private static Optional<String> key(Dialog dialog) {
        return Optional.of(KeptDialog.key(Role.UAC, dialog));
    }

    /** Towards the lower; empty before the INVITE. */
    public String callId() {
        return callId;
    }

    /** Whether the ACK has been sent and nobody has hung up. */
    public boolean isConfirmed() {
        return state instanceof Confirmed;
    }

    /** Whether nothing is due any more, neither to the lower nor from it. */
    public boolean isEnded() {
        return state instanceof Ended;
    }
}
