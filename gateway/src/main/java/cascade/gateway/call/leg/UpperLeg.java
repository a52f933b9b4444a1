package cascade.gateway.call.leg;

import cascade.gateway.call.leg.KeptDialog.Phase;
import cascade.gateway.call.leg.KeptDialog.Role;
import cascade.gateway.call.leg.UpperLegState.Answered;
import cascade.gateway.call.leg.UpperLegState.Confirmed;
import cascade.gateway.call.leg.UpperLegState.Ended;
import cascade.gateway.call.leg.UpperLegState.Ending;
import cascade.gateway.call.leg.UpperLegState.Proceeding;
import cascade.gateway.call.leg.UpperLegState.Unacknowledged;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/**
 * UAS dialog with an upper, or with a lower that calls for a broadcast: provisional and final answers to its INVITE, the 2xx repeated until the ACK, CANCEL and BYE
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.3">RFC 3261 sections 13.3</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-9.2">9.2</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-15">15</a>). The dialog is there from the INVITE on, so
 * that a BYE instead of a CANCEL finds it. The INVITE gets exactly one final answer. The states are drawn at
 * {@link UpperLegState}. Control loop only.
 */
public final class UpperLeg {

    /** The owner's ear. After {@link #end}, and after each call that says that the leg is over, it hears nothing more. */
    public interface Listener {

        /** Over: CANCEL before the answer; the INVITE has been answered 487. */
        void onCancel();

        /** The 2xx was acknowledged: media may flow. */
        void onAcknowledged();

        /** The 2xx to the INVITE, or to a re-INVITE, was never acknowledged: to be ended. */
        void onUnacknowledged();

        /** Over: the upper hung up, before our answer (then the INVITE has been answered 487) or after it. */
        void onBye();

        /** An INFO in the dialog; to be answered. */
        void onInfo(ServerTransaction info);

        /** The upper wants the session changed; every re-INVITE has to be accepted or rejected. */
        void onReInvite(ReInvite reInvite);
    }

    private final PeerLink link;
    private final Dialog dialog;
    private final SipPeer source;
    private final DialogTable<UpperLeg> dialogs;
    private final DialogKeeper keeper;
    private final Listener listener;
    private final ReInvites reInvites;
    private UpperLegState state;
    private boolean rang;

    /**
     * @param domain the upper's name
     * @param dialogs where requests of the upper find this leg
     * @param keeper is told of the dialog as it changes
     */
    public UpperLeg(
            ServerTransaction invite,
            PeerLink link,
            String domain,
            DialogTable<UpperLeg> dialogs,
            DialogKeeper keeper,
            Listener listener) {
        this(
                new Proceeding(invite),
                link,
                Dialog.ofServer(invite, link.localContact(), domain),
                invite.source(),
                dialogs,
                keeper,
                listener);
    }

    private UpperLeg(
            UpperLegState state,
            PeerLink link,
            Dialog dialog,
            SipPeer source,
            DialogTable<UpperLeg> dialogs,
            DialogKeeper keeper,
            Listener listener) {
        this.state = state;
        this.link = link;
        this.dialog = dialog;
        this.source = source;
        this.dialogs = dialogs;
        this.keeper = keeper;
        this.listener = listener;
        this.reInvites = new ReInvites(link, this::keep);
    }

    /**
     * A dialog that a former process had. What was not answered waits for {@link #end}; what was answered counts as
     * acknowledged, since the ACK may have come while nobody was here.
     */
    public static UpperLeg restored(
            KeptDialog kept, PeerLink link, DialogTable<UpperLeg> dialogs, DialogKeeper keeper, Listener listener) {
        link.wasAt(kept.peer());
        UpperLegState state = kept.invite()
                .filter(early -> kept.phase() == Phase.EARLY)
                .<UpperLegState>map(early -> new Proceeding(link.resume(
                        early, kept.peer(), kept.dialog().local().tag().orElse(""))))
                .orElseGet(Confirmed::new);
        return new UpperLeg(state, link, Dialog.of(kept.dialog()), kept.peer(), dialogs, keeper, listener);
    }

    /** From here on CANCEL and BYE are heard; a CANCEL that has come already is heard within this call. */
    public void begin() {
        dialogs.add(dialog, this);
        if (state instanceof Proceeding(ServerTransaction invite)) {
            keep(Phase.EARLY, Optional.of(invite.request()));
            invite.onCancel(cancel -> onCancel());
        }
    }

    private Future<Void> keep() {
        return keep(Phase.CONFIRMED, Optional.empty());
    }

    private Future<Void> keep(Phase phase, Optional<SipRequest> invite) {
        return keeper.keep(new KeptDialog(Role.UAS, phase, dialog.snapshot(), source, invite));
    }

    /** Names the dialog's record. */
    public String key() {
        return KeptDialog.key(Role.UAS, dialog);
    }

    /** Passes ringing (180) or progress (183) on, the first only. */
    public void ring(int status) {
        if (state instanceof Proceeding(ServerTransaction invite) && !rang) {
            rang = true;
            invite.respond(invite.answer(status).build());
        }
    }

    /** Answers the INVITE 200, once the dialog that this promises can no longer be lost. */
    public void accept(byte[] sdp) {
        if (state instanceof Proceeding) {
            dialog.confirm();
            keep(Phase.ANSWERED, Optional.empty()).onComplete(kept -> answer(sdp));
        }
    }

    private void answer(byte[] sdp) {
        // cancelled or ended meanwhile
        if (!(state instanceof Proceeding(ServerTransaction invite))) {
            return;
        }
        state = new Answered(invite);
        invite.accept(invite.answer(200)
                        .contact(link.localContact())
                        .body("application/sdp", sdp)
                        .build())
                .onSuccess(ack -> onAck())
                .onFailure(cause -> onNoAck());
    }

    private void onAck() {
        switch (state) {
            case Answered answered -> {
                // its record stays as it is: after a restart what was answered counts as acknowledged
                state = new Confirmed();
                listener.onAcknowledged();
            }
            case Unacknowledged(ServerTransaction invite, Promise<Void> ended) -> hangUp().onComplete(ended);
            case Proceeding waiting -> {}
            case Confirmed(), Ending(), Ended() -> {}
        }
    }

    private void onNoAck() {
        switch (state) {
            // the owner ends the call, which is by BYE now
            case Answered answered -> {
                state = new Confirmed();
                listener.onUnacknowledged();
            }
            case Unacknowledged(ServerTransaction invite, Promise<Void> ended) -> hangUp().onComplete(ended);
            case Proceeding waiting -> {}
            case Confirmed(), Ending(), Ended() -> {}
        }
    }

    private void onCancel() {
        if (state instanceof Proceeding(ServerTransaction invite)) {
            invite.respond(invite.answer(487).build());
            toEnded();
            listener.onCancel();
        }
    }

    /**
     * Ends the call from our side: by refusing the INVITE where it is not answered yet, else by BYE.
     *
     * @param rejection how it is refused, and why the call ends
     * @return when a BYE that was due has been answered or given up
     */
    public Future<Void> end(CallRejection rejection) {
        reInvites.terminate();
        return switch (state) {
            case Proceeding(ServerTransaction invite) -> {
                invite.respond(rejection.answerTo(invite));
                toEnded();
                yield Future.succeededFuture();
            }
            case Answered(ServerTransaction invite)
            when rejection.cause() == CallCause.SHUTDOWN -> {
                // nobody will be here when the ACK comes
                Future<Void> bye = hangUp();
                invite.stopRepeating();
                yield bye;
            }
            case Answered(ServerTransaction invite) -> {
                Promise<Void> ended = Promise.promise();
                state = new Unacknowledged(invite, ended);
                yield ended.future();
            }
            case Confirmed() -> hangUp();
            case Unacknowledged(ServerTransaction invite, Promise<Void> ended) -> ended.future();
            case Ending(), Ended() -> Future.succeededFuture();
        };
    }

    private Future<Void> hangUp() {
        state = new Ending();
        return Bye.send(link, dialog).onComplete(done -> toEnded());
    }

    private void toEnded() {
        state = new Ended();
        dialogs.remove(dialog);
        keeper.forget(key());
    }

    /**
     * A BYE of the upper, in an early dialog too (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-15.1.2">RFC 3261 section 15.1.2</a>): answered 200 in
     * every state.
     */
    public void onBye(ServerTransaction bye) {
        bye.respond(bye.answer(200).build());
        reInvites.terminate();
        switch (state) {
            case Proceeding(ServerTransaction invite) -> {
                invite.respond(invite.answer(487).build());
                toEnded();
                listener.onBye();
            }
            case Answered(ServerTransaction invite) -> {
                toEnded();
                invite.stopRepeating();
                listener.onBye();
            }
            case Confirmed() -> {
                toEnded();
                listener.onBye();
            }
            case Unacknowledged(ServerTransaction invite, Promise<Void> ended) -> {
                toEnded();
                invite.stopRepeating();
                ended.complete();
            }
            case Ending(), Ended() -> {}
        }
    }

    /** A re-INVITE of the upper; before the ACK to our 2xx it is too early. */
    public void onReInvite(ServerTransaction again) {
        switch (state) {
            case Confirmed() -> reInvites.receive(again, dialog, listener::onReInvite, listener::onUnacknowledged);
            case Proceeding waiting ->
                again.respond(again.refusal(500, "the INVITE before this one is not answered yet")
                        .header("Retry-After", ReInvites.RETRY_AFTER_SECONDS)
                        .build());
            case Answered answered -> again.refuse(491, "our 200 is not acknowledged yet");
            case Unacknowledged ending -> again.refuse(481, "the call has ended");
            case Ending(), Ended() -> again.refuse(481, "the call has ended");
        }
    }

    /** An INFO of the upper, which some send before their ACK. */
    public void onInfo(ServerTransaction info) {
        switch (state) {
            case Answered answered -> listener.onInfo(info);
            case Confirmed() -> listener.onInfo(info);
            case Proceeding waiting -> info.refuse(491, "the INVITE is not answered yet");
            case Unacknowledged ending -> info.refuse(481, "the call has ended");
            case Ending(), Ended() -> info.refuse(481, "the call has ended");
        }
    }

    /** Sends a MESSAGE in the dialog; the final answer, whatever its code. */
    public Future<SipResponse> message(String contentType, byte[] body) {
        return switch (state) {
            case Answered answered -> send(contentType, body);
            case Confirmed() -> send(contentType, body);
            case Proceeding waiting -> Future.failedFuture(new IllegalStateException("there is no dialog"));
            case Ending(), Ended() -> Future.failedFuture(new IllegalStateException("there is no dialog"));
            case Unacknowledged ending -> Future.failedFuture(new IllegalStateException("the call has ended"));
        };
    }

    private Future<SipResponse> send(String contentType, byte[] body) {
        return link.send(dialog.request("MESSAGE").body(contentType, body).build(), dialog)
                .response();
    }

    public String callId() {
        return dialog.callId();
    }

    /** Whether our 2xx has been acknowledged, or its ACK been given up, and nobody has hung up. */
    public boolean isConfirmed() {
        return state instanceof Confirmed;
    }

    /** Whether the final answer is still due. */
    public boolean isProceeding() {
        return state instanceof Proceeding;
    }

    /** Whether nothing is due any more, neither to the upper nor from it. */
    public boolean isEnded() {
        return state instanceof Ended;
    }
}
